import { describe, expect, it } from 'vitest';
import { nextMorning, remindersFor } from '../../src/policy/reminders.ts';
import { sayDate } from '../../src/policy/say-date.ts';
import { at, calendarWith, redbridge } from './policies.ts';

const calendar = calendarWith();

function reminders(dueAt: string, from = '2026-12-01T00:00', policy = redbridge()): readonly string[] {
  return remindersFor(at(dueAt), policy, calendar, at(from)).map((one) => `${one.kind}: ${sayDate(one.at)}`);
}

describe('A limit is brought up', () => {
  it('at nine on the working day before and at nine on the day', () => {
    expect(reminders('2026-12-31T17:00')).toEqual([
      'day-before: Wednesday 30 December 2026, 09:00',
      'on-the-day: Thursday 31 December 2026, 09:00',
    ]);
  });

  it('on Christmas Eve when the limit is the Tuesday after Christmas', () => {
    expect(reminders('2026-12-29T17:00')).toEqual([
      'day-before: Thursday 24 December 2026, 09:00',
      'on-the-day: Tuesday 29 December 2026, 09:00',
    ]);
  });

  it('at the close before as well, when it lies in the evening', () => {
    expect(reminders('2026-12-22T20:00')).toEqual([
      'day-before: Monday 21 December 2026, 09:00',
      'on-the-day: Tuesday 22 December 2026, 09:00',
      'close-before: Tuesday 22 December 2026, 17:00',
    ]);
  });

  it('at the close before as well, when it lies on a Sunday', () => {
    expect(reminders('2026-12-20T14:00')).toEqual([
      'day-before: Friday 18 December 2026, 09:00',
      'close-before: Friday 18 December 2026, 17:00',
      'on-the-day: Sunday 20 December 2026, 09:00',
    ]);
  });

  it('at the close before as well, when it lies at midnight or before nine', () => {
    expect(reminders('2026-12-23T00:00')).toEqual([
      'day-before: Tuesday 22 December 2026, 09:00',
      'close-before: Tuesday 22 December 2026, 17:00',
    ]);
  });

  it('not before it was set: what lies earlier is left out', () => {
    expect(reminders('2026-12-31T17:00', '2026-12-30T09:01')).toEqual([
      'on-the-day: Thursday 31 December 2026, 09:00',
    ]);
    expect(reminders('2026-12-31T17:00', '2026-12-31T10:00')).toEqual([]);
  });

  it('also when it is set at that very minute', () => {
    expect(reminders('2026-12-31T17:00', '2026-12-31T09:00')).toEqual([
      'on-the-day: Thursday 31 December 2026, 09:00',
    ]);
  });

  it('on the days and at the hour that the policy file sets', () => {
    const policy = {
      ...redbridge(),
      reminders: { ...redbridge().reminders, at: '08:00', working_days_before: [2, 0] },
    };

    expect(reminders('2026-12-31T17:00', '2026-12-01T00:00', policy)).toEqual([
      'day-before: Tuesday 29 December 2026, 08:00',
      'on-the-day: Thursday 31 December 2026, 08:00',
    ]);
  });
});

describe('What is overdue is brought up again', () => {
  it.each([
    ['on the same day before nine', '2026-12-22T08:59', 'Tuesday 22 December 2026, 09:00'],
    ['the next day once it is nine', '2026-12-22T09:00', 'Wednesday 23 December 2026, 09:00'],
    ['after a limit at close', '2026-12-22T17:00', 'Wednesday 23 December 2026, 09:00'],
    ['after Christmas', '2026-12-24T17:00', 'Tuesday 29 December 2026, 09:00'],
    ['on Monday from early on a Saturday', '2026-12-19T03:00', 'Monday 21 December 2026, 09:00'],
    ['at nine by the wall after the clocks go forward', '2026-03-27T17:00', 'Monday 30 March 2026, 09:00'],
  ])('%s', (_title, after, expected) => {
    expect(sayDate(nextMorning(at(after), redbridge(), calendar))).toBe(expected);
  });
});
