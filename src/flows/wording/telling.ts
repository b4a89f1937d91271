import type { Rules } from '../../case/decision.ts';
import type { SideKey } from '../../case/events.ts';
import type { CaseState, RaisedCase } from '../../case/state.ts';
import { ownSide } from '../../case/turn.ts';
import type { AgencyId, Person, PersonId } from '../../directory/directory.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { sayDate, sayDay, sayTimeLeft } from '../../policy/say-date.ts';
import { boardWords } from '../../policy/board-words.ts';
import type { BoardWords } from '../../policy/board-words.ts';
import { stageOf } from '../../policy/policy-lookup.ts';

/** What a message is worded from: the case as it stands, the rules it is under, who reads it, and when. */
export type Telling = {
  readonly reader: Person;
  readonly caseId: string;
  readonly state: Exclude<CaseState, { status: 'unopened' }>;
  readonly rules: Rules;
  readonly now: Date;
};
export type TellingOfCase = Telling & { readonly state: RaisedCase };

/** The reader of what is read by no one person, such as a document: none of the people of a case is "you" to them. */
export const nobody: Person = { id: '', name: '', email: '', agency: '', roles: [], away: [] };

/** The words of the board whose case it is, where it now stands. */
export function wordsHere({ rules, state }: Pick<TellingOfCase, 'rules' | 'state'>): BoardWords {
  return boardWords(rules.policy, state.stage);
}

/** Whether the reader belongs to an agency of the matter; the board's own people file nothing and settle nothing. */
export function isOfASide({ reader, state, rules, now }: TellingOfCase): boolean {
  return ownSide({ by: reader.id, state, rules, at: now }) !== undefined;
}

/**
 * A person by name and agency: "Nadia Example (St Aldhelm’s Hospital Trust)"; "you" where it is the reader. What
 * people did is said in the past tense, which reads right after either.
 */
export function sayPerson(id: PersonId, { rules, reader }: Pick<Telling, 'rules' | 'reader'>): string {
  if (id === reader.id) return 'you';
  const person = rules.directory.people.get(id);
  if (person === undefined) return 'somebody who has left';
  return `${person.name} (${sayAgency(person.agency, rules)})`;
}

/** A person by name alone, where the agency was said before. */
export function sayName(id: PersonId, { rules, reader }: Pick<Telling, 'rules' | 'reader'>): string {
  if (id === reader.id) return 'you';
  return rules.directory.people.get(id)?.name ?? 'somebody who has left';
}

export function sayAgency(id: AgencyId, rules: Rules): string {
  return rules.directory.agencies.get(id)?.name ?? 'an agency that is no longer listed';
}

/** A side by its agency's name; the board by its own. */
export function saySide(side: SideKey | 'board', state: RaisedCase, rules: Rules): string {
  if (side === 'board') return rules.policy.name;
  const agency = state.sides.find(({ key }) => key === side)?.agency;
  return agency === undefined ? 'a side' : sayAgency(agency, rules);
}

/** "Stage 2, between the line managers"; one that is informal is called so. */
export function sayStage(stage: string, { policy }: Pick<Rules, 'policy'>): string {
  const { label, title, informal } = stageOf(policy, stage);
  const named = `${label}, ${lowerFirst(title)}`;
  return informal && !/\binformal/i.test(named) ? `${named} (informal)` : named;
}

/** "Thursday 31 December 2026, 17:00 (2 working days left)". */
export function sayDue(due: string, { rules, now }: Pick<Telling, 'rules' | 'now'>): string {
  const at = new Date(due);
  return `${sayDate(at)} (${sayTimeLeft(now, at, rules.calendar)})`;
}

/** A moment of the record: "Tuesday 22 December 2026, 10:00". */
export function sayMoment(moment: string): string {
  return sayDate(new Date(moment));
}

/** The day of a moment of the record: "Tuesday 22 December 2026". */
export function sayDayOf(moment: string): string {
  return sayDay(civilDateOf(new Date(moment)));
}

/** Names in a row: "a", "a and b", "a, b and c". */
export function sayList(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** The verb of a sentence about people: "was" of one; "were" of several, and of "you". */
export function verbAfter(people: readonly PersonId[], reader: Person, one: string, several: string): string {
  return people.length > 1 || people[0] === reader.id ? several : one;
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
