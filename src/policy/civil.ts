import { aheadOfUtc, instantOfLocal } from './zone.ts';

/** A day on the calendar, as `2026-12-31`: no hour and no zone. */
export type CivilDate = string;

const day = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * The day that clocks in the United Kingdom show at an instant.
 *
 * @example
 * civilDateOf(new Date('2026-06-30T23:30:00Z')) // => '2026-07-01', in summer time
 */
export function civilDateOf(instant: Date): CivilDate {
  return civilOfDay(localDayOf(instant));
}

/**
 * The instant of a local time on a day. An hour that a clock change repeats is its first; an hour that it skips
 * moves on by an hour.
 *
 * @example
 * instantAt('2026-12-31', '17:00') // => 2026-12-31T17:00:00Z
 * instantAt('2026-07-01', '17:00') // => 2026-07-01T16:00:00Z
 * instantAt('2026-10-25', '01:30') // => 2026-10-25T00:30:00Z, the first of the two
 * instantAt('2026-03-29', '01:30') // => 2026-03-29T01:30:00Z, which clocks show as 02:30
 */
export function instantAt(date: CivilDate, time: string): Date {
  return instantOfDay(dayOf(date), millisecondsOf(time));
}

/**
 * The day `count` days later; earlier when it is negative.
 *
 * @example
 * addDays('2028-02-28', 1) // => '2028-02-29'
 */
export function addDays(date: CivilDate, count: number): CivilDate {
  return civilOfDay(dayOf(date) + count);
}

/** The day of the week, in English. */
export function weekdayOf(date: CivilDate): Weekday {
  return weekdayOfDay(dayOf(date));
}

/** The local time at an instant, as `09:00`. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + aheadOfUtc(instant.getTime())).toISOString().slice(11, 16);
}

/** Whether a text is a day that exists, written as `2026-12-31`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const start = Date.parse(`${text}T00:00:00Z`);
  // JavaScript reads the 31st of June as the 1st of July.
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(text);
}

/*
 * Beneath the names above, a day is a whole number: days since 1 January 1970. Only this room counts with it.
 */

/** The number of a day. */
export function dayOf(date: CivilDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const start = Date.UTC(year, month - 1, Number(date.slice(8, 10)));
  if (Number.isNaN(start) || date.length !== 10)
    throw new RangeError(`"${date}" is not a day such as 2026-12-31`);
  return start / day;
}

/** The day with this number. Each is written once and kept, because a deadline walks over the same days again and again. */
export function civilOfDay(number: number): CivilDate {
  const known = written.get(number);
  if (known !== undefined) return known;
  const date = new Date(number * day).toISOString().slice(0, 10);
  if (written.size < 20_000) written.set(number, date);
  return date;
}

const written = new Map<number, CivilDate>();

/** The number of the local day at an instant. */
export function localDayOf(instant: Date): number {
  return Math.floor((instant.getTime() + aheadOfUtc(instant.getTime())) / day);
}

/** How far into its local day an instant lies by the clock on the wall, in milliseconds. */
export function localTimeOf(instant: Date): number {
  const local = instant.getTime() + aheadOfUtc(instant.getTime());
  return local - Math.floor(local / day) * day;
}

/** The instant at which the clock on the wall shows a time, in milliseconds after midnight, of a numbered day. */
export function instantOfDay(number: number, milliseconds: number): Date {
  return new Date(instantOfLocal(number * day + milliseconds));
}

export function weekdayOfDay(number: number): Weekday {
  // Day 0, 1 January 1970, was a Thursday.
  return weekdays[(((number + 4) % 7) + 7) % 7] ?? 'Thursday';
}

/** `17:00` as milliseconds after midnight. */
export function millisecondsOf(time: string): number {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  if (found === null) throw new RangeError(`"${time}" is not a time such as 17:00`);
  return (Number(found[1]) * 60 + Number(found[2])) * 60_000;
}
