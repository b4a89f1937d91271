import type { Moment } from './events.ts';

/** A moment as the record stores it: ISO, UTC, to the millisecond. */
export function momentOf(at: Date): Moment {
  return at.toISOString();
}

/** The instant of a stored moment. */
export function instantOf(moment: Moment): Date {
  return new Date(moment);
}

/** The earlier of two stored moments. They compare as text because all are written in one form. */
export function earlierOf(one: Moment, other: Moment): Moment {
  return one < other ? one : other;
}
