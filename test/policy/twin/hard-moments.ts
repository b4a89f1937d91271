import { bankHolidays, instantsOf, isWeekend, nextDay } from './twin-calendar.ts';

const hours = ['00:00', '00:01', '08:59', '12:30', '16:59', '17:00', '17:01', '23:59'];
const nightHours = ['00:00', '00:30', '00:59', '01:00', '01:30', '01:59', '02:00', '02:30', '03:00', '23:00'];
const years = [2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030];

/** `2026-03-01`, so many days: `['2026-03-01', '2026-03-02', …]`. */
function daysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => nextDay(first, number));
}

/** The last Sunday of a month with 31 days. */
function lastSunday(year: number, month: '03' | '10'): string {
  const last = daysFrom(`${year}-${month}-25`, 7).find(
    (date) => new Date(`${date}T12:00:00Z`).getUTCDay() === 0,
  );
  if (last === undefined) throw new Error('every week has a Sunday');
  return last;
}

function moments(dates: readonly string[], times: readonly string[]): readonly Date[] {
  return dates.flatMap((date) => times.flatMap((time) => instantsOf(`${date}T${time}`)));
}

const holidays = bankHolidays.filter((date) => date >= '2022' && date < '2031');

/** Moments at which a date is easily got wrong, by name. Of a repeated hour both are in; one that no clock shows is not. */
export const hardMoments: readonly (readonly [name: string, moments: readonly Date[]])[] = [
  ['each bank holiday', moments(holidays, hours)],
  ['the eve of each bank holiday', moments(holidays.map((date) => nextDay(date, -1)), hours)],
  ['the day after each bank holiday', moments(holidays.map((date) => nextDay(date)), hours)],
  ['every day of two weeks before Easter 2026, and of the week after', moments(daysFrom('2026-03-23', 28), hours)],
  ['20 December to 6 January of every year', moments(years.flatMap((year) => daysFrom(`${year - 1}-12-20`, 18)), hours)],
  ['the weekends of 2026', moments(daysFrom('2026-01-01', 365).filter(isWeekend), hours)],
  ['the days around the change to summer time', moments(years.flatMap((year) => daysFrom(nextDay(lastSunday(year, '03'), -3), 7)), [...hours, ...nightHours])],
  ['the days around the change to winter time, the repeated hour twice', moments(years.flatMap((year) => daysFrom(nextDay(lastSunday(year, '10'), -3), 7)), [...hours, ...nightHours])],
  ['the end of February, with the 29th', moments(years.flatMap((year) => daysFrom(`${year}-02-26`, 5)), hours)],
  ['a whole day minute by minute', daysFrom('2026-06-08', 1).flatMap((date) => Array.from({ length: 1440 }, (_, minute) => new Date(Date.parse(`${date}T00:00:00Z`) + minute * 60_000)))],
]; // prettier-ignore
