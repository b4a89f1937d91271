import Holidays from 'date-holidays';
import { weekdayOf } from '../../policy/civil.ts';
import type { CivilDate } from '../../policy/civil.ts';
import type { Policy } from '../../policy/policy.ts';

type Nation = Policy['calendar']['holidays'];

/** The parts of the United Kingdom that have bank holidays of their own, with the code that the library uses. */
const states = {
  'england-and-wales': 'ENG',
  wales: 'WLS',
  scotland: 'SCT',
  'northern-ireland': 'NIR',
} as const satisfies Record<Nation, string>;

/** Bank holidays that were proclaimed for one nation and that the library does not have. */
const proclaimed: Readonly<Partial<Record<Nation, readonly (readonly [CivilDate, string])[]>>> = {
  // Royal proclamation of 3 February 2026, for Scotland alone.
  scotland: [['2026-06-15', 'World Cup bank holiday']],
};

/**
 * The bank holidays of whole years, both included, with their names: the days that gov.uk lists, which are all
 * Mondays to Fridays. A holiday that falls on a weekend is left out and its substitute day is in.
 *
 * @example
 * bankHolidays('england-and-wales', 2026, 2026).get('2026-12-28') // => 'Boxing Day (substitute day)'
 */
export function bankHolidays(
  nation: Nation,
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
  for (const [day, name] of proclaimed[nation] ?? []) {
    const year = Number(day.slice(0, 4));
    if (fromYear <= year && year <= toYear) found.set(day, name);
  }
  return found;
}
