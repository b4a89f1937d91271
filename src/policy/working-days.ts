import { offOn } from './calendar.ts';
import type { Calendar, Whose } from './calendar.ts';
import { civilOfDay, dayOf, instantOfDay, localDayOf, millisecondsOf } from './civil.ts';
import type { CivilDate } from './civil.ts';

/**
 * The `count`-th working day after `date`, or before it when `count` is negative. The day itself never counts.
 *
 * @example
 * // Thursday before Easter 2026, five working days, Good Friday and Easter Monday off:
 * addWorkingDays('2026-04-02', 5, england, 'everyone') // => '2026-04-13'
 */
export function addWorkingDays(date: CivilDate, count: number, calendar: Calendar, who: Whose): CivilDate {
  const step = count < 0 ? -1 : 1;
  let day = dayOf(date);
  for (let left = Math.abs(count); left > 0; left -= 1) day = workingDayFrom(day + step, calendar, who, step);
  return civilOfDay(day);
}

/** The first working day after `date`. */
export function nextWorkingDay(date: CivilDate, calendar: Calendar, who: Whose): CivilDate {
  return addWorkingDays(date, 1, calendar, who);
}

/** Whether people work on a day. */
export function isWorkingDay(date: CivilDate, calendar: Calendar, who: Whose): boolean {
  return offOn(dayOf(date), calendar, who) === undefined;
}

/** The end of a day by the board's closing time, as an instant. */
export function closeOf(date: CivilDate, calendar: Calendar): Date {
  return closeOfDay(dayOf(date), calendar);
}

/** `closeOf` for the number of a day. */
export function closeOfDay(day: number, calendar: Calendar): Date {
  return instantOfDay(day, millisecondsOf(calendar.close));
}

/**
 * How many working days lie after the day of `from`, up to and with the day of `to`; negative when `to` is on
 * an earlier day, counting the working days that have begun since. 0 on the day itself.
 *
 * @example
 * // On Tuesday 29 December 2026, for a limit on Thursday 31 December:
 * workingDaysLeft(tuesday, thursday, england) // => 2
 */
export function workingDaysLeft(from: Date, to: Date, calendar: Calendar, who: Whose = 'everyone'): number {
  const start = localDayOf(from);
  const end = localDayOf(to);
  return start <= end ? workingDaysIn(start, end, calendar, who) : -workingDaysIn(end, start, calendar, who);
}

function workingDaysIn(after: number, upTo: number, calendar: Calendar, who: Whose): number {
  let count = 0;
  for (let day = after + 1; day <= upTo; day += 1) if (offOn(day, calendar, who) === undefined) count += 1;
  return count;
}

/** The first working day at or after a numbered day; at or before it with a `step` of -1. */
export function workingDayFrom(day: number, calendar: Calendar, who: Whose, step: 1 | -1 = 1): number {
  let found = day;
  while (offOn(found, calendar, who) !== undefined) found += step;
  return found;
}
