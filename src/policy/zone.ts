import { tzOffset } from '@date-fns/tz';

const zone = 'Europe/London';
const minute = 60_000;
const day = 86_400_000;

/** From `from` (milliseconds of the epoch, UTC) on, local time runs `ahead` milliseconds ahead of UTC. */
type Offset = { readonly from: number; readonly ahead: number };

/**
 * How far local time in the United Kingdom is ahead of UTC at an instant, in milliseconds: 0 in winter, an hour
 * in summer. The one place where the zone is applied; nothing here reads the zone of the machine.
 *
 * The clock changes of a year are looked up once, because a lookup in the zone database costs more than all
 * the rest of a deadline's arithmetic.
 */
export function aheadOfUtc(instant: number): number {
  let ahead = 0;
  for (const offset of offsetsOf(new Date(instant).getUTCFullYear())) {
    if (offset.from > instant) break;
    ahead = offset.ahead;
  }
  return ahead;
}

/**
 * The instant at which clocks in the United Kingdom show a local time, given as if it were UTC. Of an hour that
 * happens twice it is the first; a time that the clocks skip moves on by the hour that was skipped.
 */
export function instantOfLocal(local: number): number {
  const before = aheadOfUtc(local - day);
  const first = local - before;
  const then = aheadOfUtc(first);
  if (then === before) return first;
  const second = local - then;
  return aheadOfUtc(second) === then ? second : first;
}

const offsets = new Map<number, readonly Offset[]>();

function offsetsOf(year: number): readonly Offset[] {
  const known = offsets.get(year);
  if (known !== undefined) return known;
  const found = findOffsets(year);
  offsets.set(year, found);
  return found;
}

/** Looks at the first of each month, then halves the months in which the clocks changed down to the minute. */
function findOffsets(year: number): readonly Offset[] {
  const start = Date.UTC(year, 0, 1);
  const found: Offset[] = [{ from: start, ahead: lookUp(start) }];
  for (let month = 0; month < 12; month += 1) {
    const from = Date.UTC(year, month, 1);
    const to = Date.UTC(year, month + 1, 1);
    if (lookUp(from) === lookUp(to)) continue;
    const change = changeBetween(from, to);
    if (change < Date.UTC(year + 1, 0, 1)) found.push({ from: change, ahead: lookUp(change) });
  }
  return found;
}

function changeBetween(from: number, to: number): number {
  const before = lookUp(from);
  let low = from;
  let high = to;
  while (high - low > minute) {
    const middle = low + Math.floor((high - low) / (2 * minute)) * minute;
    if (lookUp(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function lookUp(instant: number): number {
  return tzOffset(zone, new Date(instant)) * minute;
}
