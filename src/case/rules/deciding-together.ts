import type { PersonId } from '../../directory/directory.ts';
import { raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { Actor, CaseEvent } from '../events.ts';
import type { Addressed } from '../forum-events.ts';
import { isHead, standsInFor, unlessForumTold, unlessHead } from '../forum-people.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { spoken } from './speaking.ts';

/* Several who decide together: one writes it, and it counts once every one of them agreed. */

/** Those who decide together; nobody where one head decides alone. */
export function together({ state }: Turn): readonly Actor[] {
  const { heads = [] } = state;
  return heads.length > 1 ? heads : [];
}

/** Which of those who decide together somebody is or stands in for. */
export function slotOf(turn: Turn): PersonId | undefined {
  const { by } = turn;
  return together(turn).find(({ person, insteadOf }) => {
    return person === by || insteadOf === by || standsInFor(person, turn);
  })?.person;
}

/** Whoever writes it agrees by writing it. A newer one takes the place of the one before. */
export function draftDecision(recommendations: readonly Addressed[], turn: Turn): readonly CaseEvent[] {
  const { state, at, by } = turn;
  const head = slotOf(turn) ?? by;
  const drafted: CaseEvent = { type: 'DecisionDrafted', by, head, recommendations };
  return [drafted, ...whenAllAgreed({ ...turn, state: raisedAfter(state, [drafted], at) })];
}

export const mayAgreeDecision: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessForumTold(turn),
    unlessHead(turn),
    turn.state.decision === undefined
      ? refusal('not-now', 'Nobody has written it yet. Write it, and let the others agree.')
      : undefined,
    turn.state.decision?.agreed.includes(slotOf(turn) ?? '') === true
      ? refusal('already-done', 'You have agreed to it already. It waits for the others.')
      : undefined,
  );

export function agreeDecision({ decision }: CommandOf<'agree-decision'>, turn: Turn): Decision {
  const head = slotOf(turn);
  const refused = mayAgreeDecision(turn) ?? unlessCurrent(decision, turn);
  if (refused !== undefined || head === undefined) return refuse(refused ?? notOneOfThem);
  const { state, at, by } = turn;
  const agreed: CaseEvent = { type: 'DecisionAgreed', by, head, decision };
  return accept(agreed, ...whenAllAgreed({ ...turn, state: raisedAfter(state, [agreed], at) }));
}

/** It falls away; any of them writes it anew. */
export function disputeDecision({ decision, reason }: CommandOf<'dispute-decision'>, turn: Turn): Decision {
  const refused = mayAgreeDecision(turn) ?? unlessCurrent(decision, turn);
  if (refused !== undefined) return refuse(refused);
  return accept({ type: 'DecisionDisputed', by: turn.by, decision, reason });
}

function whenAllAgreed(turn: Turn): readonly CaseEvent[] {
  const { decision } = turn.state;
  const all = together(turn).every(({ person }) => decision?.agreed.includes(person));
  return decision !== undefined && all && isHead(turn) ? spoken(decision.recommendations, turn) : [];
}

function unlessCurrent(decision: number, { state }: Turn): Refusal | undefined {
  if (state.decision?.entry === decision) return undefined;
  return refusal('not-now', 'A newer one was written since. Open it and answer that one.');
}

const notOneOfThem = refusal('not-yours', 'Only those who decide together can agree to it.');
