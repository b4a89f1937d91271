import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { bankHolidays } from '../../src/adapters/calendar/bank-holidays.ts';
import { makeCalendar } from '../../src/policy/calendar.ts';
import type { Calendar } from '../../src/policy/calendar.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { readMoment } from '../../src/policy/read-moment.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import type { ReadPolicy } from '../../src/policy/read-policy.ts';

export const redbridgeText = textOf('redbridge');

export function read(text: string): ReadPolicy {
  return readPolicy(text, 'policies/test.yaml', (canonical) =>
    createHash('sha256').update(canonical).digest('hex'),
  );
}

/** The shipped policy of Redbridge. */
export function redbridge(): Policy {
  return shipped;
}

const shipped = readOrThrow(redbridgeText);

/** The shipped policy of a board, by its id. */
export function shippedPolicy(board: string): Policy {
  return readOrThrow(textOf(board));
}

/** The shipped file of a board, as it is written. */
export function textOf(board: string): string {
  return readFileSync(new URL(`../../policies/${board}.yaml`, import.meta.url), 'utf8');
}

function readOrThrow(text: string): Policy {
  const result = read(text);
  if (result.kind === 'policy') return result.policy;
  throw new Error(result.problems.map(({ line, says }) => `${line}: ${says}`).join('\n'));
}

/** The bank holidays of England and Wales, worked out once. */
export const english = bankHolidays('england-and-wales', 2020, 2036);

/** Redbridge's calendar, with closure days of the board's own office if a test needs some. */
export function calendarWith(closures: Readonly<Record<string, string>> = {}, close = '17:00'): Calendar {
  const closure_days = Object.entries(closures).map(([date, name]) => ({ date, name }));
  return makeCalendar({ calendar: { ...redbridge().calendar, close, closure_days } }, english);
}

/** A moment in local time: `2026-12-22T10:00`. */
export function at(text: string): Date {
  const moment = readMoment(text);
  if (moment === undefined) throw new Error(`${text} is no moment`);
  return moment;
}
