import { describe, expect, it } from 'vitest';
import { isWholeYear, namedPeriod, readPeriod } from '../../src/report/period.ts';

const today = '2026-11-27';

describe('the period of a report', () => {
  it('has its first and last day, which may be the same, and today as its last', () => {
    expect(readPeriod('2026-04-01', today, today)).toEqual({ period: { from: '2026-04-01', to: today } });
    expect(readPeriod(today, today, today)).toEqual({ period: { from: today, to: today } });
  });

  it.each([
    ['2026-11-28', '2026-11-28', /still to come/],
    ['2026-04-02', '2026-04-01', /after the last/],
    ['2026-02-30', '2026-04-01', /"2026-02-30" is not a day/],
    ['2026-04-01', 'yesterday', /"yesterday" is not a day/],
    ['1 April 2026', '2026-04-01', /is not a day/],
    ['', '2026-04-01', /is not a day/],
  ])('%s to %s is refused in one sentence', (from, to, says) => {
    expect(readPeriod(from, to, today)).toEqual({ problem: expect.stringMatching(says) as string });
  });

  it.each([
    ['this-year', '2026-11-27', '2026-04-01', '2026-11-27'],
    ['this-year', '2026-04-01', '2026-04-01', '2026-04-01'],
    ['this-year', '2026-03-31', '2025-04-01', '2026-03-31'],
    ['last-year', '2026-03-31', '2024-04-01', '2025-03-31'],
    ['last-year', '2026-04-01', '2025-04-01', '2026-03-31'],
    ['last-quarter', '2026-01-01', '2025-10-01', '2025-12-31'],
    ['last-quarter', '2026-06-30', '2026-01-01', '2026-03-31'],
  ] as const)('%s on %s is %s to %s', (name, on, from, to) => {
    expect(namedPeriod(name, on)).toEqual({ from, to });
  });

  it('is a whole year only from 1 April to 31 March, once that is over', () => {
    const year = { from: '2025-04-01', to: '2026-03-31' };
    expect([isWholeYear(year, '2026-03-31'), isWholeYear(year, '2026-04-01')]).toEqual([false, true]);
    expect(isWholeYear({ from: '2025-04-01', to: '2026-06-30' }, today)).toBe(false);
    expect(isWholeYear({ from: '2025-01-01', to: '2025-12-31' }, today)).toBe(false);
  });
});
