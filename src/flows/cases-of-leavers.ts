import { isRaised, openObligations } from '../case/case-state.ts';
import type { Rules } from '../case/decision.ts';
import { handsOver } from '../case/rules/colleagues.ts';
import type { CaseState } from '../case/state.ts';
import type { PersonId } from '../directory/directory.ts';
import type { OpenCase } from '../directory/removals.ts';
import { fold } from './run-command.ts';
import type { Services } from './services.ts';
import { sayDuty } from './wording/duty-words.ts';

/** An open case with those of the leavers who have a part in it that must be handed over. */
export type CaseOfLeavers = OpenCase & {
  readonly state: Known;
  readonly rules: Rules;
  /** Why some of them cannot go now, whoever succeeds them. */
  readonly problems: readonly string[];
  /** What they leave behind that nobody takes over. */
  readonly notes: readonly string[];
};
type Known = Exclude<CaseState, { status: 'unopened' }>;

/**
 * The open cases in which people who are to go still have a part. Whoever only took part once has none, and may go:
 * the record keeps their name.
 */
export async function casesOfLeavers(
  services: Pick<Services, 'cases' | 'lists' | 'rulesOf' | 'clock'>,
  leavers: readonly PersonId[],
): Promise<readonly CaseOfLeavers[]> {
  const rows = await services.lists.openCasesOf(leavers);
  const references = [...new Set(rows.map(({ reference }) => reference))].sort();
  const found: CaseOfLeavers[] = [];
  for (const reference of references) {
    const id = await services.cases.idOfReference(reference);
    const loaded = id === undefined ? undefined : await services.cases.load(id);
    const state = loaded === undefined ? undefined : fold(loaded);
    if (id === undefined || state === undefined || state.status === 'unopened') continue;
    const rules = await services.rulesOf(state.board, state.policyVersion);
    const theirs = rows.filter((row) => row.reference === reference).map(({ person }) => person);
    found.push({ id, reference, state, rules, ...partsOf(theirs, state, rules, services.clock.now()) });
  }
  return found;
}

function partsOf(leavers: readonly PersonId[], state: Known, rules: Rules, at: Date) {
  const people = leavers.filter((by) => isRaised(state) && handsOver({ by, state, rules, at }).includes(by));
  const others = leavers.filter((person) => !people.includes(person));
  return {
    people,
    problems: leavers.flatMap((person) => unanswered(person, state, rules)),
    notes: others.flatMap((person) => leftBehind(person, state, rules)),
  };
}

/** An adult at immediate risk: nobody who was told goes until somebody has said what is in place. */
function unanswered(person: PersonId, state: Known, rules: Rules): readonly string[] {
  const open = state.alerts.some(({ answered, told }) => {
    return answered === undefined && told.some((one) => one.person === person);
  });
  if (!open) return [];
  return [
    `${nameOf(person, rules)} was told of an immediate risk in ${state.reference} that nobody has answered. Ring now. Import again once somebody has said what is in place for the adult.`,
  ];
}

function leftBehind(person: PersonId, state: Known, rules: Rules): readonly string[] {
  if (!isRaised(state)) return [];
  return openObligations(state)
    .filter(({ owedBy }) => owedBy.some(({ people }) => people.includes(person)))
    .map((one) => {
      return `${nameOf(person, rules)} was still to ${sayDuty(one, false, rules.policy)} in ${state.reference}, and nobody takes that over. Tell whoever acts now.`;
    });
}

function nameOf(person: PersonId, { directory }: Rules): string {
  return directory.people.get(person)?.name ?? 'Somebody who left';
}
