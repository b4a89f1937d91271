import { describe, expect, it } from 'vitest';
import { sayDate, sayDay, sayTimeLeft } from '../../src/policy/say-date.ts';
import { at, calendarWith } from './policies.ts';

const calendar = calendarWith();

describe('A date for people', () => {
  it('has its weekday, its month in letters and its local time', () => {
    expect(sayDate(new Date('2026-12-31T17:00:00Z'))).toBe('Thursday 31 December 2026, 17:00');
    expect(sayDate(new Date('2026-07-01T16:00:00Z'))).toBe('Wednesday 1 July 2026, 17:00');
    expect(sayDay('2028-02-29')).toBe('Tuesday 29 February 2028');
  });
});

describe('What is left', () => {
  const limit = '2026-12-31T17:00';

  it.each([
    ['on Tuesday', '2026-12-29T10:00', limit, '2 working days left'],
    ['on Wednesday', '2026-12-30T23:00', limit, '1 working day left'],
    ['on Christmas Eve: Christmas is not counted', '2026-12-24T10:00', limit, '3 working days left'],
    ['on the day', '2026-12-31T09:00', limit, 'due today'],
    ['at the very limit', '2026-12-31T17:00', limit, 'due today'],
    ['in the evening of the day', '2026-12-31T17:30', limit, 'overdue since 17:00 today'],
    ['on New Year’s Day', '2027-01-01T10:00', limit, 'overdue since Thursday'],
    ['on the next working day', '2027-01-04T09:00', limit, '1 working day overdue'],
    ['a week later', '2027-01-07T09:00', limit, '4 working days overdue'],
    [
      'on Saturday, for a limit on Sunday',
      '2026-12-19T10:00',
      '2026-12-20T14:00',
      'due tomorrow, not a working day',
    ],
    [
      'on Friday, for a limit on Sunday',
      '2026-12-18T10:00',
      '2026-12-20T14:00',
      'due in 2 days, before the next working day',
    ],
  ])('is said: %s', (_title, now, limitAt, expected) => {
    expect(sayTimeLeft(at(now), at(limitAt), calendar)).toBe(expected);
  });
});
