import { describe, expect, it } from 'vitest';
import { bankHolidays } from '../../../src/adapters/calendar/bank-holidays.ts';

/** The bank holidays of England and Wales as gov.uk lists them, year by year. */
const listed = {
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
};

describe('The bank holidays of England and Wales', () => {
  it.each(Object.entries(listed))('are the days that gov.uk lists for %s, and no other', (year, days) => {
    const found = bankHolidays('england-and-wales', Number(year), Number(year));

    expect([...found.keys()].sort()).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  it('give each day its name, substitutes and one-off days included', () => {
    const found = bankHolidays('england-and-wales', 2022, 2026);

    expect(found.get('2026-04-03')).toBe('Good Friday');
    expect(found.get('2026-12-28')).toBe('Boxing Day (substitute day)');
    expect(found.get('2022-12-27')).toBe('Christmas Day (substitute day)');
    expect(found.get('2022-06-02')).toBe('Spring bank holiday');
    expect(found.get('2022-06-03')).toContain('Jubilee');
    expect(found.get('2022-09-19')).toContain('Funeral');
    expect(found.get('2023-05-08')).toContain('Coronation');
  });

  it('cover every year that was asked for', () => {
    const found = bankHolidays('england-and-wales', 2024, 2026);

    expect([...found.keys()].map((day) => day.slice(0, 4)).sort()).toEqual([
      ...Array<string>(8).fill('2024'),
      ...Array<string>(8).fill('2025'),
      ...Array<string>(8).fill('2026'),
    ]);
  });
});

describe('The bank holidays of the other nations', () => {
  it('differ: Scotland has 2 January and its own summer holiday, and no Easter Monday', () => {
    const found = bankHolidays('scotland', 2026, 2026);

    expect(found.has('2026-01-02')).toBe(true);
    expect(found.has('2026-08-03')).toBe(true);
    expect(found.has('2026-04-06')).toBe(false);
  });

  it('differ: Northern Ireland has St Patrick’s Day and the substitute of 12 July', () => {
    const found = bankHolidays('northern-ireland', 2026, 2026);

    expect(found.has('2026-03-17')).toBe(true);
    expect(found.has('2026-07-13')).toBe(true);
    expect(found.has('2026-07-12')).toBe(false);
  });
});
