import type { Calendar } from './calendar.ts';
import { civilDateOf, instantAt } from './civil.ts';
import type { Policy } from './policy.ts';
import { addWorkingDays, closeOf, isWorkingDay, nextWorkingDay } from './working-days.ts';

export type Reminder = { readonly at: Date; readonly kind: 'day-before' | 'on-the-day' | 'close-before' };

/**
 * When to remind of a limit, earliest first: in the morning of the working day before and of the day itself, or
 * as the policy file sets it; and, for a limit outside working hours, at the close before it. None before
 * `from`, and none at or after the limit, which has a prompt of its own.
 *
 * @example
 * // A limit on Thursday 31 December 2026, 17:00:
 * remindersFor(limit, redbridge, england, tuesday)
 * // => Wednesday 30 December 09:00 (day-before), Thursday 31 December 09:00 (on-the-day)
 */
export function remindersFor(
  dueAt: Date,
  policy: Pick<Policy, 'reminders'>,
  calendar: Calendar,
  from: Date,
): readonly Reminder[] {
  const date = civilDateOf(dueAt);
  const mornings = policy.reminders.working_days_before.map((days): Reminder => ({
    at: instantAt(days === 0 ? date : addWorkingDays(date, -days, calendar, 'everyone'), policy.reminders.at),
    kind: days === 0 ? 'on-the-day' : 'day-before',
  }));
  const closes = inWorkingHours(dueAt, policy, calendar) ? [] : [closeBefore(dueAt, calendar)];
  return [...mornings, ...closes]
    .filter(({ at }) => at >= from && at < dueAt)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** The next morning of a working day, strictly later than `after`: when what is overdue is brought up again. */
export function nextMorning(after: Date, policy: Pick<Policy, 'reminders'>, calendar: Calendar): Date {
  const today = civilDateOf(after);
  const morning = instantAt(today, policy.reminders.at);
  if (morning > after && isWorkingDay(today, calendar, 'everyone')) return morning;
  return instantAt(nextWorkingDay(today, calendar, 'everyone'), policy.reminders.at);
}

function inWorkingHours(instant: Date, policy: Pick<Policy, 'reminders'>, calendar: Calendar): boolean {
  const date = civilDateOf(instant);
  if (!isWorkingDay(date, calendar, 'everyone')) return false;
  return instant >= instantAt(date, policy.reminders.at) && instant <= closeOf(date, calendar);
}

function closeBefore(instant: Date, calendar: Calendar): Reminder {
  const date = civilDateOf(instant);
  const sameDay = closeOf(date, calendar) < instant && isWorkingDay(date, calendar, 'everyone');
  const day = sameDay ? date : addWorkingDays(date, -1, calendar, 'everyone');
  return { at: closeOf(day, calendar), kind: 'close-before' };
}
