import Holidays from 'date-holidays';
import { weekdayOf } from '../../policy/civil.ts';
import type { CivilDate } from '../../policy/civil.ts';

/** The parts of the United Kingdom that have bank holidays of their own, with the code that the library uses. */
const states = { 'england-and-wales': 'ENG', scotland: 'SCT', 'northern-ireland': 'NIR' } as const;

/**
 * The bank holidays of whole years, both included, with their names: the days that gov.uk lists, which are all
 * Mondays to Fridays. A holiday that falls on a weekend is left out and its substitute day is in.
 *
 * @example
 * bankHolidays('england-and-wales', 2026, 2026).get('2026-12-28') // => 'Boxing Day (substitute day)'
 */
export function bankHolidays(
  nation: keyof typeof states,
  fromYear: number,
  toYear: number,
): ReadonlyMap<CivilDate, string> {
  const holidays = new Holidays('GB', states[nation], { languages: 'en' });
  const found = new Map<CivilDate, string>();
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const { date, name, type } of holidays.getHolidays(year)) {
      // The library writes `2026-12-28 00:00:00`: the day is taken as written, so no zone is applied.
      const day = date.slice(0, 10);
      const weekend = ['Saturday', 'Sunday'].includes(weekdayOf(day));
      if (type === 'public' && !weekend && !found.has(day)) found.set(day, name);
    }
  }
  return found;
}
