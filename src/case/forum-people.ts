import { boardRolesOf } from './capacity.ts';
import { openObligations } from './case-state.ts';
import { stageNow } from './stage-entry.ts';
import { refusal } from './refuse.ts';
import type { Refusal } from './decision.ts';
import type { Turn } from './turn.ts';
import { deputyOf, isAway, personOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';

/** Whether somebody heads the forum of the stage where the case stands, or stands in for whoever does. */
export function isHead(turn: Turn): boolean {
  const { forum } = stageNow(turn.state, turn.rules);
  const { head } = turn.state;
  if (forum === undefined || head === undefined) return false;
  return head === turn.by || standsInFor(head, turn) || holdsBoardRole(forum.head, turn);
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

function standsInFor(person: string, { by, rules, at }: Turn): boolean {
  const found = personOf(rules.directory, person);
  if (found === undefined || !isAway(found, civilDateOf(at))) return false;
  return deputyOf(rules.directory, person)?.id === by;
}

export const notAtForum: Refusal = refusal(
  'not-now',
  'The matter has not come to its last forum. Escalate it first.',
);

/** Refused until the head of the forum was told. */
export function unlessForumTold({ state, rules }: Turn): Refusal | undefined {
  if (stageNow(state, rules).forum === undefined) return notAtForum;
  if (state.forumTold !== undefined) return undefined;
  return refusal('not-now', 'It has not been passed on yet. The board’s office does that first.');
}

/** Refused to everybody but the head of the forum. */
export function unlessHead(turn: Turn): Refusal | undefined {
  if (isHead(turn)) return undefined;
  return refusal('not-yours', 'Only whoever heads this forum can do this. Ask them.');
}
