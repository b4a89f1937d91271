/*
 * The calendar of the twin: working days and the clock of the United Kingdom in the plainest way, written from the
 * table "Time" of the boards' readings. It imports nothing of Concordat, so that a mistake there cannot be made here too.
 */

const minute = 60_000;

/** The bank holidays of England and Wales of 2021 to 2031, as gov.uk lists or will list them, typed by hand. */
export const bankHolidays: readonly string[] = `
  2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
  2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
  2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
  2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
  2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
  2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
  2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
  2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
  2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
  2030-01-01 2030-04-19 2030-04-22 2030-05-06 2030-05-27 2030-08-26 2030-12-25 2030-12-26
  2031-01-01 2031-04-11 2031-04-14 2031-05-05 2031-05-26 2031-08-25 2031-12-25 2031-12-26
`
  .trim()
  .split(/\s+/);

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
});
type Wall = { readonly date: string; readonly hour: string };
const hours = new Map<number, Wall>();

/** What clocks show at an instant. Summer time is a whole hour, so what holds for an hour of UTC is kept. */
function hourOf(instant: number): Wall {
  const number = Math.floor(instant / (60 * minute));
  const known = hours.get(number);
  if (known !== undefined) return known;
  const parts = london.formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const found = { date: `${part('year')}-${part('month')}-${part('day')}`, hour: part('hour') };
  hours.set(number, found);
  return found;
}

/** `2026-12-22T10:00`, as clocks show it. */
export function wallOf(instant: Date): string {
  const { date, hour } = hourOf(instant.getTime());
  return `${date}T${hour}:${instant.toISOString().slice(14, 16)}`;
}

/** Every instant at which clocks show `2026-10-25T01:30`: none, one or two. */
export function instantsOf(wall: string): readonly Date[] {
  return [60, 0]
    .map((ahead) => new Date(Date.parse(`${wall}:00Z`) - ahead * minute))
    .filter((instant) => wallOf(instant) === wall);
}

/** The day so many days after. */
export function nextDay(date: string, count = 1): string {
  return new Date(noon(date) + count * 24 * 60 * minute).toISOString().slice(0, 10);
}

export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(noon(date)).getUTCDay());
}

function noon(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

const daysAfter = new Map<string, string>();

/** The day after, kept, because the same days are walked again and again. */
function dayAfter(date: string): string {
  const known = daysAfter.get(date) ?? nextDay(date);
  daysAfter.set(date, known);
  return known;
}

export type TwinCalendar = ReturnType<typeof twinCalendar>;

/** How days are counted where, beside weekends and bank holidays, these `more` days are off, and work ends at `end`. */
export function twinCalendar(more: readonly string[] = [], end = '17:00') {
  const off = new Set([...bankHolidays, ...more]);
  const closes = new Map<string, Date>();
  const works = (date: string) => !isWeekend(date) && !off.has(date);
  const close = (date: string) => {
    const found = closes.get(date) ?? instantsOf(`${date}T${end}`)[0];
    if (found === undefined) throw new Error(`no clock shows ${end} on ${date}`);
    closes.set(date, found);
    return found;
  };
  const dateOf = (instant: Date) => wallOf(instant).slice(0, 10);

  /** The close of the `count`-th working day, the first that may count being `date`. */
  const closeFrom = (date: string, count: number) => {
    let [day, left] = [date, count];
    for (;;) {
      if (works(day)) left -= 1;
      if (left === 0) return close(day);
      day = dayAfter(day);
    }
  };

  const workingMinutes = new Map<number, boolean>();
  const worksAt = (instant: number) => {
    const hour = Math.floor(instant / (60 * minute));
    const known = workingMinutes.get(hour) ?? works(hourOf(instant).date);
    workingMinutes.set(hour, known);
    return known;
  };

  return {
    works,
    /** The event's own date never counts. */
    workingDaysAfter: (event: Date, count: number) => closeFrom(nextDay(dateOf(event)), count),
    /** Day 1 is the first working day on or after the event's date. */
    day: (number: number, event: Date) => closeFrom(dateOf(event), number),
    /** An event exactly at close is still that day's. */
    sameWorkingDay: (event: Date) => {
      const date = dateOf(event);
      return closeFrom(event > close(date) ? nextDay(date) : date, 1);
    },
    calendarDaysAfter: (event: Date, count: number) => close(nextDay(dateOf(event), count)),
    hoursAfter: (event: Date, count: number) => new Date(event.getTime() + count * 60 * minute),
    /** Minute by minute: one that lies on a working day takes one off. */
    workingHoursAfter: (event: Date, count: number) => {
      let now = event.getTime();
      for (let left = count * 60; left > 0; now += minute) if (worksAt(now)) left -= 1;
      return new Date(now);
    },
  };
}
