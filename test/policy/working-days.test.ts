import { describe, expect, it } from 'vitest';
import { dayOff, makeCalendar } from '../../src/policy/calendar.ts';
import {
  addWorkingDays, closeOf, isWorkingDay, nextWorkingDay, workingDaysLeft,
} from '../../src/policy/working-days.ts'; // prettier-ignore
import { at, calendarWith, english, redbridge } from './policies.ts';

const calendar = calendarWith();

describe('A day off', () => {
  it.each([
    ['Saturday 19 December 2026', '2026-12-19', 'Saturday'],
    ['Sunday 20 December 2026', '2026-12-20', 'Sunday'],
    ['Christmas Day 2026', '2026-12-25', 'Christmas Day'],
    ['Monday 28 December 2026', '2026-12-28', 'Boxing Day (substitute day)'],
    ['Good Friday 2026', '2026-04-03', 'Good Friday'],
  ])('is named: %s', (_title, date, reason) => {
    expect(dayOff(date, calendar, 'everyone')).toBe(reason);
  });

  it('is none on Christmas Eve, a Thursday in 2026', () => {
    expect(dayOff('2026-12-24', calendar, 'everyone')).toBeUndefined();
    expect(isWorkingDay('2026-12-24', calendar, 'everyone')).toBe(true);
  });

  it('is one for the office alone when only the council is closed', () => {
    const closed = calendarWith({ '2026-12-29': 'Council closed' });

    expect(dayOff('2026-12-29', closed, 'office')).toBe('Council closed');
    expect(dayOff('2026-12-29', closed, 'everyone')).toBeUndefined();
  });

  it('is one for everyone when the board lists a holiday that was announced late', () => {
    const calendarOfPolicy = {
      ...redbridge().calendar,
      extra_holidays: [{ date: '2026-07-20', name: 'A royal wedding' }],
    };

    expect(dayOff('2026-07-20', makeCalendar({ calendar: calendarOfPolicy }, english), 'everyone')).toBe(
      'A royal wedding',
    );
  });

  it('is not guessed where the bank holidays are not known', () => {
    expect(() => dayOff('2037-01-05', calendar, 'everyone')).toThrow('covers 2020-01-01 to 2036-12-31');
  });

  it('cannot be told from a calendar that knows no bank holidays at all', () => {
    expect(() => makeCalendar(redbridge(), new Map())).toThrow('needs bank holidays');
  });
});

describe('Working days', () => {
  it('skip Good Friday and Easter Monday: five after Thursday 2 April 2026 is Monday 13 April', () => {
    expect(addWorkingDays('2026-04-02', 5, calendar, 'everyone')).toBe('2026-04-13');
  });

  it('count back as well: two before Tuesday 29 December 2026 is Wednesday 23 December', () => {
    expect(addWorkingDays('2026-12-29', -2, calendar, 'everyone')).toBe('2026-12-23');
  });

  it('after Christmas Eve 2026 go on with Tuesday 29 December', () => {
    expect(nextWorkingDay('2026-12-24', calendar, 'everyone')).toBe('2026-12-29');
  });

  it('after Christmas Eve 2026 go on a day later for an office that is closed on the 29th', () => {
    const closed = calendarWith({ '2026-12-29': 'Council closed' });

    expect(nextWorkingDay('2026-12-24', closed, 'office')).toBe('2026-12-30');
  });

  it('end at the close that the board has set, in summer as in winter', () => {
    expect(closeOf('2026-07-01', calendarWith({}, '16:30')).toISOString()).toBe('2026-07-01T15:30:00.000Z');
  });

  it.each([
    ['Tuesday to Thursday', '2026-12-29T10:00', '2026-12-31T17:00', 2],
    ['the same day', '2026-12-31T09:00', '2026-12-31T17:00', 0],
    ['over Christmas', '2026-12-24T10:00', '2026-12-29T17:00', 1],
    ['from a Saturday', '2026-12-19T10:00', '2026-12-21T17:00', 1],
    ['when it is past by one working day', '2027-01-04T10:00', '2026-12-31T17:00', -1],
    ['when only a weekend has gone by since', '2026-12-20T10:00', '2026-12-18T17:00', 0],
  ])('left are counted: %s', (_title, from, to, left) => {
    expect(workingDaysLeft(at(from), at(to), calendar) + 0).toBe(left);
  });
});
