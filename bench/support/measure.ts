import type { Goal, Row } from './figure.ts';

/** What one round measured: every single measurement of ours, and of the baseline. */
export type Round = { readonly ours: readonly number[]; readonly baseline: readonly number[] };

/** Does it once and answers the measurements that were taken. */
export type Turn = () => Promise<readonly number[]>;

/**
 * Rounds of turns, ours and the baseline's one after the other, so that whatever the machine does meanwhile befalls
 * both. Each goes first as often as the other. A short round to warm up comes before the others and is not counted.
 */
export async function takeTurns(
  { rounds, turns }: { readonly rounds: number; readonly turns: number },
  sides: { readonly ours: Turn; readonly baseline: Turn },
): Promise<readonly Round[]> {
  await oneRound(warmUpTurns(turns), sides);
  const all: Round[] = [];
  while (all.length < rounds) all.push(await oneRound(turns, sides));
  return all;
}

/** How many turns of each side come before those that are counted. */
export function warmUpTurns(turns: number): number {
  return Math.max(2, Math.ceil(turns / 4));
}

async function oneRound(
  turns: number,
  sides: { readonly ours: Turn; readonly baseline: Turn },
): Promise<Round> {
  const ours: number[] = [];
  const baseline: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn % 2 === 0) ours.push(...(await sides.ours()));
    baseline.push(...(await sides.baseline()));
    if (turn % 2 === 1) ours.push(...(await sides.ours()));
  }
  return { ours, baseline };
}

type About = Pick<Row, 'figure' | 'what' | 'unit' | 'against'> & { readonly goal?: Goal };

/** One row from rounds: `of` makes a round's measurements one number, such as their 99th percentile. */
export function rowOf(
  about: About,
  rounds: readonly Round[],
  of: (values: readonly number[]) => number,
): Row {
  const pairs = rounds.map(({ ours, baseline }) => ({ ours: of(ours), baseline: of(baseline) }));
  const times = pairs.map(({ ours, baseline }) => ours / baseline);
  const ours = median(pairs.map((pair) => pair.ours));
  const baseline = median(pairs.map((pair) => pair.baseline));
  return {
    ...about,
    ours,
    baseline,
    times: ours / baseline,
    timesOfRounds: { lowest: Math.min(...times), highest: Math.max(...times) },
    rounds: rounds.length,
    samples: rounds[0]?.ours.length ?? 0,
  };
}

/** Two rows: the median and the 99th percentile of single measurements. */
export function p50AndP99(about: About, rounds: readonly Round[]): readonly Row[] {
  return [50, 99].map((percent) =>
    rowOf({ ...about, what: `${about.what}, p${percent}` }, rounds, (values) => percentile(values, percent)),
  );
}

/**
 * The smallest value that so many percent of all do not exceed.
 *
 * @example
 * percentile([5, 1, 4, 2, 3], 50) // => 3
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (found === undefined) throw new Error('Nothing was measured');
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/**
 * Milliseconds on the clock that all processes of one machine share; only differences mean anything. A process's own
 * `performance.now()` begins when the process does.
 */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
