import { hasConflict } from './access.ts';
import { boardRolesOf } from './capacity.ts';
import { headRole, toldAt } from './forum-heads.ts';
import { roleOf } from '../policy/policy-lookup.ts';
import { openObligations } from './case-state.ts';
import { stageNow } from './stage-entry.ts';
import { refusal } from './refuse.ts';
import type { Refusal } from './decision.ts';
import type { Turn } from './turn.ts';
import { deputyOf, isAway, personOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';

/** Whether somebody heads the forum of the stage where the case stands, or stands in for whoever does. */
export function isHead(turn: Turn): boolean {
  const { state, rules, by } = turn;
  const { head, heads = [] } = state;
  const role = headRole(state, rules);
  if (role === undefined || head === undefined || hasConflict(by, state)) return false;
  const several = heads.flatMap(({ person, insteadOf }) => [person, insteadOf ?? person]);
  if ([head, ...several].some((one) => one === by || standsInFor(one, turn))) return true;
  return roleOf(rules.policy, role).of === 'board' && heads.length === 0 && holdsBoardRole(role, turn);
}

/** Whether somebody holds a role of the board, stands in for its holder today, or was handed what it owes. */
export function holdsBoardRole(role: string, { by, state, rules, at }: Turn): boolean {
  if (boardRolesOf(by, rules, at).includes(role)) return true;
  return openObligations(state).some(({ owedBy }) => {
    return owedBy.some((one) => one.side === 'board' && one.role === role && one.people.includes(by));
  });
}

/** Whether the forum of this stage may do something: ask for written information, confer, meet. */
export function hasPower(power: string, { state, rules }: Turn): boolean {
  return stageNow(state, rules).forum?.powers.some((one) => one.power === power) ?? false;
}

/** Whether somebody is the deputy of a person who is away today. */
export function standsInFor(person: string, { by, rules, at }: Turn): boolean {
  const found = personOf(rules.directory, person);
  if (found === undefined || !isAway(found, civilDateOf(at))) return false;
  return deputyOf(rules.directory, person)?.id === by;
}

export const notAtForum: Refusal = refusal(
  'not-now',
  'The matter has not come to its last forum. Escalate it first.',
);

export const onlyOffice: Refusal = refusal(
  'not-yours',
  'Only the board’s own office can do this. Ask them, or ring them.',
);

/** Refused until the head of the forum was told. */
export function unlessForumTold({ state, rules }: Turn): Refusal | undefined {
  if (stageNow(state, rules).forum === undefined) return notAtForum;
  if (toldAt(state.stage, state) !== undefined && state.head !== undefined) return undefined;
  return refusal('not-now', 'It has not been passed on yet. The board’s office does that first.');
}

/** Refused to everybody but the head of the forum. */
export function unlessHead(turn: Turn): Refusal | undefined {
  if (isHead(turn)) return undefined;
  return refusal('not-yours', 'Only whoever heads this forum can do this. Ask them.');
}
