import { TZDate } from '@date-fns/tz';
import { addDays, addHours, addMinutes, differenceInMinutes, isWeekend, set, startOfDay } from 'date-fns';
import Holidays from 'date-holidays';
import type { TimelineEntry } from '../../src/policy/timeline.ts';

const holidays = new Holidays('GB', 'ENG');
const zone = 'Europe/London';

type Dates = (concern: Date) => readonly TimelineEntry[];

/*
 * The baseline of the timelines: the dates of each board as one would write them down with date-fns and date-holidays.
 * Days are walked one by one; the one instance of `Holidays` is asked about each that is no weekend, and nothing that it
 * answers is kept. No policy file is read: each board is known by heart, which spares the baseline that work.
 */

const redbridge: Dates = (concern) => {
  const raise = afterWorkingDays(concern, 2);
  const speak = afterWorkingDays(raise, 3);
  const resolve = later(afterWorkingDays(concern, 5), speak);
  const toManagers = sameWorkingDay(resolve);
  const managers = afterWorkingDays(toManagers, 5);
  const toSeniors = sameWorkingDay(managers);
  const seniors = afterWorkingDays(toSeniors, 5);
  const toChair = sameWorkingDay(seniors);
  return [
    entry(1, 'raise', raise, '4.4'),
    entry(1, 'speak', speak, '4.4'),
    entry(1, 'resolve', resolve, 'flowchart'),
    entry(2, 'escalate', toManagers, '4.5'),
    entry(2, 'resolve', managers, '4.5'),
    entry(3, 'escalate', toSeniors, '4.6'),
    withTarget(entry(3, 'resolve', seniors, '4.6'), afterWorkingDays(toSeniors, 2)),
    entry(4, 'escalate', toChair, '4.9'),
    entry(4, 'recommend', afterWorkingDays(toChair, 5), '4.9'),
  ];
};

const cheshireEast: Dates = (concern) => {
  const toChair = dayNumber(16, concern);
  const recommend = earlier(afterWorkingDays(toChair, 5), dayNumber(21, concern));
  return [
    withTarget(entry(1, 'raise', afterWorkingDays(concern, 1), 'Step one'), addHours(concern, 24)),
    entry(2, 'escalate', dayNumber(3, concern), 'flowchart'),
    entry(2, 'resolve', dayNumber(9, concern), 'flowchart'),
    entry(3, 'escalate', dayNumber(9, concern), 'flowchart'),
    entry(3, 'resolve', dayNumber(14, concern), 'flowchart'),
    entry(4, 'escalate', toChair, 'flowchart'),
    entry(4, 'recommend', recommend, 'Step four; flowchart'),
  ];
};

const rotherham: Dates = (concern) => [
  entry(1, 'resolve', earlier(afterWorkingHours(concern, 48), afterWorkingDays(concern, 2)), 'Stage 1'),
  entry(2, 'resolve', afterWorkingDays(concern, 5), 'Stage 2'),
  entry(3, 'resolve', afterWorkingDays(concern, 7), 'Stage 3'),
  entry(4, 'decide', afterWorkingDays(concern, 10), 'Stage 4'),
];

const solihull: Dates = (concern) => {
  const first = afterWorkingDays(concern, 5);
  return [entry(1, 'resolve', first, 'Appendix 1'), entry(2, 'resolve', afterWorkingDays(first, 5), '2.3')];
};

const hertfordshire: Dates = (concern) => {
  const raise = afterWorkingDays(concern, 2);
  const speak = afterWorkingDays(raise, 3);
  const toManagers = sameWorkingDay(speak);
  const managers = afterWorkingDays(toManagers, 5);
  const toChair = sameWorkingDay(managers);
  return [
    entry(1, 'raise', raise, '4.5'),
    entry(1, 'speak', speak, '4.5'),
    entry(2, 'escalate', toManagers, '4.6'),
    entry(2, 'resolve', managers, '4.6'),
    entry(3, 'escalate', toChair, '4.7'),
    entry(3, 'recommend', afterWorkingDays(toChair, 5), '4.7'),
  ];
};

/** The dates of each board, found day by day. */
export const dayByDay: Readonly<Record<string, Dates>> = {
  redbridge,
  'cheshire-east': cheshireEast,
  rotherham,
  solihull,
  hertfordshire,
};

function entry(stage: number, obligation: string, due: Date, source: string): TimelineEntry {
  return { stage, obligation, due: plain(due), source };
}

function withTarget(limit: TimelineEntry, target: Date): TimelineEntry {
  if (target >= limit.due) return limit;
  return { ...limit, target: plain(target), source: `${limit.source}; target: flowchart` };
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

/** The close of the `number`-th working day, the first being the day itself or the next that is one. */
function dayNumber(number: number, from: Date): Date {
  let day: Date = new TZDate(from.getTime(), zone);
  for (let left = number; ; day = addDays(day, 1)) {
    if (isWorkingDay(day)) left -= 1;
    if (left === 0) return close(day);
  }
}

/** When so many hours have run, which stand still on days off. */
function afterWorkingHours(from: Date, count: number): Date {
  let at: Date = new TZDate(from.getTime(), zone);
  for (let left = count * 60; ; at = startOfDay(addDays(at, 1))) {
    if (!isWorkingDay(at)) continue;
    const today = differenceInMinutes(startOfDay(addDays(at, 1)), at);
    if (left <= today) return addMinutes(at, left);
    left -= today;
  }
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

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

function plain(date: Date): Date {
  return new Date(date.getTime());
}
