import { capacityOf } from '../../case/capacity.ts';
import { isRaised } from '../../case/case-state.ts';
import { dateKindOf } from '../../case/date-kind.ts';
import type { OpenObligation } from '../../case/state.ts';
import type { PersonId } from '../../directory/directory.ts';
import { sayDate } from '../../policy/say-date.ts';
import type { Brief } from '../chat-message.ts';
import { wordsIn } from '../plain-text.ts';
import { contactLines } from '../say-contact.ts';
import { isOwedAtOnce } from './at-once.ts';
import { dateNames } from './date-words.ts';
import { sayDuty } from './duty-words.ts';
import { owes } from './owed.ts';
import { sayAgency, type Telling, type TellingOfCase } from './telling.ts';

/** More people than these to speak to are nobody in particular. */
const mostPeople = 4;

/** The brief of a case that its reader may see: what they owe in it now, and who acts for the others. */
export function briefOf(telling: TellingOfCase): Brief {
  const { reader, state, rules, now } = telling;
  const own = capacityOf(reader.id, state, rules, now)?.side;
  const others = state.actors.filter(({ side }) => side !== own).map(({ person }) => person);
  const owed = state.obligations
    .filter((one) => one.status === 'open' && owes(reader.id, one))
    .sort((one, other) => dateOf(one).localeCompare(dateOf(other)));
  return {
    ...plainBrief(telling),
    owed: owed.map((one) => ({ what: sayDuty(one, true, rules.policy), due: sayDue(one, telling) })),
    speakTo: sayPeople(others, telling),
  };
}

/** The brief of an immediate risk: to ring first. Whom, stands there with the numbers. */
export function briefOfAlert(people: readonly PersonId[], isAnswered: boolean, telling: Telling): Brief {
  const brief = isRaised(telling.state) ? briefOf({ ...telling, state: telling.state }) : plainBrief(telling);
  if (isAnswered) return { ...brief, speakTo: sayPeople(people, telling) };
  const what = 'ring first: an adult may be at immediate risk. Then say what is in place for the adult';
  return {
    ...brief,
    urgent: true,
    owed: [{ what, due: 'at once, at any hour' }, ...brief.owed],
    speakTo: sayPeople(people, telling),
  };
}

/** The brief for somebody who may see a part of a case, or its reference alone. */
export function plainBrief({ state, rules }: Pick<Telling, 'state' | 'rules'>): Brief {
  const { policy } = rules;
  return {
    reference: state.reference,
    board: policy.name,
    urgent: false,
    owed: [],
    speakTo: [],
    ask: contactLines(rules, policy.board_office).map(wordsIn),
  };
}

/** What has no date comes last. */
function dateOf({ due, target }: OpenObligation): string {
  return due ?? target ?? '9';
}

/** The date alone: what is left of it changes while the message lies where it was sent. */
function sayDue(obligation: OpenObligation, { state, rules }: TellingOfCase): string {
  if (isOwedAtOnce(obligation, rules)) return 'at once';
  const on = obligation.due ?? obligation.target;
  if (on === undefined) return 'as soon as you can';
  const kind = dateKindOf(obligation, state, rules.policy);
  const date = sayDate(new Date(on));
  return kind === 'limit' ? `by ${date}` : `the ${dateNames[kind]} is ${date}`;
}

/** "Nadia Example, social worker (Northbrook Council): 01632 960123", each once, and never the reader themselves. */
function sayPeople(ids: readonly PersonId[], { reader, rules }: Telling): readonly string[] {
  return [...new Set(ids)]
    .filter((id) => id !== reader.id)
    .flatMap((id) => rules.directory.people.get(id) ?? [])
    .slice(0, mostPeople)
    .map(({ name, jobTitle, agency, telephone }) => {
      const named = [name, ...(jobTitle === undefined ? [] : [jobTitle])].join(', ');
      return `${named} (${sayAgency(agency, rules)}): ${telephone ?? 'no telephone number is listed'}`;
    });
}
