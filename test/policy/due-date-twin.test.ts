import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAt } from '../../src/policy/due-date.ts';
import type { Anchor, Due } from '../../src/policy/due.ts';
import { makeCalendar, type Whose } from '../../src/policy/calendar.ts';
import { english, redbridge } from './policies.ts';
import { nextDay, twinCalendar, type TwinCalendar } from './twin/twin-calendar.ts';

/*
 * Every kind of time that a policy file can write, inside one another to any depth, beside a second reading of the
 * glossary that steps through time. due-date-properties.test.ts says what must hold of the single kinds.
 */

const minute = 60_000;
const anchors: readonly Anchor[] = ['concern', 'raise', 'entered', 'unresolved'];
const priorities = ['urgent', 'soon', 'routine'];
const limits = ['speak', '1.speak', '2.resolve'];

/** Any minute of the years 2022 to 2030, and often one near a change of the clocks or a close. */
const anyMoment = fc
  .oneof(
    fc.integer({ min: Date.UTC(2022, 0, 1) / minute, max: Date.UTC(2030, 10, 30) / minute }),
    fc
      .tuple(
        fc.integer({ min: 2022, max: 2030 }),
        fc.constantFrom(2, 9),
        fc.integer({ min: 0, max: 8 * 1440 }),
      )
      .map(([year, month, after]) => Date.UTC(year, month, 24) / minute + after),
    fc
      .tuple(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(15, 16, 17), fc.integer({ min: -1, max: 1 }))
      .map(([day, hour, more]) => Date.UTC(2022, 0, 1 + day, hour) / minute + more),
  )
  .map((number) => new Date(number * minute));

const anchor = fc.constantFrom(...anchors);
const count = fc.integer({ min: 1, max: 25 });

const simple: fc.Arbitrary<Due> = fc.oneof(
  fc.record({ working_days: count, after: anchor }),
  fc.record({ calendar_days: count, after: anchor }),
  fc.record({ working_hours: fc.integer({ min: 1, max: 72 }), after: anchor }),
  fc.record({ hours: fc.integer({ min: 1, max: 200 }), after: anchor }),
  fc.record({ day: count, of: anchor }),
  fc.record({ same_working_day: anchor }),
  fc.record({ immediately: anchor }),
  fc.record({ limit_of: fc.constantFrom(...limits) }),
);

const { due: anyDue } = fc.letrec<{ due: Due }>((tie) => {
  const parts = fc.array(tie('due'), { minLength: 2, maxLength: 3 });
  return {
    due: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      simple,
      fc.record({ earliest: parts }),
      fc.record({ latest: parts }),
      fc.record({ by_priority: fc.tuple(tie('due'), tie('due'), tie('due')).map(byPriority) }),
    ),
  };
});

function byPriority([urgent, soon, routine]: readonly [Due, Due, Due]): Record<string, Due> {
  return { urgent, soon, routine };
}

type Known = {
  readonly happened: Readonly<Partial<Record<Anchor, Date | undefined>>>;
  readonly limits: ReadonlyMap<string, Date>;
  readonly priority: string | undefined;
  readonly days: TwinCalendar;
};

/** Some of what can be counted from has not happened, and some limits are not set. */
const known = fc.record({
  moments: fc.array(fc.option(anyMoment, { nil: undefined, freq: 5 }), { minLength: 4, maxLength: 4 }),
  set: fc.array(fc.option(anyMoment, { nil: undefined, freq: 3 }), { minLength: 3, maxLength: 3 }),
  priority: fc.option(fc.constantFrom(...priorities), { nil: undefined }),
  who: fc.constantFrom<Whose>('everyone', 'office'),
});

type Given = typeof known extends fc.Arbitrary<infer T> ? T : never;

function slowDue(due: Due, about: Known): Date | undefined {
  if ('earliest' in due) return first(due.earliest.map((part) => slowDue(part, about)));
  if ('latest' in due) {
    const found = due.latest.map((part) => slowDue(part, about));
    return found.includes(undefined) ? undefined : sorted(found).at(-1);
  }
  if ('by_priority' in due) {
    const chosen = Object.entries(due.by_priority).filter(
      ([id]) => about.priority === undefined || id === about.priority,
    );
    return first(chosen.map(([, part]) => slowDue(part, about)));
  }
  if ('limit_of' in due) return about.limits.get(due.limit_of);
  return slowSimple(due, about);
}

