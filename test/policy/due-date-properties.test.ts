import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateOf, timeOf } from '../../src/policy/civil.ts';
import { dueAt } from '../../src/policy/due-date.ts';
import type { DueContext } from '../../src/policy/due-date.ts';
import type { Due } from '../../src/policy/due.ts';
import { isWorkingDay } from '../../src/policy/working-days.ts';
import { calendarWith, english } from './policies.ts';

const calendar = calendarWith();
const minute = 60_000;

/** Any minute of the years 2022 to 2030. */
const anyMoment = fc
  .integer({ min: Date.UTC(2022, 0, 1) / minute, max: Date.UTC(2030, 11, 1) / minute })
  .map((number) => new Date(number * minute));
const anyCount = fc.integer({ min: 1, max: 30 });

function due(rule: Due, event: Date): Date {
  const context: DueContext = { anchors: { concern: event }, limits: new Map(), calendar, who: 'everyone' };
  const found = dueAt(rule, context);
  if (found === undefined) throw new Error('the event has happened, so there is a date');
  return found.at;
}

const rules: readonly [string, (count: number) => Due][] = [
  ['working days', (count) => ({ working_days: count, after: 'concern' })],
  ['a day number', (count) => ({ day: count, of: 'concern' })],
  ['the same working day', () => ({ same_working_day: 'concern' })],
];

/*
 * The slow twin: the rules of the glossary written once more in the plainest way, with nothing but Intl and
 * the list of bank holidays. It steps through time instead of counting.
 */
const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function wall(instant: Date): { readonly date: string; readonly time: string } {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

function works(date: string): boolean {
  return ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay()) && !english.has(date);
}

function following(date: string): string {
  const noon = new Date(`${date}T12:00:00Z`);
  return new Date(noon.getTime() + 24 * 60 * minute).toISOString().slice(0, 10);
}

function slowClose(date: string): Date {
  const found = [16, 17]
    .map((hour) => new Date(`${date}T${hour}:00:00Z`))
    .find((instant) => wall(instant).time === '17:00');
  if (found === undefined) throw new Error(`${date} has no 17:00`);
  return found;
}

function slowWorkingDay(first: string, count: number): string {
  let date = first;
  for (let left = works(date) ? count - 1 : count; left > 0 || !works(date);) {
    date = following(date);
    if (works(date)) left -= 1;
  }
  return date;
}

function slowSameDay(event: Date): Date {
  const { date } = wall(event);
  return slowClose(slowWorkingDay(event > slowClose(date) ? following(date) : date, 1));
}

/** Steps a quarter of an hour at a time and counts those that lie on a working day. */
function slowWorkingHours(event: Date, hours: number): Date {
  const quarter = 15 * minute;
  let now = event.getTime();
  for (let left = hours * 4; left > 0; now += quarter) if (works(wall(new Date(now)).date)) left -= 1;
  return new Date(now);
}

describe('A due date', () => {
  it.each(rules)('of %s is always at close on a working day', (_title, rule) => {
    fc.assert(
      fc.property(anyMoment, anyCount, (event, count) => {
        const found = due(rule(count), event);
        expect(timeOf(found)).toBe('17:00');
        expect(isWorkingDay(civilDateOf(found), calendar, 'everyone')).toBe(true);
      }),
    );
  });

  it.each(rules)('of %s is never earlier for a later event', (_title, rule) => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anyCount, (one, other, count) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        expect(due(rule(count), first).getTime()).toBeLessThanOrEqual(due(rule(count), second).getTime());
      }),
    );
  });

  it('of working days never counts the date of the event, whatever its hour', () => {
    fc.assert(
      fc.property(anyMoment, anyCount, (event, count) => {
        expect(civilDateOf(due({ working_days: count, after: 'concern' }, event)) > civilDateOf(event)).toBe(
          true,
        );
      }),
    );
  });

  it('of working days is the same for every hour of one date', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: -1400, max: 1400 }), anyCount, (event, minutes, count) => {
        const other = new Date(event.getTime() + minutes * minute);
        fc.pre(civilDateOf(other) === civilDateOf(event));
        const rule: Due = { working_days: count, after: 'concern' };
        expect(due(rule, other)).toEqual(due(rule, event));
      }),
    );
  });

  it('is never later when another time is put beside it with "earliest", and never earlier with "latest"', () => {
    fc.assert(
      fc.property(anyMoment, anyCount, anyCount, (event, count, hours) => {
        const rule: Due = { working_days: count, after: 'concern' };
        const other: Due = { working_hours: hours * 7, after: 'concern' };
        expect(due({ earliest: [rule, other] }, event) <= due(rule, event)).toBe(true);
        expect(due({ latest: [rule, other] }, event) >= due(rule, event)).toBe(true);
      }),
    );
  });

  it('with fewer working days is always earlier', () => {
    fc.assert(
      fc.property(anyMoment, anyCount, (event, count) => {
        const shorter = due({ working_days: count, after: 'concern' }, event);
        expect(shorter < due({ working_days: count + 1, after: 'concern' }, event)).toBe(true);
      }),
    );
  });

  it('in working hours is never sooner than by the clock', () => {
    fc.assert(
      fc.property(anyMoment, anyCount, (event, count) => {
        const byClock = due({ hours: count, after: 'concern' }, event);
        expect(due({ working_hours: count, after: 'concern' }, event) >= byClock).toBe(true);
      }),
    );
  });
});

describe('A due date agrees with one found by stepping through time', () => {
  it('for working days', () => {
    fc.assert(
      fc.property(anyMoment, anyCount, (event, count) => {
        const expected = slowClose(slowWorkingDay(following(wall(event).date), count));
        expect(due({ working_days: count, after: 'concern' }, event)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('for day numbers', () => {
    fc.assert(
      fc.property(anyMoment, anyCount, (event, day) => {
        expect(due({ day, of: 'concern' }, event)).toEqual(slowClose(slowWorkingDay(wall(event).date, day)));
      }),
      { numRuns: 500 },
    );
  });

  it('for the same working day, with moments close to the close', () => {
    const nearClose = fc
      .tuple(anyMoment, fc.integer({ min: -2, max: 2 }))
      .map(([moment, minutes]) => new Date(slowClose(wall(moment).date).getTime() + minutes * minute));

    fc.assert(
      fc.property(fc.oneof(anyMoment, nearClose), (event) => {
        expect(due({ same_working_day: 'concern' }, event)).toEqual(slowSameDay(event));
      }),
      { numRuns: 500 },
    );
  });

  it('for working hours, clock changes included', () => {
    const quarters = fc
      .oneof(
        fc.integer({ min: Date.UTC(2022, 0, 1) / 900_000, max: Date.UTC(2030, 11, 1) / 900_000 }),
        // The week of a clock change, every year: the last days of March and of October.
        fc
          .tuple(
            fc.integer({ min: 2022, max: 2030 }),
            fc.constantFrom(2, 9),
            fc.integer({ min: 0, max: 8 * 96 }),
          )
          .map(([year, month, number]) => Date.UTC(year, month, 24) / 900_000 + number),
      )
      .map((number) => new Date(number * 900_000));

    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 60 }), (event, hours) => {
        expect(due({ working_hours: hours, after: 'concern' }, event)).toEqual(
          slowWorkingHours(event, hours),
        );
      }),
      { numRuns: 150 },
    );
  });
});
