import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateOf, timeOf } from '../../src/policy/civil.ts';
import { dueAt } from '../../src/policy/due-date.ts';
import type { DueContext } from '../../src/policy/due-date.ts';
import type { Due } from '../../src/policy/due.ts';
import { isWorkingDay } from '../../src/policy/working-days.ts';
import { calendarWith } from './policies.ts';

/* What must hold of any date. That each is exact is shown beside another program in due-date-twin.test.ts. */

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
