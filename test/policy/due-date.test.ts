import { describe, expect, it } from 'vitest';
import { doneInTime, dueAt } from '../../src/policy/due-date.ts';
import type { DueContext } from '../../src/policy/due-date.ts';
import type { Due } from '../../src/policy/due.ts';
import { at, calendarWith } from './policies.ts';

const calendar = calendarWith();

function given(concern: string, more: Partial<DueContext> = {}): DueContext {
  return { anchors: { concern: at(concern) }, limits: new Map(), calendar, who: 'everyone', ...more };
}

function due(rule: Due, concern: string, more: Partial<DueContext> = {}): string | undefined {
  return dueAt(rule, given(concern, more))?.at.toISOString();
}

describe('Working days after an event', () => {
  const two: Due = { working_days: 2, after: 'concern' };
  const five: Due = { working_days: 5, after: 'concern' };

  it.each([
    [
      'Tuesday 22 December 2026: Thursday, Christmas Eve',
      two,
      '2026-12-22T10:00',
      '2026-12-24T17:00:00.000Z',
    ],
    [
      'Wednesday 23 December 2026: over Christmas to Tuesday 29',
      two,
      '2026-12-23T10:00',
      '2026-12-29T17:00:00.000Z',
    ],
    ['Tuesday 22 December 2026, five: New Year’s Eve', five, '2026-12-22T10:00', '2026-12-31T17:00:00.000Z'],
    [
      'New Year’s Eve 2026: New Year’s Day does not count',
      two,
      '2026-12-31T10:00',
      '2027-01-05T17:00:00.000Z',
    ],
    ['Thursday before Easter 2026, five', five, '2026-04-02T10:00', '2026-04-13T16:00:00.000Z'],
    ['Monday 8 June 2026, five', five, '2026-06-08', '2026-06-15T16:00:00.000Z'],
    ['a Saturday: Monday is day 1', two, '2026-12-12T10:00', '2026-12-15T17:00:00.000Z'],
    ['late on a Friday evening: Monday is day 1', two, '2026-12-11T23:59', '2026-12-15T17:00:00.000Z'],
    ['exactly at close on a Friday: Monday is day 1', two, '2026-12-11T17:00', '2026-12-15T17:00:00.000Z'],
    [
      'the first minute of a day: that day does not count either',
      two,
      '2026-12-14T00:00',
      '2026-12-16T17:00:00.000Z',
    ],
    [
      'half past midnight on 1 July, which is 30 June in UTC',
      two,
      '2026-07-01T00:30',
      '2026-07-03T16:00:00.000Z',
    ],
    [
      'Friday before the clocks go forward: close in summer time',
      two,
      '2026-03-27T10:00',
      '2026-03-31T16:00:00.000Z',
    ],
    [
      'Friday before the clocks go back: close in winter time',
      two,
      '2026-10-23T10:00',
      '2026-10-27T17:00:00.000Z',
    ],
    [
      'Monday 28 February 2028, a leap year, in two working days',
      two,
      '2028-02-28T10:00',
      '2028-03-01T17:00:00.000Z',
    ],
    ['a leap day itself', two, '2028-02-29T10:00', '2028-03-02T17:00:00.000Z'],
    ['the Jubilee of 2022, two days off in a week', two, '2022-06-01T10:00', '2022-06-07T16:00:00.000Z'],
    ['the Queen’s funeral, a single day off', two, '2022-09-16T10:00', '2022-09-21T16:00:00.000Z'],
    ['the Coronation of 2023', two, '2023-05-05T10:00', '2023-05-10T16:00:00.000Z'],
    ['Christmas 2027, both days off on a weekend', two, '2027-12-24T10:00', '2027-12-30T17:00:00.000Z'],
  ])('%s', (_title, rule, concern, expected) => {
    expect(due(rule, concern)).toBe(expected);
  });

  it('skip the closure days of the board for its own office, and for nobody else', () => {
    const closed = calendarWith({ '2026-12-29': 'Council closed', '2026-12-30': 'Council closed' });

    expect(due(two, '2026-12-24T10:00', { calendar: closed, who: 'office' })).toBe(
      '2027-01-04T17:00:00.000Z',
    );
    expect(due(two, '2026-12-24T10:00', { calendar: closed, who: 'everyone' })).toBe(
      '2026-12-30T17:00:00.000Z',
    );
  });

  it('are listed one by one, with every day off and its reason', () => {
    expect(dueAt(two, given('2026-12-24T10:00'))?.counted).toEqual([
      { date: '2026-12-25', off: 'Christmas Day' },
      { date: '2026-12-26', off: 'Saturday' },
      { date: '2026-12-27', off: 'Sunday' },
      { date: '2026-12-28', off: 'Boxing Day (substitute day)' },
      { date: '2026-12-29', number: 1 },
      { date: '2026-12-30', number: 2 },
    ]);
  });
});

