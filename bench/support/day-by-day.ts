import { TZDate } from '@date-fns/tz';
import { addDays, isWeekend, set } from 'date-fns';
import Holidays from 'date-holidays';
import type { TimelineEntry } from '../../src/policy/timeline.ts';

const holidays = new Holidays('GB', 'ENG');
const zone = 'Europe/London';

/**
 * The baseline of the timelines: the dates of Redbridge's policy as one would write them down with date-fns and
 * date-holidays. Days are walked one by one; the one instance of `Holidays` is asked about each that is no weekend,
 * and nothing that it answers is kept. The policy is not read but known by heart, which spares it that work.
 */
export function dayByDay(concern: Date): readonly TimelineEntry[] {
  const raise = afterWorkingDays(concern, 2);
  const speak = afterWorkingDays(raise, 3);
  const resolve = later(afterWorkingDays(concern, 5), speak);
  const toManagers = sameWorkingDay(resolve);
  const managers = afterWorkingDays(toManagers, 5);
  const toSeniors = sameWorkingDay(managers);
  const seniors = afterWorkingDays(toSeniors, 5);
  const target = afterWorkingDays(toSeniors, 2);
  const toChair = sameWorkingDay(seniors);
  const recommend = afterWorkingDays(toChair, 5);
  return [
    { stage: 1, obligation: 'raise', due: plain(raise), source: '4.4' },
    { stage: 1, obligation: 'speak', due: plain(speak), source: '4.4' },
    { stage: 1, obligation: 'resolve', due: plain(resolve), source: 'flowchart' },
    { stage: 2, obligation: 'escalate', due: plain(toManagers), source: '4.5' },
    { stage: 2, obligation: 'resolve', due: plain(managers), source: '4.5' },
    { stage: 3, obligation: 'escalate', due: plain(toSeniors), source: '4.6' },
    {
      stage: 3,
      obligation: 'resolve',
      due: plain(seniors),
      target: plain(target),
      source: '4.6; target: flowchart',
    },
    { stage: 4, obligation: 'escalate', due: plain(toChair), source: '4.9' },
    { stage: 4, obligation: 'recommend', due: plain(recommend), source: '4.9' },
  ];
}

/** The close of the `count`-th working day after a day. */
function afterWorkingDays(from: Date, count: number): Date {
  let day: Date = new TZDate(from.getTime(), zone);
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return close(day);
}

/** The close of that day, or of the next working day. */
function sameWorkingDay(at: Date): Date {
  let day: Date = new TZDate(at.getTime(), zone);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return close(day);
}

function isWorkingDay(day: Date): boolean {
  if (isWeekend(day)) return false;
  const found = holidays.isHoliday(new Date(day.getTime()));
  return found === false || found.every(({ type }) => type !== 'public');
}

function close(day: Date): Date {
  return set(day, { hours: 17, minutes: 0, seconds: 0, milliseconds: 0 });
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function plain(date: Date): Date {
  return new Date(date.getTime());
}
