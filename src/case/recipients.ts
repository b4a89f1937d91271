import type { PersonId, RoleId } from '../directory/directory.ts';
import { boardRoleHolders, deputyOf, isAway, lineManagerOf, personOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import { roleOf } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { raisingProfessional, sideOf } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { SideKey } from './events.ts';
import { actorFor } from './people.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/* Groups of people who hear of things. */

/** Everybody who acts now on either side, and those whose disagreement it is: they hear at every stage. */
export function everyone(state: RaisedCase): readonly PersonId[] {
  const acting = state.actors.filter(({ side }) => side !== 'board').map(({ person }) => person);
  return [...acting, ...state.sides.map(({ professional }) => professional)];
}

/** Everybody who was ever part of it on a side. */
export function allInvolved(state: RaisedCase): readonly PersonId[] {
  return [
    ...everyone(state),
    ...state.participants.filter(({ side }) => side !== 'board').map((one) => one.person),
  ];
}

export function actorsOf(side: SideKey | 'board', state: RaisedCase): readonly PersonId[] {
  return state.actors.filter((actor) => actor.side === side).map(({ person }) => person);
}

/**
 * Whoever owes a duty. Where nobody is named for it, whoever holds the role by now; and where nobody does, both
 * sides, because an unowned duty must not be silent.
 */
export function owing(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly PersonId[] {
  const people = obligation.owedBy.flatMap((owed) => {
    if (owed.people.length > 0) return owed.people;
    if (owed.side === 'board') return holdersOf(owed.role, rules);
    return [sideOf(state, owed.side)?.professional].filter((one) => one !== undefined);
  });
  return people.length > 0 ? people : everyone(state);
}

/** The line managers of the professionals on these sides; of every side, where none is given. */
export function lineManagers(
  state: RaisedCase,
  rules: Rules,
  sides: readonly (SideKey | 'board')[] = state.sides.map(({ key }) => key),
): readonly PersonId[] {
  return state.sides
    .filter(({ key }) => sides.includes(key))
    .flatMap(({ professional }) => lineManagerOf(rules.directory, professional)?.id ?? []);
}

export function holdersOf(role: string, { directory, policy }: Rules): readonly PersonId[] {
  return boardRoleHolders(directory, policy.board, role).map(({ id }) => id);
}

/** Whom the policy copies in at a stage when something happens there. A copy that somebody has to choose is not sent by itself. */
export function copied(
  on: StageRule['copies'][number]['on'],
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): readonly PersonId[] {
  return stage.copies
    .filter((copy) => copy.on === on && !copy.chosen)
    .flatMap(({ to }) => sentTo(to, stage, state, rules, at));
}

/** To whom a copy goes that is sent by itself. */
export function sentTo(
  to: RoleId,
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): readonly PersonId[] {
  if (to === 'raiser') return [raisingProfessional(state)];
  if (to === 'all-involved') return allInvolved(state);
  if (roleOf(rules.policy, to).of === 'board') return holdersOf(to, rules);
  return state.sides.flatMap((side) => actorFor(to, side, stage.id, rules, at)?.person ?? []);
}

/** Each person once, with the deputy of anybody who is away that day. */
export function withDeputies(people: readonly PersonId[], rules: Rules, at: Date): readonly PersonId[] {
  const on = civilDateOf(at);
  const deputies = people.flatMap((id) => {
    const person = personOf(rules.directory, id);
    return person !== undefined && isAway(person, on) ? (deputyOf(rules.directory, id)?.id ?? []) : [];
  });
  return [...new Set([...people, ...deputies])];
}
