import { civilOfDay, dayOf, weekdayOfDay } from './civil.ts';
import type { CivilDate } from './civil.ts';
import type { Policy } from './policy.ts';

/**
 * Which days are working days for a board. `holidays` are days off for everyone: the bank holidays and any
 * extra holiday that the board lists. `closures` are days off for the board's own office and forums only,
 * because a hospital does not close when a council does. `close` is the local time at which a working day ends.
 */
export type Calendar = {
  readonly close: string;
  readonly holidays: ReadonlyMap<CivilDate, string>;
  readonly closures: ReadonlyMap<CivilDate, string>;
  /** The days for which the bank holidays are known, both included. No date outside them is worked out. */
  readonly covers: { readonly from: CivilDate; readonly to: CivilDate };
};

/** Whose working days are counted: everyone's, or those of the board's own office and forums. */
export type Whose = 'everyone' | 'office';

/**
 * A board's calendar: the bank holidays it is given, with the days that its policy file adds. The calendar
 * covers the whole years from the first to the last bank holiday.
 *
 * @throws RangeError without any bank holiday: a calendar that knows none would give wrong dates in silence
 */
export function makeCalendar(
  policy: Pick<Policy, 'calendar'>,
  bankHolidays: ReadonlyMap<CivilDate, string>,
): Calendar {
  const years = [...bankHolidays.keys()].map((date) => date.slice(0, 4)).sort();
  const first = years[0];
  const last = years.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('A calendar needs bank holidays');
  return {
    close: policy.calendar.close,
    holidays: new Map([...bankHolidays, ...byDate(policy.calendar.extra_holidays)]),
    closures: byDate(policy.calendar.closure_days),
    covers: { from: `${first}-01-01`, to: `${last}-12-31` },
  };
}

function byDate(days: readonly { readonly date: CivilDate; readonly name: string }[]) {
  return new Map(days.map(({ date, name }) => [date, name]));
}

/**
 * Why a day is no working day: `Saturday`, `Christmas Day`, `Council closed`. `undefined` for a working day.
 *
 * @throws RangeError for a day that the calendar does not cover
 */
export function dayOff(date: CivilDate, calendar: Calendar, who: Whose): string | undefined {
  return offOn(dayOf(date), calendar, who);
}

/** `dayOff` for the number of a day, which is what the arithmetic of this room walks on. */
export function offOn(day: number, calendar: Calendar, who: Whose): string | undefined {
  const weekday = weekdayOfDay(day);
  if (weekday === 'Saturday' || weekday === 'Sunday') return weekday;
  const date = civilOfDay(day);
  if (date < calendar.covers.from || date > calendar.covers.to) {
    throw new RangeError(
      `The bank holidays of ${date} are not known: this calendar covers ${calendar.covers.from} to ${calendar.covers.to}`,
    );
  }
  return calendar.holidays.get(date) ?? (who === 'office' ? calendar.closures.get(date) : undefined);
}