describe('The same working day', () => {
  const sameDay: Due = { same_working_day: 'concern' };

  it.each([
    ['in the morning', '2026-12-22T09:00', '2026-12-22T17:00:00.000Z'],
    ['exactly at close: that day', '2026-12-22T17:00', '2026-12-22T17:00:00.000Z'],
    ['a second after close: the next day', '2026-12-22T17:00:01', '2026-12-23T17:00:00.000Z'],
    ['after close on Christmas Eve: the Tuesday after', '2026-12-24T18:00', '2026-12-29T17:00:00.000Z'],
    ['on a Sunday: Monday', '2026-12-20T09:00', '2026-12-21T17:00:00.000Z'],
    ['exactly at close in summer', '2026-07-01T17:00', '2026-07-01T16:00:00.000Z'],
    ['on Easter Monday: Tuesday', '2026-04-06T12:00', '2026-04-07T16:00:00.000Z'],
  ])('%s', (_title, concern, expected) => {
    expect(due(sameDay, concern)).toBe(expected);
  });

  it('is kept by what is done in the evening of that date, and not after midnight', () => {
    const found = dueAt(sameDay, given('2026-12-22T09:00'));

    expect(found && doneInTime(found, at('2026-12-22T23:59'))).toBe(true);
    expect(found && doneInTime(found, at('2026-12-23T00:00'))).toBe(false);
  });
});

describe('Being in time', () => {
  it('for working days ends at the limit itself', () => {
    const found = dueAt({ working_days: 2, after: 'concern' }, given('2026-12-22T10:00'));

    expect(found && doneInTime(found, at('2026-12-24T17:00'))).toBe(true);
    expect(found && doneInTime(found, at('2026-12-24T17:00:01'))).toBe(false);
  });
});

describe('Hours', () => {
  it('run by the clock over a weekend: 24 after Friday 18:30 is Saturday 18:30', () => {
    expect(due({ hours: 24, after: 'concern' }, '2026-12-11T18:30')).toBe('2026-12-12T18:30:00.000Z');
  });

  it('run through a clock change: 24 after Saturday noon is 13:00 on the wall in spring', () => {
    expect(due({ hours: 24, after: 'concern' }, '2026-03-28T12:00')).toBe('2026-03-29T12:00:00.000Z');
  });
});

describe('Working hours', () => {
  const fortyEight: Due = { working_hours: 48, after: 'concern' };

  it.each([
    ['Monday 8 June 2026 at 10:00: Wednesday at 10:00', '2026-06-08T10:00', '2026-06-10T09:00:00.000Z'],
    ['Friday at 10:00: Tuesday at 10:00', '2026-06-12T10:00', '2026-06-16T09:00:00.000Z'],
    [
      'a Saturday: they start on Monday and have run at midnight after Tuesday',
      '2026-06-13T10:00',
      '2026-06-16T23:00:00.000Z',
    ],
    ['from the start of a day: midnight after the second', '2026-06-08T00:00', '2026-06-09T23:00:00.000Z'],
    ['over Easter', '2026-04-02T10:00', '2026-04-08T09:00:00.000Z'],
    ['over the clocks going forward: no hour is lost', '2026-03-27T10:00', '2026-03-31T09:00:00.000Z'],
    ['over the clocks going back: no hour is won', '2026-10-23T10:00', '2026-10-27T10:00:00.000Z'],
    ['to the second', '2026-06-08T10:00:30', '2026-06-10T09:00:30.000Z'],
  ])('%s', (_title, concern, expected) => {
    expect(due(fortyEight, concern)).toBe(expected);
  });
});

