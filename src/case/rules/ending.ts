import { openObligations, raisedAfter } from '../case-state.ts';
import { end } from '../obligations.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { close, revive } from '../resolution.ts';
import { firstRefusal, unlessActing, unlessRaising, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* No silent closure: a withdrawal has its reason, and what was closed too soon can be opened again. */

export const mayWithdraw: May = (turn) =>
  firstRefusal(unlessStatus(turn, 'open', 'agreed'), unlessRaising(turn));

export function withdraw({ reason }: CommandOf<'withdraw'>, turn: Turn): Decision {
  const refused = mayWithdraw(turn);
  if (refused !== undefined) return refuse(refused);
  return accept({ type: 'Withdrawn', by: turn.by, reason }, ...close(turn.state, 'withdrawn', turn.rules));
}

export const mayReopen: May = (turn) => {
  const { state } = turn;
  const forum = state.status === 'closed' && state.how === 'forum';
  return firstRefusal(
    state.status === 'closed'
      ? undefined
      : refusal('not-now', 'This is not closed, so there is nothing to re-open.'),
    unlessActing(turn),
    forum
      ? refusal(
          'not-now',
          'The last forum has spoken and every agency has answered. Raise it afresh and name this one.',
        )
      : undefined,
  );
};

/**
 * Open again at the stage it had, what was owed there at its old dates: no clock was stopped by closing it. A limit
 * that passed meanwhile prompts both sides to escalate at once.
 */
export function reopen({ reason }: CommandOf<'reopen'>, turn: Turn): Decision {
  const refused = mayReopen(turn);
  const { state, rules, at, by } = turn;
  if (refused !== undefined || state.status !== 'closed') return refuse(refused ?? notClosed);
  const reopened: CaseEvent = { type: 'Reopened', by, reason };
  const since = [state.closedAt, ...(state.resolution === undefined ? [] : [state.resolution.at])];
  // What others can learn is asked when it closes again.
  const asked = openObligations(state).filter(({ duty }) => duty === 'learning');
  return accept(reopened, ...end(asked), ...revive(raisedAfter(state, [reopened], at), since, rules, at));
}

const notClosed = refusal('not-now', 'This is not closed, so there is nothing to re-open.');
