import type { PersonId } from '../directory/directory.ts';
import { peopleWithRole } from '../directory/lookup.ts';
import { roleOf, stageOf } from '../policy/policy-lookup.ts';
import { sideOf } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { EventOf, Obligation, SideKey } from './events.ts';
import { owedByActors } from './obligations.ts';
import { holdersOf, withDeputies } from './recipients.ts';
import type { RaisedCase } from './state.ts';

/*
 * What others can learn from a case, asked of each side once it is closed. It never holds a closing up, and it goes on
 * without names to people who have no part in the case.
 */

/** What each side owes once the case is closed: its answers about learning. A side that has given them is not asked again. */
export function learningDuties(
  state: RaisedCase,
  how: EventOf<'CaseClosed'>['how'],
  rules: Rules,
): readonly Obligation[] {
  const { learning } = rules.policy;
  if (learning === undefined || how === 'withdrawn' || how === 'closing') return [];
  const stage = stageOf(rules.policy, state.stage).id;
  return state.sides
    .filter(({ key }) => !state.learning.some(({ side }) => side === key))
    .map(({ key, agency }): Obligation => ({
      id: `${stage}.learning:${agency}`,
      stage,
      rule: 'learning',
      duty: 'learning',
      owedBy: owedByActors(state, [key]),
      source: learning.source,
      lapses: false,
      added: false,
    }));
}

/** Who receives what a side says about learning: the roles that the policy names, in that side's own agency or on the board. */
export function learningGoesTo(side: SideKey, state: RaisedCase, rules: Rules): readonly PersonId[] {
  const agency = sideOf(state, side)?.agency ?? '';
  return (rules.policy.learning?.goes_to ?? []).flatMap(({ role }) => {
    if (roleOf(rules.policy, role).of === 'board') return holdersOf(role, rules);
    return peopleWithRole(rules.directory, agency, role).map(({ id }) => id);
  });
}

/** The entries about learning that somebody may read though they may see nothing else of the case. */
export function learningFor(person: PersonId, state: RaisedCase, rules: Rules, now: Date): readonly number[] {
  return state.learning
    .filter(({ anything }) => anything)
    .filter(({ side }) => withDeputies(learningGoesTo(side, state, rules), rules, now).includes(person))
    .map(({ entry }) => entry);
}
