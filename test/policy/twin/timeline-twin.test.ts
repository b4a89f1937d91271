import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { calendarOf } from '../../../src/compose/known-boards.ts';
import type { Calendar } from '../../../src/policy/calendar.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { timeline } from '../../../src/policy/timeline.ts';
import { read, shippedPolicy, textOf } from '../policies.ts';
import { hardMoments } from './hard-moments.ts';
import { twinBoards, type TwinBoard, type TwinDays, type TwinLine } from './twin-boards.ts';
import { instantsOf, nextDay, twinCalendar, wallOf } from './twin-calendar.ts';

/*
 * Every date of every board, found twice: by Concordat from the policy file, and by a program of its own beside this
 * test that was written from the boards' readings and knows nothing of the files or of Concordat.
 */

/* Ten thousand moments, each walked day by day: some seconds, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 240_000 });

const minute = 60_000;
const everyone = twinCalendar();
const days: TwinDays = { everyone, office: everyone };

/** Any minute of the years 2022 to 2030. */
const anyMinute = fc
  .integer({ min: Date.UTC(2022, 0, 1) / minute, max: Date.UTC(2030, 11, 31, 23, 59) / minute })
  .map((number) => new Date(number * minute));

/** A line for each entry with everything that it says, in order. `"1"` and `1` are not the same stage. */
function written(lines: readonly (TwinLine | ReturnType<typeof timeline>[number])[]): string {
  return lines
    .map(({ stage, obligation, due, target, source }) =>
      [JSON.stringify(stage), obligation, due.toISOString(), target?.toISOString() ?? '', source].join(' | '),
    )
    .join('\n');
}

function same(board: TwinBoard, policy: Policy, calendar: Calendar, concern: Date, on: TwinDays): void {
  const ours = written(timeline(policy, calendar, concern));
  const theirs = written(board(concern, on));
  // Comparing here first spares some ten thousand calls of expect.
  if (ours !== theirs) expect(`from ${wallOf(concern)}\n${ours}`).toBe(`from ${wallOf(concern)}\n${theirs}`);
}

describe.each(Object.entries(twinBoards))('Every latest date of %s', (id, board) => {
  const policy = shippedPolicy(id);
  const calendar = calendarOf(policy);

  it('is the one that an independent program finds, from 10,000 moments of 2022 to 2030', () => {
    fc.assert(
      fc.property(anyMinute, (concern) => {
        same(board, policy, calendar, concern, days);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(hardMoments)('is the one that an independent program finds, from %s', (_name, moments) => {
    expect(moments.length).toBeGreaterThan(100);
    for (const concern of moments) same(board, policy, calendar, concern, days);
  });
});

describe('The twin itself', () => {
  it('sees a change of one day: it fails when a single bank holiday is not known', () => {
    const policy = shippedPolicy('redbridge');
    const known = calendarOf(policy);
    const holidays = new Map([...known.holidays].filter(([date]) => date !== '2026-12-28'));
    const [concern] = instantsOf('2026-12-22T10:00');
    if (concern === undefined || twinBoards.redbridge === undefined) throw new Error('this is no moment');
    const lines = twinBoards.redbridge(concern, days);

    expect(written(timeline(policy, known, concern))).toBe(written(lines));
    expect(written(timeline(policy, { ...known, holidays }, concern))).not.toBe(written(lines));
  });

  it('knows the hour that happens twice and the one that does not', () => {
    expect(instantsOf('2026-10-25T01:30').map((at) => at.toISOString())).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    expect(instantsOf('2026-03-29T01:30')).toEqual([]);
  });
});

/** A board of our own: a shipped ladder under another name, with days off and an hour of close that it lists itself. */
type OwnDays = {
  readonly extra: readonly string[];
  readonly closed: readonly string[];
  readonly close: string;
};

function ownBoard(ladder: string, { extra, closed, close }: OwnDays): Policy {
  const listed = (dates: readonly string[]) =>
    `[${dates.map((date) => `{ date: '${date}', name: Day off }`).join(', ')}]`;
  const text = textOf(ladder)
    .replace(/^board: .*$/m, 'board: tilbury')
    .replace(
      /^ {2}close: '17:00'$/m,
      `  close: '${close}'\n  extra_holidays: ${listed(extra)}\n  closure_days: ${listed(closed)}`,
    );
  const found = read(text);
  if (found.kind !== 'policy') throw new Error(found.problems.map(({ says }) => says).join('\n'));
  return found.policy;
}

const anyDay = fc.integer({ min: 0, max: 364 }).map((number) => nextDay('2027-01-01', number));
const anyOwnDays = fc.record({
  extra: fc.uniqueArray(anyDay, { minLength: 1, maxLength: 30 }),
  closed: fc.uniqueArray(anyDay, { minLength: 1, maxLength: 60 }),
  close: fc.constantFrom('17:00', '16:30', '18:00'),
});
const minuteOf2027 = fc
  .integer({ min: Date.UTC(2026, 11, 1) / minute, max: Date.UTC(2027, 11, 31) / minute })
  .map((number) => new Date(number * minute));

describe.each(Object.entries(twinBoards))(
  'A board with days off of its own and the ladder of %s',
  (ladder, board) => {
    it('has every extra holiday off for everyone, and its closure days for its own duties only', () => {
      fc.assert(
        fc.property(
          anyOwnDays,
          fc.array(minuteOf2027, { minLength: 100, maxLength: 100 }),
          (own, moments) => {
            const policy = ownBoard(ladder, own);
            const on = {
              everyone: twinCalendar(own.extra, own.close),
              office: twinCalendar([...own.extra, ...own.closed], own.close),
            };
            const calendar = calendarOf(policy);
            for (const concern of moments) same(board, policy, calendar, concern, on);
          },
        ),
        { numRuns: 12 },
      );
    });
  },
);