describe('Day numbers', () => {
  it.each([
    ['Day 1 on a working day is that day', 1, '2026-04-02T10:00', '2026-04-02T16:00:00.000Z'],
    ['Day 3 from the Thursday before Easter', 3, '2026-04-02T10:00', '2026-04-08T16:00:00.000Z'],
    ['Day 9', 9, '2026-04-02T10:00', '2026-04-16T16:00:00.000Z'],
    ['Day 21, over the early May bank holiday', 21, '2026-04-02T10:00', '2026-05-05T16:00:00.000Z'],
    ['Day 1 from a Saturday is Monday', 1, '2026-06-13T10:00', '2026-06-15T16:00:00.000Z'],
    ['Day 3 from a Saturday is Wednesday', 3, '2026-06-13T10:00', '2026-06-17T16:00:00.000Z'],
    ['an evening changes nothing', 3, '2026-06-08T22:00', '2026-06-10T16:00:00.000Z'],
  ])('%s', (_title, day, concern, expected) => {
    expect(due({ day, of: 'concern' }, concern)).toBe(expected);
  });
});

describe('Other times', () => {
  it('calendar days end at close, on a weekend too', () => {
    expect(due({ calendar_days: 4, after: 'concern' }, '2026-12-22T10:00')).toBe('2026-12-26T17:00:00.000Z');
  });

  it('"immediately" is at once, at any hour', () => {
    expect(due({ immediately: 'concern' }, '2026-12-25T03:00')).toBe('2026-12-25T03:00:00.000Z');
  });

  it('there is none while what it counts from has not happened', () => {
    expect(due({ working_days: 5, after: 'entered' }, '2026-12-22T10:00')).toBeUndefined();
    expect(due({ limit_of: 'speak' }, '2026-12-22T10:00')).toBeUndefined();
  });
});

describe('Combined times', () => {
  const resolve: Due = { latest: [{ working_days: 5, after: 'concern' }, { limit_of: 'speak' }] };

  it('after a late raise go by the limit of the other duty', () => {
    const limits = new Map([['speak', at('2027-01-06T17:00')]]);

    expect(due(resolve, '2026-12-22T10:00', { limits })).toBe('2027-01-06T17:00:00.000Z');
  });

  it('after a raise in time go by their own days', () => {
    const limits = new Map([['speak', at('2026-12-29T17:00')]]);

    expect(due(resolve, '2026-12-22T10:00', { limits })).toBe('2026-12-31T17:00:00.000Z');
  });

  it('the latest waits until every part is known', () => {
    expect(due(resolve, '2026-12-22T10:00')).toBeUndefined();
  });

  it('the earliest goes by the parts that are known', () => {
    const rule: Due = {
      earliest: [
        { working_days: 5, after: 'forum-told' },
        { day: 3, of: 'concern' },
      ],
    };

    expect(due(rule, '2026-06-08T10:00')).toBe('2026-06-10T16:00:00.000Z');
  });

  it('by priority take the time of the priority that was given, and the shortest when none was', () => {
    const rule: Due = {
      by_priority: {
        urgent: { working_days: 1, after: 'concern' },
        other: { working_days: 10, after: 'concern' },
      },
    };

    expect(due(rule, '2026-06-08T10:00', { priority: 'other' })).toBe('2026-06-22T16:00:00.000Z');
    expect(due(rule, '2026-06-08T10:00', { priority: 'urgent' })).toBe('2026-06-09T16:00:00.000Z');
    expect(due(rule, '2026-06-08T10:00')).toBe('2026-06-09T16:00:00.000Z');
  });
});
