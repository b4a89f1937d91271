import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDateOf, instantAt, isCivilDate, timeOf, weekdayOf } from '../../src/policy/civil.ts';
import { readMoment } from '../../src/policy/read-moment.ts';

describe('The day of an instant', () => {
  it('is the London day: half past eleven in the evening UTC on 30 June is already 1 July', () => {
    expect(civilDateOf(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
  });

  it('is the same as in UTC in winter', () => {
    expect(civilDateOf(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31');
  });
});

describe('The instant of a local time', () => {
  it.each([
    ['Thursday 31 December 2026, 17:00, in winter', '2026-12-31', '17:00', '2026-12-31T17:00:00.000Z'],
    ['Wednesday 1 July 2026, 17:00, in summer', '2026-07-01', '17:00', '2026-07-01T16:00:00.000Z'],
    ['the first of an hour that happens twice', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['an hour later where the clocks skip one', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['the last minute before the clocks go forward', '2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['the first minute after the clocks went forward', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['midnight on the day the clocks go back', '2026-10-25', '00:00', '2026-10-24T23:00:00.000Z'],
    ['the first hour after the clocks went back', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
    [
      '1 January 1970, when London kept summer time all year',
      '1970-01-01',
      '12:00',
      '1970-01-01T11:00:00.000Z',
    ],
  ])('%s', (_title, date, time, expected) => {
    expect(instantAt(date, time).toISOString()).toBe(expected);
  });

  it('agrees with the zone database for every quarter of an hour between 2020 and 2038', () => {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const quarter = 15 * 60_000;
    const quarters = fc.integer({
      min: Date.UTC(2020, 0, 1) / quarter,
      max: Date.UTC(2038, 0, 1) / quarter,
    });

    fc.assert(
      fc.property(quarters, (number) => {
        const instant = new Date(number * quarter);
        const [day = '', month = '', year = '', time = ''] = format.format(instant).split(/[/,]\s*/);
        expect([civilDateOf(instant), timeOf(instant)]).toEqual([`${year}-${month}-${day}`, time]);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes at the very instant at which the clocks do', () => {
    expect(timeOf(new Date('2026-03-29T00:59:59.999Z'))).toBe('00:59');
    expect(timeOf(new Date('2026-03-29T01:00:00Z'))).toBe('02:00');
    expect(timeOf(new Date('2026-10-25T00:59:59.999Z'))).toBe('01:59');
    expect(timeOf(new Date('2026-10-25T01:00:00Z'))).toBe('01:00');
  });

  it('refuses what is no time or no day', () => {
    expect(() => instantAt('2026-12-31', '5pm')).toThrow('"5pm" is not a time');
    expect(() => instantAt('tomorrow', '17:00')).toThrow('"tomorrow" is not a day');
  });
});

describe('Days', () => {
  it('go over a leap day in 2028 and over none in 2027', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
  });

  it('go back over the new year', () => {
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  it('have their weekday', () => {
    expect(weekdayOf('2026-12-22')).toBe('Tuesday');
    expect(weekdayOf('1969-12-31')).toBe('Wednesday');
  });

  it.each([
    ['2026-12-31', true],
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2026-06-31', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isCivilDate(text)).toBe(exists);
  });
});

describe('A moment that a person typed', () => {
  it.each([
    ['without a zone is local time', '2026-07-01T10:00', '2026-07-01T09:00:00.000Z'],
    ['may have a space and seconds', '2026-12-22 10:00:30', '2026-12-22T10:00:30.000Z'],
    ['with a zone is in that zone', '2026-07-01T10:00+02:00', '2026-07-01T08:00:00.000Z'],
    ['with a Z is in UTC', '2026-07-01T10:00:00Z', '2026-07-01T10:00:00.000Z'],
    ['without an hour is the start of the day', '2026-07-01', '2026-06-30T23:00:00.000Z'],
    ['in an hour that happens twice is in its first', '2026-10-25T01:30', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_title, text, expected) => {
    expect(readMoment(text)?.toISOString()).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-02-30T10:00',
    '2026-12-22T24:00',
    '22/12/2026',
    '2026-12-22T10',
  ])('is not "%s"', (text) => {
    expect(readMoment(text)).toBeUndefined();
  });
});

describe('The zone of the machine', () => {
  it.each(['America/Los_Angeles', 'Pacific/Kiritimati'])('changes nothing: %s', (zone) => {
    const script = `
      const { civilDateOf, instantAt } = await import('./src/policy/civil.ts');
      const { bankHolidays } = await import('./src/adapters/calendar/bank-holidays.ts');
      console.log(instantAt('2026-07-01', '17:00').toISOString(), civilDateOf(new Date('2026-06-30T23:30:00Z')),
        [...bankHolidays('england-and-wales', 2026, 2026).keys()].join());`;
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: new URL('../..', import.meta.url),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });

    expect(said.trim()).toBe(
      '2026-07-01T16:00:00.000Z 2026-07-01 ' +
        '2026-01-01,2026-04-03,2026-04-06,2026-05-04,2026-05-25,2026-08-31,2026-12-25,2026-12-28',
    );
  });
});
