import type { Calendar, Whose } from './calendar.ts';
import { civilDateOf, instantAt } from './civil.ts';
import type { Policy } from './policy.ts';
import { addWorkingDays, closeOf, isWorkingDay, nextWorkingDay } from './working-days.ts';

export type Reminder = { readonly at: Date; readonly kind: 'day-before' | 'on-the-day' | 'close-before' };

/**
 * When to remind of a limit, earliest first: in the morning of the working day before and of the day itself, or
 * as the policy file sets it; and, for a limit outside working hours, at the close before it. None before
 * `from`, and none at or after the limit, which has a prompt of its own. `who` says whose days off they keep to: the
 * board's office is not reminded of its duties while it is closed.
 *
 * @example
 * // A limit on Thursday 31 December 2026, 17:00:
 * remindersFor(limit, redbridge, england, tuesday, 'everyone')
 * // => Wednesday 30 December 09:00 (day-before), Thursday 31 December 09:00 (on-the-day)
 */
export function remindersFor(
  dueAt: Date,
  policy: Pick<Policy, 'reminders'>,
  calendar: Calendar,
  from: Date,
  who: Whose,
): readonly Reminder[] {
  const date = civilDateOf(dueAt);
  const mornings = policy.reminders.working_days_before.map((days): Reminder => ({
    at: instantAt(days === 0 ? date : addWorkingDays(date, -days, calendar, who), policy.reminders.at),
    kind: days === 0 ? 'on-the-day' : 'day-before',
  }));
  const closes = inWorkingHours(dueAt, policy, calendar, who) ? [] : [closeBefore(dueAt, calendar, who)];
  return [...mornings, ...closes]
    .filter(({ at }) => at >= from && at < dueAt)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/**
 * The next morning of a working day, strictly later than `after`: when what is overdue is brought up again.
 *
 * @example
 * // After the close of Wednesday 23 December 2026, the board's office being closed from the 29th to the 31st:
 * nextMorning(wednesday, redbridge, england, 'office') // => Thursday 24 December, 09:00; after that one, Monday 4 January
 */
export function nextMorning(
  after: Date,
  policy: Pick<Policy, 'reminders'>,
  calendar: Calendar,
  who: Whose,
): Date {
  const today = civilDateOf(after);
  const morning = instantAt(today, policy.reminders.at);
  if (morning > after && isWorkingDay(today, calendar, who)) return morning;
  return instantAt(nextWorkingDay(today, calendar, who), policy.reminders.at);
}

function inWorkingHours(
  instant: Date,
  policy: Pick<Policy, 'reminders'>,
  calendar: Calendar,
  who: Whose,
): boolean {
  const date = civilDateOf(instant);
  if (!isWorkingDay(date, calendar, who)) return false;
  return instant >= instantAt(date, policy.reminders.at) && instant <= closeOf(date, calendar);
}

function closeBefore(instant: Date, calendar: Calendar, who: Whose): Reminder {
  const date = civilDateOf(instant);
  const sameDay = closeOf(date, calendar) < instant && isWorkingDay(date, calendar, who);
  const day = sameDay ? date : addWorkingDays(date, -1, calendar, who);
  return { at: closeOf(day, calendar), kind: 'close-before' };
}
