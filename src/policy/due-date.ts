import { offOn } from './calendar.ts';
import type { Calendar, Whose } from './calendar.ts';
import { civilDateOf, civilOfDay, instantOfDay, localDayOf, localTimeOf } from './civil.ts';
import type { CivilDate } from './civil.ts';
import type { Anchor, Due, SimpleDue } from './due.ts';
import { closeOfDay, workingDayFrom } from './working-days.ts';

const hour = 3_600_000;
const wholeDay = 24 * hour;

/** What is known when a date is worked out. */
export type DueContext = {
  /** When each thing happened that a time can count from. What has not happened yet is left out. */
  readonly anchors: Readonly<Partial<Record<Anchor, Date | undefined>>>;
  /** The limits that `limit_of` can name: a duty of this stage as `speak`, of any stage as `1.speak`. */
  readonly limits: ReadonlyMap<string, Date>;
  readonly priority?: string;
  readonly calendar: Calendar;
  /** `office` for a duty of the board's own office or forum, whose closure days are days off too. */
  readonly who: Whose;
};

/** One day on the way to a due date: the `number`-th that counts, or a day off with its reason. */
export type CountedDay =
  { readonly date: CivilDate; readonly number: number } | { readonly date: CivilDate; readonly off: string };

/** When something is due, with every day that was walked over, and the part of the rule that decided. */
export type DueDate = { readonly at: Date; readonly counted: readonly CountedDay[]; readonly by: SimpleDue };

/**
 * When a duty is due, exact to the minute (READINGS.md, "Time"). `undefined` while what it counts from has not
 * happened: `earliest` goes by the parts that are known, `latest` waits for all of them, because a date
 * must not be shown that would move back later.
 *
 * @example
 * // Five working days after Tuesday 22 December 2026, 10:00; Christmas Day and Boxing Day's substitute are off:
 * dueAt({ working_days: 5, after: 'concern' }, context)?.at // => 2026-12-31T17:00:00Z
 */
export function dueAt(due: Due, context: DueContext): DueDate | undefined {
  if ('earliest' in due) return pick(due.earliest, context, (one, other) => one < other);
  if ('by_priority' in due) {
    const chosen = context.priority === undefined ? undefined : due.by_priority[context.priority];
    if (chosen !== undefined) return dueAt(chosen, context);
    return pick(Object.values(due.by_priority), context, (one, other) => one < other);
  }
  if ('latest' in due) {
    const known = due.latest.every((part) => dueAt(part, context) !== undefined);
    return known ? pick(due.latest, context, (one, other) => one > other) : undefined;
  }
  return simpleDueAt(due, context);
}

/**
 * Whether something was done in time. What is due on the same working day counts as met until the end of that
 * date; everything else, until its limit.
 */
export function doneInTime(due: Pick<DueDate, 'at' | 'by'>, done: Date): boolean {
  if ('same_working_day' in due.by) return civilDateOf(done) <= civilDateOf(due.at);
  return done <= due.at;
}

function pick(
  parts: readonly Due[],
  context: DueContext,
  better: (one: Date, other: Date) => boolean,
): DueDate | undefined {
  let best: DueDate | undefined;
  for (const part of parts) {
    const found = dueAt(part, context);
    if (found !== undefined && (best === undefined || better(found.at, best.at))) best = found;
  }
  return best;
}

function simpleDueAt(due: SimpleDue, context: DueContext): DueDate | undefined {
  if ('limit_of' in due) {
    const at = context.limits.get(due.limit_of);
    return at === undefined ? undefined : { at, counted: [], by: due };
  }
  const from = context.anchors[anchorOf(due)];
  if (from === undefined) return undefined;
  if ('hours' in due) return { at: new Date(from.getTime() + due.hours * hour), counted: [], by: due };
  if ('immediately' in due) return { at: from, counted: [], by: due };
  if ('working_hours' in due) return afterWorkingHours(due, from, context);
  if ('calendar_days' in due) {
    return { at: closeOfDay(localDayOf(from) + due.calendar_days, context.calendar), counted: [], by: due };
  }
  if ('same_working_day' in due) return walk(due, dayOfBusiness(from, context), 1, context);
  if ('day' in due) return walk(due, localDayOf(from), due.day, context);
  return walk(due, localDayOf(from) + 1, due.working_days, context);
}

/** What a simple time counts from. */
export function anchorOf(due: Exclude<SimpleDue, { readonly limit_of: string }>): Anchor {
  if ('after' in due) return due.after;
  if ('of' in due) return due.of;
  return 'same_working_day' in due ? due.same_working_day : due.immediately;
}

/** The close of the `count`-th working day, the first that can count being `start` itself. */
function walk(by: SimpleDue, start: number, count: number, { calendar, who }: DueContext): DueDate {
  const counted: CountedDay[] = [];
  let day = start;
  for (let number = 1; ; day += 1) {
    const off = offOn(day, calendar, who);
    if (off !== undefined) {
      counted.push({ date: civilOfDay(day), off });
      continue;
    }
    counted.push({ date: civilOfDay(day), number });
    if (number === count) return { at: closeOfDay(day, calendar), counted, by };
    number += 1;
  }
}

/** After close, the day is over: what happens then belongs to the next day. Exactly at close it is still that day's. */
function dayOfBusiness(instant: Date, { calendar }: DueContext): number {
  const day = localDayOf(instant);
  return instant > closeOfDay(day, calendar) ? day + 1 : day;
}

/**
 * Runs by the clock on the wall, so that a clock change neither adds nor takes an hour. The earliest instant at
 * which the hours have run may be midnight, which belongs to the next date.
 */
function afterWorkingHours(
  due: { readonly working_hours: number; readonly after: Anchor },
  from: Date,
  { calendar, who }: DueContext,
): DueDate {
  const began = localDayOf(from);
  let day = workingDayFrom(began, calendar, who);
  let time = day === began ? localTimeOf(from) : 0;
  let left = due.working_hours * hour;
  while (left > wholeDay - time) {
    left -= wholeDay - time;
    day = workingDayFrom(day + 1, calendar, who);
    time = 0;
  }
  return { at: instantOfDay(day, time + left), counted: walked(began, day, calendar, who), by: due };
}

function walked(from: number, to: number, calendar: Calendar, who: Whose): readonly CountedDay[] {
  const counted: CountedDay[] = [];
  for (let day = from, number = 1; day <= to; day += 1) {
    const off = offOn(day, calendar, who);
    if (off === undefined) counted.push({ date: civilOfDay(day), number: number++ });
    else counted.push({ date: civilOfDay(day), off });
  }
  return counted;
}
