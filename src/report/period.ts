import { addDays, isCivilDate, type CivilDate } from '../policy/civil.ts';
import { sayDay } from '../policy/say-date.ts';

/** Days in Europe/London, both included. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate };

/**
 * A period as somebody typed it, or the one thing that is wrong with it as a sentence with the remedy.
 *
 * @param today no period ends after it: nothing is known of days to come
 *
 * @example
 * readPeriod('2026-04-01', '2026-03-31', '2026-11-27')
 * // => { problem: 'The first day, 2026-04-01, is after the last, 2026-03-31. Put the earlier day first.' }
 */
export function readPeriod(
  from: string,
  to: string,
  today: CivilDate,
): { readonly period: Period } | { readonly problem: string } {
  for (const day of [from, to])
    if (!isCivilDate(day))
      return { problem: `"${day}" is not a day. Write it as year, month and day: 2026-04-01.` };
  if (from > to)
    return { problem: `The first day, ${from}, is after the last, ${to}. Put the earlier day first.` };
  if (to > today)
    return {
      problem: `The last day, ${to}, is still to come. The latest that it can be is today, ${today}.`,
    };
  return { period: { from, to } };
}

/** Periods by a name of their own. */
export type PeriodName = 'this-year' | 'last-year' | 'last-quarter';

/**
 * A period that is named by where today lies. Years are financial years, from 1 April to 31 March, and quarters theirs.
 *
 * @example
 * namedPeriod('this-year', '2026-11-27') // => { from: '2026-04-01', to: '2026-11-27' }
 * namedPeriod('last-quarter', '2026-11-27') // => { from: '2026-07-01', to: '2026-09-30' }
 */
export function namedPeriod(name: PeriodName, today: CivilDate): Period {
  const start = startOfYear(today);
  switch (name) {
    case 'this-year':
      return { from: start, to: today };
    case 'last-year': {
      const to = addDays(start, -1);
      return { from: startOfYear(to), to };
    }
    case 'last-quarter': {
      const to = addDays(startOfQuarter(today), -1);
      return { from: startOfQuarter(to), to };
    }
  }
}

/** Whether a period is one whole financial year that is over, so that no two of them overlap. */
export function isWholeYear({ from, to }: Period, today: CivilDate): boolean {
  return from.endsWith('-04-01') && to === yearFrom(from).to && to < today;
}

/** The financial year that begins on a 1 April. */
export function yearFrom(from: CivilDate): Period {
  return { from, to: `${Number(from.slice(0, 4)) + 1}-03-31` };
}

export function sayPeriod({ from, to }: Period): string {
  return `${sayDay(from)} to ${sayDay(to)}`;
}

function startOfYear(day: CivilDate): CivilDate {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < '04-01' ? `${year - 1}-04-01` : `${year}-04-01`;
}

/** The quarters of a financial year begin in April, July, October and January, as those of any year do. */
function startOfQuarter(day: CivilDate): CivilDate {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}
