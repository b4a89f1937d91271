import type { Person, RoleId } from '../directory/directory.ts';
import {
  boardRoleHolders,
  deputyOf,
  isAway,
  lineManagerOf,
  peopleWithRole,
  personOf,
  seniorManagerOf,
} from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import type { Policy } from '../policy/policy.ts';
import { roleOf } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import type { Rules } from './decision.ts';
import type { Actor, Vacancy } from './events.ts';
import type { SideState } from './state.ts';

export type Found = { readonly actors: readonly Actor[]; readonly vacancies: readonly Vacancy[] };

/**
 * Who acts for each side at a stage: the first of the stage's roles that somebody holds, an alternate where the
 * policy lets one act instead, the deputy of somebody who is away. An alternate who acted for that side at the stage
 * `before` is passed over where the role has a holder, so that each stage is a second look. Where nobody is found the
 * role is vacant, and whoever acted for that side before carries on, so that a duty never has nobody.
 */
export function actorsAt(
  stage: StageRule,
  sides: readonly SideState[],
  before: readonly Actor[],
  rules: Rules,
  at: Date,
): Found {
  const actors: Actor[] = [];
  const vacancies: Vacancy[] = [];
  for (const side of sides) {
    const roles = side.key === 'raising' ? stage.people.raising : stage.people.receiving;
    const own = before.filter((actor) => actor.side === side.key);
    const found = firstOf(roles, (role) => actorFor(role, side, stage.id, rules, at, own));
    if (found !== undefined) {
      actors.push(found);
      continue;
    }
    vacancies.push(...roles.slice(0, 1).map((role) => ({ side: side.key, role })));
    actors.push(...own);
  }
  return { actors, vacancies };
}

/**
 * Who acts in a role for a side, or in an alternate of that role; `undefined` where nobody does. Nobody who acted
 * `before` acts again as an alternate while the role itself has a holder.
 */
export function actorFor(
  role: RoleId,
  side: SideState,
  stage: string,
  rules: Rules,
  at: Date,
  before: readonly Actor[] = [],
): Actor | undefined {
  const isHeld = holders(role, side, rules).length > 0;
  const acted = before.flatMap(({ person, insteadOf }) => [person, insteadOf ?? person]);
  return firstOf(rolesInOrder(role, side, stage, rules), (one) => {
    const secondLook = (person: Person): boolean => one === role || !isHeld || !acted.includes(person.id);
    const found = presentOne(holders(one, side, rules).filter(secondLook), rules, at);
    return found === undefined ? undefined : { side: side.key, role: one, ...found };
  });
}

/** Who holds a role of the board now, the deputy where they are away. */
export function boardActor(role: RoleId, rules: Rules, at: Date): Actor | undefined {
  const found = presentOne(boardRoleHolders(rules.directory, rules.policy.board, role), rules, at);
  return found === undefined ? undefined : { side: 'board', role, ...found };
}

/**
 * The role of the board's own office: the one through which a forum is reached, otherwise the first role of the
 * board that the policy lists.
 */
export function officeRole(policy: Policy): RoleId | undefined {
  const gateways = policy.stages.flatMap(({ forum }) => forum?.gateway?.role ?? []);
  return gateways.at(-1) ?? policy.roles.find((role) => role.of === 'board')?.id;
}

/** Alternates that the policy prefers, then the role itself, then the other alternates. */
function rolesInOrder(role: RoleId, side: SideState, stage: string, rules: Rules): readonly RoleId[] {
  const sector = rules.directory.agencies.get(side.agency)?.sector;
  const alternates = roleOf(rules.policy, role).alternates.filter(({ sectors, stages, held_by }) => {
    const here = stages === undefined || stages.includes(stage);
    return here && held_by === 'own-agency' && (sectors === undefined || sectors.includes(sector ?? ''));
  });
  return [
    ...alternates.filter(({ prefer }) => prefer).map((alternate) => alternate.role),
    role,
    ...alternates.filter(({ prefer }) => !prefer).map((alternate) => alternate.role),
  ];
}

/**
 * Everybody who could act in a role for a side, the first choice first. Three roles are found along the line of
 * the professional whose disagreement it is, in every policy; all others by who holds them in the agency.
 */
function holders(role: RoleId, side: SideState, { directory }: Rules): readonly Person[] {
  const others = peopleWithRole(directory, side.agency, role);
  const own = ownLine(role, side, directory);
  if (role === 'professional') return own === undefined ? [] : [own];
  return own === undefined ? others : [own, ...others.filter(({ id }) => id !== own.id)];
}

function ownLine(role: RoleId, { professional, agency }: SideState, directory: Rules['directory']) {
  const found =
    role === 'professional'
      ? personOf(directory, professional)
      : role === 'line-manager'
        ? lineManagerOf(directory, professional)
        : role === 'senior-manager'
          ? seniorManagerOf(directory, professional)
          : undefined;
  return found?.agency === agency ? found : undefined;
}

/** Somebody by name, or the deputy who stands in for them that day. */
export function standingIn(person: Person, rules: Rules, at: Date): Present {
  return present(person, rules, civilDateOf(at)) ?? { person: person.id };
}

type Present = { readonly person: string; readonly insteadOf?: string };

/** The first who is there or has a deputy who is; if all are away, the first of them, because the clock runs regardless. */
function presentOne(people: readonly Person[], rules: Rules, at: Date): Present | undefined {
  const on = civilDateOf(at);
  const found = firstOf(people, (person) => present(person, rules, on));
  const [first] = people;
  return found ?? (first === undefined ? undefined : { person: first.id });
}

function present(person: Person, { directory }: Rules, on: string): Present | undefined {
  if (!isAway(person, on)) return { person: person.id };
  const deputy = deputyOf(directory, person.id);
  if (deputy === undefined || isAway(deputy, on)) return undefined;
  return { person: deputy.id, insteadOf: person.id };
}

function firstOf<T, R>(list: readonly T[], look: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = look(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
