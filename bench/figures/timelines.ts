import { isDeepStrictEqual } from 'node:util';
import { calendarOf, policyOf } from '../../src/compose/known-boards.ts';
import { timeline } from '../../src/policy/timeline.ts';
import type { TimelineEntry } from '../../src/policy/timeline.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf, takeTurns } from '../support/measure.ts';
import { dayByDay } from '../support/day-by-day.ts';

type Work = (concern: Date) => readonly TimelineEntry[];

/** Every latest date of a disagreement under each board's policy: how many such timelines a second, on one core. */
export const timelines: Figure = {
  name: 'timelines',
  title: 'timelines a second, each board',
  measure,
};

const against = 'date-fns day by day, isHoliday of one date-holidays instance for each weekday';

async function measure({ quick, say }: Bench): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [board, baseline] of Object.entries(dayByDay)) {
    const { policy } = await policyOf(board);
    const calendar = calendarOf(policy);
    const ours: Work = (concern) => timeline(policy, calendar, concern);
    say(`${board}: comparing the dates of both, then measuring`);
    for (const concern of concerns(quick ? 40 : 400)) compare(concern, ours(concern), baseline(concern));
    const rounds = await takeTurns(
      { rounds: quick ? 2 : 5, turns: quick ? 4 : 10 },
      {
        ours: () => rate(ours, concerns(2_000)),
        baseline: () => rate(baseline, concerns(quick ? 4 : 10)),
      },
    );
    const dates = ours(new Date(Date.UTC(2026, 5, 8))).length;
    const what = `${board}, ${dates} dates each`;
    const about = {
      figure: timelines.name,
      what,
      unit: 'a second',
      against,
      goal: { atLeast: 100 },
    } as const;
    rows.push(rowOf(about, rounds, median));
  }
  return rows;
}

/** Moments all over 2026 to 2028, at all hours, the same each time. */
function concerns(count: number): readonly Date[] {
  const from = Date.UTC(2026, 0, 1);
  const minutes = 3 * 365 * 24 * 60;
  // Steps that have no divisor in common with the span, so that they do not fall on the same days again and again.
  return Array.from({ length: count }, (_, index) => new Date(from + ((index * 611_953) % minutes) * 60_000));
}

function compare(concern: Date, ours: readonly TimelineEntry[], theirs: readonly TimelineEntry[]): void {
  if (isDeepStrictEqual(ours, theirs)) return;
  throw new Error(
    `For ${concern.toISOString()} the dates are not the same:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`,
  );
}

let total = 0;

function rate(work: Work, given: readonly Date[]): Promise<readonly number[]> {
  const before = performance.now();
  // The results are used, so that the work cannot be left out.
  for (const concern of given) total += work(concern).length;
  const seconds = (performance.now() - before) / 1000;
  if (total === 0) throw new Error('There were no dates');
  return Promise.resolve([given.length / seconds]);
}
