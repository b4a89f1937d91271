import type { Stops } from './stops.ts';

/** What a figure may use while it is measured. */
export type Bench = {
  /** Few rounds: to see that it works, not to quote. */
  readonly quick: boolean;
  /** Whatever is started is stopped through this, also on Ctrl-C. */
  readonly stops: Stops;
  /** Tells whoever waits what is being done. */
  readonly say: (line: string) => void;
};

/** The ratio of ours to the baseline that is good enough. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One line of the table: a figure of ours beside the same of the baseline, both from the same run. */
export type Row = {
  readonly figure: string;
  readonly what: string;
  readonly unit: 'ms' | 's' | 'a second' | 'MB';
  /** The median of the rounds, of ours and of the baseline. */
  readonly ours: number;
  readonly baseline: number;
  /** What the baseline is. */
  readonly against: string;
  /** Ours by the baseline. */
  readonly times: number;
  /** The lowest and the highest of single rounds: how far to trust `times`. */
  readonly timesOfRounds: { readonly lowest: number; readonly highest: number };
  readonly rounds: number;
  /** How many single measurements of ours a round holds. */
  readonly samples: number;
  readonly goal?: Goal;
};

/** One figure of the bench; `--only` asks for it by its name. */
export type Figure = {
  readonly name: string;
  readonly title: string;
  readonly measure: (bench: Bench) => Promise<readonly Row[]>;
};
