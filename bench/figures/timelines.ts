import { isDeepStrictEqual } from 'node:util';
import { calendarOf, policyOf } from '../../src/compose/known-boards.ts';
import { timeline } from '../../src/policy/timeline.ts';
import type { TimelineEntry } from '../../src/policy/timeline.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf, takeTurns } from '../support/measure.ts';
import { dayByDay } from '../support/day-by-day.ts';

/** Every latest date of a disagreement under Redbridge's policy: how many such timelines a second. */
export const timelines: Figure = {
  name: 'timelines',
  title: 'timelines a second, Redbridge',
  measure,
};

const against = 'date-fns day by day, isHoliday of one date-holidays instance for each weekday';

async function measure({ quick, say }: Bench): Promise<readonly Row[]> {
  const { policy } = await policyOf('redbridge');
  const calendar = calendarOf(policy);
  const ours = (concern: Date) => timeline(policy, calendar, concern);
  say('comparing the dates of both');
  for (const concern of concerns(quick ? 40 : 400)) compare(concern, ours(concern), dayByDay(concern));
  say('measuring');
  const rounds = await takeTurns(
    { rounds: quick ? 2 : 5, turns: quick ? 4 : 10 },
    {
      ours: () => rate(ours, concerns(2_000)),
      baseline: () => rate(dayByDay, concerns(quick ? 4 : 10)),
    },
  );
  const about = {
    figure: timelines.name,
    what: 'Redbridge, 9 dates each',
    unit: 'a second',
    against,
    goal: { atLeast: 100 },
  } as const;
  return [rowOf(about, rounds, median)];
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

function rate(
  work: (concern: Date) => readonly TimelineEntry[],
  given: readonly Date[],
): Promise<readonly number[]> {
  const before = performance.now();
  // The results are used, so that the work cannot be left out.
  for (const concern of given) total += work(concern).length;
  const seconds = (performance.now() - before) / 1000;
  if (total === 0) throw new Error('There were no dates');
  return Promise.resolve([given.length / seconds]);
}
