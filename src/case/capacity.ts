import type { Directory, PersonId, RoleId } from '../directory/directory.ts';
import { isAway, personOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import { awareRoles, headingRoles } from '../policy/policy-lookup.ts';
import { asCarrier } from './carrying.ts';
import { sideOf } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { SideKey } from './events.ts';
import { isManagerBroughtIn, staffIn } from './managers.ts';
import { onceAState } from './once-a-state.ts';
import { boardActor } from './people.ts';
import type { RaisedCase } from './state.ts';

/**
 * What somebody is in a case now. `acts`: may do what the stage asks of that side, or of the board in that role.
 * Everybody else may look, write into the record and raise the alarm.
 */
export type Capacity = {
  readonly side: SideKey | 'board';
  readonly role: RoleId;
  readonly acts: boolean;
  readonly as: 'actor' | 'deputy' | 'professional' | 'brought-in' | 'part' | 'line-manager' | 'office';
};

/**
 * In which capacity a person stands to a case; the most that they are, where they are several things.
 * `undefined` for somebody who is no part of it. Read from the record and the directory as it is now, so that
 * somebody who has moved to another agency is no longer part of a side.
 */
export const capacityOf = onceAState(capacityNow);

function capacityNow(person: PersonId, state: RaisedCase, rules: Rules, now: Date): Capacity | undefined {
  if (state.conflict?.people.includes(person) === true) return undefined;
  return (
    actorIn(person, state, rules) ??
    deputyIn(person, state, rules, now) ??
    officeIn(person, state, rules, now) ??
    memberIn(person, state, rules) ??
    carrierIn(person, state, rules, now)
  );
}

function actorIn(person: PersonId, state: RaisedCase, rules: Rules): Capacity | undefined {
  // Whoever a deputy stands in for may still act, for instance when they are back.
  const actor = state.actors.find((one) => one.person === person || one.insteadOf === person);
  if (actor === undefined || !isOfSide(person, actor.side, state, rules.directory)) return undefined;
  return { side: actor.side, role: actor.role, acts: true, as: 'actor' };
}

function deputyIn(person: PersonId, state: RaisedCase, rules: Rules, now: Date): Capacity | undefined {
  const on = civilDateOf(now);
  const actor = state.actors.find((one) => {
    const away = personOf(rules.directory, one.person);
    return away?.deputy === person && isAway(away, on);
  });
  if (actor === undefined || !isOfSide(person, actor.side, state, rules.directory)) return undefined;
  return { side: actor.side, role: actor.role, acts: true, as: 'deputy' };
}

/** The board's own people: by the role that they hold in its office, or that was handed to them. */
function officeIn(person: PersonId, state: RaisedCase, rules: Rules, now: Date): Capacity | undefined {
  const held = boardRolesOf(person, rules, now);
  const owed = state.obligations
    .filter(({ status }) => status === 'open')
    .flatMap(({ owedBy }) => owedBy)
    .find(({ side, people }) => side === 'board' && people.includes(person));
  const role = owed?.role ?? held[0];
  return role === undefined ? undefined : { side: 'board', role, acts: true, as: 'office' };
}

/** The roles of the board that somebody holds in its own office, or stands in for today. */
export function boardRolesOf(person: PersonId, rules: Rules, now: Date): readonly RoleId[] {
  const found = personOf(rules.directory, person);
  if (found === undefined) return [];
  const inOffice = rules.directory.agencies.get(found.agency)?.officeOf === rules.policy.board;
  return rules.policy.roles
    .filter((role) => role.of === 'board')
    .map(({ id }) => id)
    .filter((id) => (inOffice && found.roles.includes(id)) || boardActor(id, rules, now)?.person === person);
}

/** Whether somebody works in the board's own office. Whoever only heads a forum, or is only made aware of cases, does not. */
export function worksInOffice(person: PersonId, rules: Rules, now: Date): boolean {
  const others = [...headingRoles(rules.policy), ...awareRoles(rules.policy)];
  return boardRolesOf(person, rules, now).some((role) => !others.includes(role));
}

function memberIn(person: PersonId, state: RaisedCase, rules: Rules): Capacity | undefined {
  const { directory } = rules;
  const side = state.sides.find(({ professional }) => professional === person);
  if (side !== undefined && isOfSide(person, side.key, state, directory)) {
    return { side: side.key, role: 'professional', acts: false, as: 'professional' };
  }
  const known = state.participants
    .filter((one) => one.person === person && isOfSide(person, one.side, state, directory))
    .sort((one, other) => rank(one.as) - rank(other.as))[0];
  if (known !== undefined) {
    const as = known.as === 'brought-in' ? 'brought-in' : 'part';
    return { side: known.side, role: known.role, acts: false, as };
  }
  const staff = staffIn(person, state, rules);
  if (staff === undefined || !isOfSide(person, staff.side, state, directory)) return undefined;
  if (!isManagerBroughtIn(person, state, rules)) return undefined;
  return { side: staff.side, role: 'line-manager', acts: false, as: 'line-manager' };
}

/**
 * Whether somebody is the line manager of a person of the case and no part of it yet: they know that there is one, and can hand
 * over for their staff (decision 82).
 */
export function onlyManages(person: PersonId, state: RaisedCase, rules: Rules, now: Date): boolean {
  const staff = staffIn(person, state, rules);
  if (staff === undefined || !isOfSide(person, staff.side, state, rules.directory)) return false;
  return (
    state.conflict?.people.includes(person) !== true && capacityOf(person, state, rules, now) === undefined
  );
}

/** The deputy of somebody who is to carry the matter on and is away: whoever was asked is a part of it already. */
function carrierIn(person: PersonId, state: RaisedCase, rules: Rules, now: Date): Capacity | undefined {
  const carrier = asCarrier(person, state, rules, now);
  if (carrier === undefined || !isOfSide(person, carrier.side, state, rules.directory)) return undefined;
  return { side: carrier.side, role: carrier.role, acts: false, as: 'part' };
}

function rank(as: string): number {
  return as === 'brought-in' ? 0 : 1;
}

/** People whom the board brought in may be of any agency; a side's people are of that side's agency. */
function isOfSide(
  person: PersonId,
  key: SideKey | 'board',
  state: RaisedCase,
  directory: Directory,
): boolean {
  const found = personOf(directory, person);
  if (found === undefined) return false;
  return key === 'board' || found.agency === sideOf(state, key)?.agency;
}
