import { raisedAfter } from '../case-state.ts';
import type { CommandOf, Concern } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import { tellEscalation } from '../escalation-duty.ts';
import type { CaseEvent } from '../events.ts';
import { instantOf } from '../moment.ts';
import { recounted } from '../recount.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { capacity, firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { concernMoments, concernProblem } from './raise.ts';

export const mayCorrectConcern: May = (turn) => {
  const found = capacity(turn);
  const raising = found?.side === 'raising' && (found.acts || found.as === 'professional');
  return firstRefusal(
    unlessStatus(turn, 'open'),
    raising
      ? undefined
      : refusal('not-yours', 'Only whoever raised it can correct when it arose. Tell them.'),
  );
};

/** A correction can only bring limits forward; nobody gains time by it. */
export function correctConcern({ concern, reason }: CommandOf<'correct-concern'>, turn: Turn): Decision {
  const { state, rules, at, by } = turn;
  const refused =
    mayCorrectConcern(turn) ?? concernProblem(concern, at, rules) ?? laterProblem(concern, turn);
  if (refused !== undefined) return refuse(refused);
  const corrected: CaseEvent = { type: 'ConcernCorrected', by, concern: concernMoments(concern), reason };
  const after = raisedAfter(state, [corrected], at);
  const events = [corrected, ...recounted(after, rules, at, 'concern-corrected')];
  return accept(...events, ...tellEscalation(raisedAfter(state, events, at), rules, at, 'concern-corrected'));
}

function laterProblem({ arose, decisionReceived }: Concern, { state }: Turn): Refusal | undefined {
  const [was] = [state.concern.arose, state.concern.decisionReceived]
    .filter((one) => one !== undefined)
    .sort();
  const [is] = [arose, decisionReceived]
    .filter((one) => one !== undefined)
    .sort((one, other) => one.getTime() - other.getTime());
  if (was === undefined || is === undefined || is <= instantOf(was)) return undefined;
  const says =
    'A correction can only make the date earlier, so that no limit moves back. Explain a later date in a note.';
  return refusal('not-earlier', says, 'concern');
}
