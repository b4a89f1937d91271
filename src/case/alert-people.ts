import type { AgencyId, Person, PersonId, RoleId } from '../directory/directory.ts';
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
import { isRaised, sideOfAgency } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { Actor, SideKey } from './events.ts';
import { officeRole } from './people.ts';
import type { CaseState } from './state.ts';

/**
 * Who is told at once that an adult is at immediate risk: everybody whom the policy names on the side of the
 * person who noticed, with the deputies of those who are away, and whoever else that person chose. If the
 * directory names nobody, whoever is next: any manager of the agency, then the board's office. Empty only where
 * there is nobody at all; then the person who noticed is told to ring.
 */
export function peopleToAlert(
  reporter: Person,
  alsoTell: readonly PersonId[],
  state: CaseState,
  rules: Rules,
  at: Date,
): readonly Actor[] {
  const { tells, offers } = rules.policy.triage.risk;
  const own = sideFor(reporter.agency, reporter, state);
  const named = tells.flatMap(({ role }) =>
    inRole(role, reporter, rules).map((one) => actor(one, role, own)),
  );
  const chosen = alsoTell
    .flatMap((id) => personOf(rules.directory, id) ?? [])
    .map((one) => {
      const offered = offers.find(({ role }) => one.roles.includes(role))?.role;
      return actor(one, offered ?? one.roles[0] ?? 'professional', sideFor(one.agency, reporter, state));
    });
  const managers = (): readonly Actor[] =>
    ['line-manager', 'senior-manager'].flatMap((role) =>
      inRole(role, reporter, rules).map((one) => actor(one, role, own)),
    );
  const office = (): readonly Actor[] => {
    const role = officeRole(rules.policy);
    if (role === undefined) return [];
    return boardRoleHolders(rules.directory, rules.policy.board, role).map((one) =>
      actor(one, role, 'board'),
    );
  };
  const reached = [named, managers(), office()]
    .map((people) => others(people, reporter))
    .find((people) => people.length > 0);
  return withDeputies(once([...(reached ?? []), ...others(chosen, reporter)]), reporter, rules, at);
}

/** Everybody of the reporter's agency who may act in a role: their own manager where there is one, else all who hold it. */
function inRole(role: RoleId, reporter: Person, { directory }: Rules): readonly Person[] {
  const own =
    role === 'line-manager'
      ? lineManagerOf(directory, reporter.id)
      : role === 'senior-manager'
        ? seniorManagerOf(directory, reporter.id)
        : undefined;
  return own === undefined ? peopleWithRole(directory, reporter.agency, role) : [own];
}

function sideFor(agency: AgencyId, reporter: Person, state: CaseState): SideKey {
  const known = isRaised(state) ? sideOfAgency(state, agency)?.key : undefined;
  return known ?? (agency === reporter.agency ? 'raising' : `receiving:${agency}`);
}

function actor(person: Person, role: RoleId, side: Actor['side']): Actor {
  return { side, role, person: person.id };
}

function others(people: readonly Actor[], reporter: Person): readonly Actor[] {
  return people.filter(({ person }) => person !== reporter.id);
}

function withDeputies(
  people: readonly Actor[],
  reporter: Person,
  { directory }: Rules,
  at: Date,
): readonly Actor[] {
  const on = civilDateOf(at);
  const added = people.flatMap((one): readonly Actor[] => {
    const person = personOf(directory, one.person);
    if (person === undefined || !isAway(person, on)) return [];
    const deputy = deputyOf(directory, person.id) ?? lineManagerOf(directory, person.id);
    if (deputy === undefined || deputy.id === reporter.id) return [];
    return [{ side: one.side, role: one.role, person: deputy.id, insteadOf: person.id }];
  });
  return once([...people, ...added]);
}

function once(people: readonly Actor[]): readonly Actor[] {
  return people.filter((one, index) => people.findIndex(({ person }) => person === one.person) === index);
}
