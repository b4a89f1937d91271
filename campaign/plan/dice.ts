import { createHash } from 'node:crypto';

/** Chance that can be had again: the same words give the same throws. */
export type Dice = {
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number;
  /** True so many times out of a hundred. */
  readonly percent: (times: number) => boolean;
  /** One of a list. @throws an Error for an empty list */
  readonly oneOf: <T>(list: readonly T[]) => T;
};

/**
 * Dice for one thing and no other, so that how often one thing is thrown for never changes what another gets.
 *
 * @example diceFor(7, 'step 3', 'case 12')
 */
export function diceFor(...about: readonly (string | number)[]): Dice {
  let state = createHash('sha256').update(about.join('|')).digest().readUInt32LE(0);
  /** Mulberry32: a number from 0 up to 1. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    percent: (times) => next() * 100 < times,
    oneOf: (list) => {
      const chosen = list[whole(0, list.length - 1)];
      if (chosen === undefined) throw new Error('There is nothing to choose from');
      return chosen;
    },
  };
}
