import type { PersonId, RoleId } from '../directory/directory.ts';
import {
  boardRoleHolders,
  deputyOf,
  isAway,
  lineManagerOf,
  peopleWithRole,
  personOf,
} from '../directory/lookup.ts';
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

/** People who left the directory cannot be told; whoever took over is. */
export function stillThere(people: readonly PersonId[], { directory }: Pick<Rules, 'directory'>) {
  return people.filter((person) => personOf(directory, person) !== undefined);
}

/**
 * Whoever owes a duty. Where nobody is named for it, whoever holds the role by now; where those who were named have left,
 * whoever stands behind them; and where nobody does, both sides, because an unowned duty must not be silent.
 */
export function owing(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly PersonId[] {
  const people = obligation.owedBy.flatMap((owed) => {
    const named = stillThere(owed.people, rules);
    if (named.length > 0) return named;
    if (owed.side === 'board') return holdersOf(owed.role, rules);
    if (owed.people.length > 0) return standingBehind(owed.side, state, rules);
    return [sideOf(state, owed.side)?.professional].filter((one) => one !== undefined);
  });
  return people.length > 0 ? people : everyone(state);
}

/** Who is left of a side: whoever acts for it and whose disagreement it is, or else anybody who ever had a part on it. */
export function standingBehind(side: SideKey, state: RaisedCase, rules: Rules): readonly PersonId[] {
  const professional = sideOf(state, side)?.professional;
  const first = [...actorsOf(side, state), ...(professional === undefined ? [] : [professional])];
  const there = stillThere(first, rules);
  if (there.length > 0) return there;
  const parts = state.participants.filter((one) => one.side === side).map(({ person }) => person);
  return stillThere(parts, rules);
}

/**
 * The safeguarding leads of sides of which nobody is left who had a part. They are no part of it themselves, and hear its
 * reference and that it has to be given to somebody.
 */
export function leadsOfDeserted(
  sides: readonly (SideKey | 'board')[],
  state: RaisedCase,
  rules: Rules,
): readonly PersonId[] {
  return state.sides
    .filter(({ key }) => sides.includes(key) && standingBehind(key, state, rules).length === 0)
    .flatMap(({ agency }) => peopleWithRole(rules.directory, agency, 'safeguarding-lead'))
    .map(({ id }) => id);
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
