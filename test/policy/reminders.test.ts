import { describe, expect, it } from 'vitest';
import type { Whose } from '../../src/policy/calendar.ts';
import { nextMorning, remindersFor } from '../../src/policy/reminders.ts';
import { sayDate } from '../../src/policy/say-date.ts';
import { at, calendarWith, redbridge } from './policies.ts';

const calendar = calendarWith();

function reminders(dueAt: string, from = '2026-12-01T00:00', policy = redbridge()): readonly string[] {
  return remindersFor(at(dueAt), policy, calendar, at(from), 'everyone').map(
    (one) => `${one.kind}: ${sayDate(one.at)}`,
  );
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
    expect(sayDate(nextMorning(at(after), redbridge(), calendar, 'everyone'))).toBe(expected);
  });
});

describe('While the board’s office is closed from 29 to 31 December 2026', () => {
  const closed = calendarWith({
    '2026-12-29': 'Closed',
    '2026-12-30': 'Closed',
    '2026-12-31': 'Closed',
  });
  const said = (dueAt: string, who: Whose) =>
    remindersFor(at(dueAt), redbridge(), closed, at('2026-12-01T00:00'), who).map(
      (one) => `${one.kind}: ${sayDate(one.at)}`,
    );

  it('it is reminded on its last day before, and everyone else on the day that is theirs', () => {
    expect(said('2027-01-04T17:00', 'office')).toEqual([
      'day-before: Thursday 24 December 2026, 09:00',
      'on-the-day: Monday 4 January 2027, 09:00',
    ]);
    expect(said('2027-01-04T17:00', 'everyone')[0]).toBe('day-before: Thursday 31 December 2026, 09:00');
  });

  it('it is told at the close before of what falls on such a day', () => {
    expect(said('2026-12-30T12:00', 'office')).toContain('close-before: Thursday 24 December 2026, 17:00');
    expect(said('2026-12-30T12:00', 'everyone').some((one) => one.startsWith('close-before'))).toBe(false);
  });

  it('what it is overdue with comes up again once it is back', () => {
    const after = at('2026-12-24T09:00');
    expect(sayDate(nextMorning(after, redbridge(), closed, 'office'))).toBe('Monday 4 January 2027, 09:00');
    expect(sayDate(nextMorning(after, redbridge(), closed, 'everyone'))).toBe(
      'Tuesday 29 December 2026, 09:00',
    );
  });
});
