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
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
};

/** Those of Scotland: 2 January, the first Monday of August and St Andrew's Day, and no Easter Monday. */
const scottish = {
  2022: '01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27',
  2023: '01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26',
  2024: '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26',
  2025: '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26',
  2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
  2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
  2028: '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26',
  2029: '01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26',
  2030: '01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26',
};

/** Those of Northern Ireland: St Patrick's Day and 12 July besides those of England and Wales. */
const northernIrish = {
  2022: '01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27',
  2023: '01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26',
  2024: '01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26',
  2025: '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26',
  2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
  2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
  2028: '01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26',
  2029: '01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26',
  2030: '01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26',
};

function daysOf(nation: Parameters<typeof bankHolidays>[0], year: string): readonly string[] {
  return [...bankHolidays(nation, Number(year), Number(year)).keys()].sort();
}

function typed(year: string, days: string): readonly string[] {
  return days.split(' ').map((day) => `${year}-${day}`);
}

describe('The bank holidays of England and Wales', () => {
  it.each(Object.entries(listed))('are the days that gov.uk lists for %s, and no other', (year, days) => {
    expect(daysOf('england-and-wales', year)).toEqual(typed(year, days));
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
  it.each(Object.entries(scottish))(
    'are those of Scotland for %s, substitutes and one-off days included',
    (year, days) => {
      expect(daysOf('scotland', year)).toEqual(typed(year, days));
    },
  );

  it.each(Object.entries(northernIrish))(
    'are those of Northern Ireland for %s, substitutes included',
    (year, days) => {
      expect(daysOf('northern-ireland', year)).toEqual(typed(year, days));
    },
  );

  it.each(Object.entries(listed))(
    'are for Wales in %s the days that it shares with England',
    (year, days) => {
      expect(daysOf('wales', year)).toEqual(typed(year, days));
    },
  );

  it('have the day that was proclaimed for Scotland alone, in its own year only', () => {
    expect(bankHolidays('scotland', 2026, 2026).get('2026-06-15')).toBe('World Cup bank holiday');
    expect(bankHolidays('scotland', 2027, 2027).has('2026-06-15')).toBe(false);
    for (const other of ['england-and-wales', 'wales', 'northern-ireland'] as const)
      expect(bankHolidays(other, 2026, 2026).has('2026-06-15')).toBe(false);
  });
});
