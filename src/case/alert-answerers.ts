import type { AgencyId, PersonId, RoleId } from '../directory/directory.ts';
import { deputyOf, lineManagerOf, personOf, seniorManagerOf } from '../directory/lookup.ts';
import { maySee } from './access.ts';
import { boardRolesOf } from './capacity.ts';
import { isRaised } from './case-state.ts';
import type { Rules } from './decision.ts';
import { officeRole } from './people.ts';
import type { Alert, CaseState } from './state.ts';

/** Roles whose holders answer for an agency, under every policy. */
const managing: readonly RoleId[] = ['line-manager', 'senior-manager', 'head-of-service'];

/**
 * Whether somebody can say what is in place for the adult: whoever was told and their deputies, the managers and
 * leads of either side, and the board's office where it may see the matter. A colleague with no such part would end
 * the alarm for everybody who has one.
 */
export function canAnswerAlert(
  by: PersonId,
  alert: Alert,
  state: CaseState,
  rules: Rules,
  at: Date,
): boolean {
  if (alert.reporter === by) return false;
  return (
    wasTold(by, alert, rules) ||
    leadsASide(by, alert, state, rules) ||
    (isOffice(by, rules, at) && maySee(by, state, rules, at) === 'content')
  );
}

/** The agencies of a matter, or before it is raised that of the person who noticed the risk. */
function agenciesOfAlert({ reporter }: Alert, state: CaseState, rules: Rules): readonly AgencyId[] {
  if (isRaised(state)) return state.sides.map(({ agency }) => agency);
  const own = personOf(rules.directory, reporter)?.agency;
  return own === undefined ? [] : [own];
}

function wasTold(by: PersonId, { told }: Alert, { directory }: Rules): boolean {
  return told.some(({ person }) => person === by || deputyOf(directory, person)?.id === by);
}

function leadsASide(by: PersonId, alert: Alert, state: CaseState, rules: Rules): boolean {
  const person = personOf(rules.directory, by);
  if (person === undefined || !agenciesOfAlert(alert, state, rules).includes(person.agency)) return false;
  const { tells, offers } = rules.policy.triage.risk;
  const roles = [...managing, ...tells.map(({ role }) => role), ...offers.map(({ role }) => role)];
  return person.roles.some((role) => roles.includes(role)) || isTheirManager(by, alert, state, rules);
}

/** Whoever manages those whose disagreement it is, or acts for a side as a manager or in the place of one. */
function isTheirManager(by: PersonId, { reporter }: Alert, state: CaseState, { directory }: Rules): boolean {
  const staff = [reporter, ...(isRaised(state) ? state.sides.map(({ professional }) => professional) : [])];
  const managers = staff.flatMap((one) => [lineManagerOf(directory, one), seniorManagerOf(directory, one)]);
  const acting = isRaised(state) ? state.actors : [];
  return (
    managers.some((one) => one?.id === by) ||
    acting.some(({ person, side, role }) => person === by && side !== 'board' && role !== 'professional')
  );
}

function isOffice(by: PersonId, rules: Rules, at: Date): boolean {
  const role = officeRole(rules.policy);
  return role !== undefined && boardRolesOf(by, rules, at).includes(role);
}
