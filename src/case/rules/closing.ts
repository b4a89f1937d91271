import { stageOf } from '../../policy/policy-lookup.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { close } from '../resolution.ts';
import { firstRefusal, unlessRaising, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/**
 * A stage can end in a way of its own, such as "there is no practice issue after all". Only the side that raised it
 * says so: were the other side to, a challenge could be closed by whoever is challenged (G-4). They propose an outcome.
 */
export const mayCloseWith: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessRaising(turn),
    closingsHere(turn).length > 0
      ? undefined
      : refusal(
          'not-now',
          'The policy names no such way to close it here. Propose an outcome, or withdraw it.',
        ),
  );

/** The ways of its own in which the stage where a case stands can end. */
export function closingsHere({ state, rules }: Turn) {
  return stageOf(rules.policy, state.stage).closings;
}

/** Closes the case with the answer to the closing's question. Both sides hear, and either can open it again. */
export function closeWith({ closing, words }: CommandOf<'close-with'>, turn: Turn): Decision {
  const refused = mayCloseWith(turn);
  if (refused !== undefined) return refuse(refused);
  if (!closingsHere(turn).some(({ id }) => id === closing)) {
    return refuse(
      refusal('unknown', 'Choose one of the ways to close it that the policy names here.', 'closing'),
    );
  }
  const { state, by } = turn;
  return accept(
    { type: 'ClosingSaid', by, stage: state.stage, closing, words },
    ...close(state, 'closing', turn.rules),
  );
}
