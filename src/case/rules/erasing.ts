import { isRaised } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { CaseState } from '../state.ts';

/*
 * What is done to a case by whoever administers it, and by nobody in chat: erasing what people wrote in it, and holding it, so
 * that nothing of it may be erased. What happened and when stays in every case.
 */

/** Everything that people wrote is erased for ever: in a case that is closed, that nobody holds and in which no risk is open. */
export function eraseWords({ because, closed, due }: CommandOf<'erase-words'>, state: CaseState): Decision {
  const refused = whyNotErase(state);
  if (refused !== undefined) return refuse(refused);
  if (state.status === 'closed' && state.closedAt !== closed.toISOString())
    return refuse(
      refusal('not-now', 'This was opened again and closed since. Look again at when it is due.'),
    );
  return accept({
    type: 'WordsErased',
    because,
    ...(due === undefined ? {} : { due: due.toISOString() }),
  });
}

/** Why nothing of a case may be erased now; `undefined` where it may. */
export function whyNotErase(state: CaseState): Refusal | undefined {
  if (state.status !== 'closed')
    return refusal('not-now', 'This is not closed. Only what was written in a closed case can be erased.');
  if (state.erased !== undefined) return refusal('already-done', 'What was written in it is erased already.');
  if (state.held === true)
    return refusal(
      'not-now',
      'This is held, so nothing of it may be erased. Release it first, with "concordat case release".',
    );
  if (state.alerts.some(({ answered }) => answered === undefined))
    return refusal(
      'not-now',
      'An immediate risk was reported in it and nobody has answered. Have it answered first.',
    );
  return undefined;
}

export function placeHold({ reason }: CommandOf<'place-hold'>, state: CaseState): Decision {
  if (!isRaised(state)) return refuse(nothingRaised);
  if (state.erased !== undefined)
    return refuse(refusal('not-now', 'What was written in it is erased already: nothing is left to hold.'));
  if (state.held === true) return refuse(refusal('already-done', 'This is held already.'));
  return accept({ type: 'HoldPlaced', reason });
}

export function releaseHold({ reason }: CommandOf<'release-hold'>, state: CaseState): Decision {
  if (!isRaised(state)) return refuse(nothingRaised);
  if (state.held !== true) return refuse(refusal('not-now', 'This is not held.'));
  return accept({ type: 'HoldReleased', reason });
}

const nothingRaised = refusal('unknown', 'Nothing was raised here. Check the reference.');