function slowSimple(
  due: Exclude<
    Due,
    { limit_of: string } | { earliest: unknown } | { latest: unknown } | { by_priority: unknown }
  >,
  { happened, days }: Known,
): Date | undefined {
  const from = (name: Anchor, work: (event: Date) => Date) => {
    const event = happened[name];
    return event === undefined ? undefined : work(event);
  };
  if ('working_days' in due)
    return from(due.after, (event) => days.workingDaysAfter(event, due.working_days));
  if ('calendar_days' in due)
    return from(due.after, (event) => days.calendarDaysAfter(event, due.calendar_days));
  if ('working_hours' in due)
    return from(due.after, (event) => days.workingHoursAfter(event, due.working_hours));
  if ('hours' in due) return from(due.after, (event) => days.hoursAfter(event, due.hours));
  if ('day' in due) return from(due.of, (event) => days.day(due.day, event));
  if ('same_working_day' in due) return from(due.same_working_day, (event) => days.sameWorkingDay(event));
  return happened[due.immediately];
}

function sorted(dates: readonly (Date | undefined)[]): readonly Date[] {
  return dates.filter((date) => date !== undefined).sort((one, other) => one.getTime() - other.getTime());
}

function first(dates: readonly (Date | undefined)[]): Date | undefined {
  return sorted(dates)[0];
}

/** A council that is closed on the first five days of every February, and closes at half past four. */
const closed = [2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) =>
  [0, 1, 2, 3, 4].map((number) => nextDay(`${year}-02-01`, number)),
);
const calendar = makeCalendar(
  {
    calendar: {
      ...redbridge().calendar,
      close: '16:30',
      closure_days: closed.map((date) => ({ date, name: 'Council closed' })),
    },
  },
  english,
);
const twins = { everyone: twinCalendar([], '16:30'), office: twinCalendar(closed, '16:30') };

function bothFind(due: Due, { moments, set, priority, who }: Given): void {
  const happened = Object.fromEntries(anchors.map((name, index) => [name, moments[index]]));
  const about = { happened, limits: limitsOf(set), priority, days: twins[who] };
  const context = { anchors: happened, limits: about.limits, calendar, who };
  const found = dueAt(due, priority === undefined ? context : { ...context, priority });
  expect(found?.at.toISOString()).toBe(slowDue(due, about)?.toISOString());
}

function limitsOf(set: readonly (Date | undefined)[]): ReadonlyMap<string, Date> {
  const found = new Map<string, Date>();
  for (const [index, name] of limits.entries()) {
    const at = set[index];
    if (at !== undefined) found.set(name, at);
  }
  return found;
}

describe('Any time that a policy file can write', () => {
  it(
    'is the one found by stepping through time, with every kind inside every other',
    { timeout: 240_000 },
    () => {
      fc.assert(fc.property(anyDue, known, bothFind), { numRuns: 4_000 });
    },
  );

  it.each([
    ['working days', fc.record({ working_days: count, after: anchor })],
    ['calendar days', fc.record({ calendar_days: count, after: anchor })],
    ['working hours', fc.record({ working_hours: fc.integer({ min: 1, max: 72 }), after: anchor })],
    ['hours by the clock', fc.record({ hours: fc.integer({ min: 1, max: 200 }), after: anchor })],
    ['day numbers', fc.record({ day: count, of: anchor })],
    ['the same working day', fc.record({ same_working_day: anchor })],
    ['at once', fc.record({ immediately: anchor })],
    ['the limit of another duty', fc.record({ limit_of: fc.constantFrom(...limits) })],
  ] satisfies readonly (readonly [string, fc.Arbitrary<Due>])[])(
    'is that for each kind alone: %s',
    (_name, kind) => {
      fc.assert(fc.property<[Due, Given]>(kind, known, bothFind), { numRuns: 500 });
    },
  );
});
