import { instantAt, isCivilDate } from './civil.ts';

/**
 * Reads a moment that a person typed. Without a zone it is local time in the United Kingdom; a date alone is the
 * start of that day; an hour that a clock change repeats is its first. Seconds are allowed. `undefined` when it is
 * no moment.
 *
 * @example
 * readMoment('2026-12-22T10:00')       // => 2026-12-22T10:00:00Z
 * readMoment('2026-07-01')             // => 2026-06-30T23:00:00Z
 * readMoment('2026-07-01T10:00+02:00') // => 2026-07-01T08:00:00Z
 */
export function readMoment(text: string): Date | undefined {
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
      text.trim(),
    );
  const date = found?.[1];
  if (found === null || date === undefined || !isCivilDate(date)) return undefined;
  const [, , hour = '00', minute = '00', second = '00', zone] = found;
  if (zone !== undefined) {
    const instant = new Date(`${date}T${hour}:${minute}:${second}${zone}`);
    return Number.isNaN(instant.getTime()) ? undefined : instant;
  }
  return new Date(instantAt(date, `${hour}:${minute}`).getTime() + Number(second) * 1000);
}
