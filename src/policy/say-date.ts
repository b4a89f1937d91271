import type { Calendar, Whose } from './calendar.ts';
import { civilDateOf, dayOf, timeOf, weekdayOf } from './civil.ts';
import type { CivilDate } from './civil.ts';
import { workingDaysLeft } from './working-days.ts';

const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

/**
 * A moment as people read it, in local time.
 *
 * @example
 * sayDate(new Date('2026-12-31T17:00:00Z')) // => 'Thursday 31 December 2026, 17:00'
 */
export function sayDate(at: Date): string {
  return `${sayDay(civilDateOf(at))}, ${timeOf(at)}`;
}

/**
 * A day as people read it.
 *
 * @example
 * sayDay('2026-12-31') // => 'Thursday 31 December 2026'
 */
export function sayDay(date: CivilDate): string {
  const month = months[Number(date.slice(5, 7)) - 1] ?? '';
  return `${weekdayOf(date)} ${Number(date.slice(8, 10))} ${month} ${date.slice(0, 4)}`;
}

/**
 * What is left until a moment, or how late it is, in working days.
 *
 * @example
 * sayTimeLeft(tuesday, thursdayAtFive, england) // => '2 working days left'
 * sayTimeLeft(thursdayMorning, thursdayAtFive, england) // => 'due today'
 * sayTimeLeft(fridayMorning, thursdayAtFive, england) // => '1 working day overdue'
 */
export function sayTimeLeft(now: Date, at: Date, calendar: Calendar, who: Whose = 'everyone'): string {
  const days = dayOf(civilDateOf(at)) - dayOf(civilDateOf(now));
  const left = workingDaysLeft(now, at, calendar, who);
  if (now <= at) {
    if (days === 0) return 'due today';
    if (left > 0) return `${count(left)} left`;
    // A limit on a day off, with no working day before it: only the day itself says how near it is.
    return days === 1
      ? 'due tomorrow, not a working day'
      : `due in ${days} days, before the next working day`;
  }
  if (left < 0) return `${count(-left)} overdue`;
  return days === 0 ? `overdue since ${timeOf(at)} today` : `overdue since ${weekdayOf(civilDateOf(at))}`;
}

function count(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`;
}
