import { diceFor } from './dice.ts';
import { throwFault, type BackendName, type Fault } from './fault.ts';

/** What becomes of the clock at the end of a step. */
export type ClockMove =
  | { readonly kind: 'none' }
  /** To whatever falls due next. */
  | { readonly kind: 'next-due' }
  | { readonly kind: 'days'; readonly days: number }
  /** A machine's clock is put right by a little. */
  | { readonly kind: 'back'; readonly ms: number };

/** One step of the campaign: people act, and meanwhile something may go wrong. */
export type Step = {
  readonly number: number;
  /** The places of the boards that get a new case each, among the boards. */
  readonly raiseUnder: readonly number[];
  /** How many cases somebody acts in. */
  readonly acts: number;
  readonly fault?: { readonly what: Fault; readonly afterMs: number };
  readonly clock: ClockMove;
};

/** Of so many steps the last are quiet, so that lateness is also known of when nothing goes wrong. */
const round = { steps: 10, quiet: 3 };

/** The step of a campaign: the same seed, backend and number give the same step, whatever happened before. */
export function stepOf(seed: number, backend: BackendName, number: number): Step {
  const dice = diceFor(seed, 'step', number);
  const isQuiet = number % round.steps >= round.steps - round.quiet;
  const common = {
    number,
    raiseUnder: Array.from({ length: dice.whole(0, 2) }, (_, nth) => number + nth),
    acts: dice.whole(4, 9),
    clock: throwMove(diceFor(seed, 'clock', number)),
  };
  if (isQuiet) return common;
  const afterMs = dice.whole(0, 1_200);
  return { ...common, fault: { what: throwFault(diceFor(seed, 'fault', number), backend), afterMs } };
}

/** As often as each stands here. */
const moves = ['none', 'none', 'next-due', 'next-due', 'next-due', 'next-due', 'days', 'back'] as const;

function throwMove(dice: ReturnType<typeof diceFor>): ClockMove {
  const kind = dice.oneOf(moves);
  if (kind === 'days') return { kind, days: dice.whole(1, 3) };
  if (kind === 'back') return { kind, ms: dice.whole(500, 5_000) };
  return { kind };
}
