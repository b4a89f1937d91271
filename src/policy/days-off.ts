import { canonicalText } from './canonical.ts';
import type { CivilDate } from './civil.ts';
import type { Policy } from './policy.ts';

/*
 * The days off that a board's file adds to the bank holidays are facts and no rules: a late bank holiday is one for
 * every case, whichever edition it runs by, and needs nobody's acceptance (READINGS, "no pause").
 */

/**
 * A policy with the days off of another version of it, usually the one in use: what the calendar of a case that began
 * under an older version is made of. The hour of closing and the nation stay those of the older version.
 */
export function withDaysOff(policy: Policy, { calendar }: Pick<Policy, 'calendar'>): Policy {
  const { extra_holidays, closure_days } = calendar;
  return { ...policy, calendar: { ...policy.calendar, extra_holidays, closure_days } };
}

/** Whether two versions differ in their days off at most, so that what was accepted is still what is in use. */
export function differInDaysOnly(one: Policy, other: Policy): boolean {
  return canonicalText(withDaysOff(one, other)) === canonicalText(other);
}

/** Whether the same days are off in both, whatever they are called and in which order they stand. */
export function sameDaysOff(one: Policy, other: Policy): boolean {
  const dates = (days: Policy['calendar']['extra_holidays']) =>
    [...new Set(days.map(({ date }) => date))].sort().join(' ');
  return (
    dates(one.calendar.extra_holidays) === dates(other.calendar.extra_holidays) &&
    dates(one.calendar.closure_days) === dates(other.calendar.closure_days)
  );
}

/** The days that are off in `after` and were not in `before`, with their names, the earliest first. */
export function newDaysOff(
  before: Policy,
  after: Policy,
): readonly { readonly date: CivilDate; readonly name: string; readonly for: 'everyone' | 'office' }[] {
  const added = (key: 'extra_holidays' | 'closure_days', who: 'everyone' | 'office') =>
    after.calendar[key]
      .filter(({ date }) => !before.calendar[key].some((day) => day.date === date))
      .map((day) => ({ ...day, for: who }));
  return [...added('extra_holidays', 'everyone'), ...added('closure_days', 'office')].sort((one, other) =>
    one.date.localeCompare(other.date),
  );
}
