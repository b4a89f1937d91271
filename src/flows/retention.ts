import { addDays, civilDateOf, instantAt, isCivilDate, type CivilDate } from '../policy/civil.ts';

/** How long a board keeps what people wrote in a case after it closed. */
export type Keep = { readonly count: number; readonly unit: 'years' | 'months' };

/** What a board has decided about the personal data of its cases; nothing of it has a default. */
export type BoardSettings = {
  /** The data controller, or all of them, by name. */
  readonly controller?: string;
  /** How somebody reaches them. */
  readonly contact?: string;
  readonly keep?: Keep;
};

/**
 * The first moment at which what was written in a case may be erased: the beginning of the same day, so many years or months
 * after the day on which it closed; of a day that is not there, such as 29 February, the day after it.
 *
 * @example dueOn(new Date('2026-12-23T11:00:00Z'), { count: 6, unit: 'years' }) // => 2032-12-23T00:00:00Z
 */
export function dueOn(closed: Date, { count, unit }: Keep): Date {
  const day = civilDateOf(closed);
  const months =
    Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count * (unit === 'years' ? 12 : 1);
  const month = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  return instantAt(orNext(month, Number(day.slice(8, 10))), '00:00');
}

/** A day of a month, or where the month is too short the first of the next. */
function orNext(month: string, day: number): CivilDate {
  const wanted = `${month}-${String(day).padStart(2, '0')}`;
  if (isCivilDate(wanted)) return wanted;
  const last = [31, 30, 29, 28].map((each) => `${month}-${each}`).find(isCivilDate);
  return addDays(last ?? `${month}-28`, 1);
}

/** `6 years`, `18 months`; `undefined` for what is no such time. */
export function readKeep(text: string): Keep | undefined {
  const [, count = '', unit] = /^\s*(\d{1,3})\s+(year|month)s?\s*$/i.exec(text) ?? [];
  if (unit === undefined || Number(count) === 0) return undefined;
  return { count: Number(count), unit: unit.toLowerCase() === 'year' ? 'years' : 'months' };
}

export function sayKeep({ count, unit }: Keep): string {
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}

/** What a board has still to decide before cases are kept for it, in words. */
export function missingOf({ controller, contact, keep }: BoardSettings): readonly string[] {
  return [
    ...(controller === undefined ? ['who the data controller is'] : []),
    ...(contact === undefined ? ['how to reach the data controller'] : []),
    ...(keep === undefined ? ['for how long cases are kept after they close'] : []),
  ];
}
