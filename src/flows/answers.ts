import { instantAt, isCivilDate } from '../policy/civil.ts';
import type { CivilDate } from '../policy/civil.ts';
import { sayDate, sayDay } from '../policy/say-date.ts';
import type { Answers } from './chat-input.ts';
import type { Option } from './chat-message.ts';

/* Reading the answers of a form. A field that was left alone is absent or `null`; both mean "nothing". */

/** What was typed or chosen, without spaces around it; empty when there is nothing. */
export function oneOf(answers: Answers, id: string): string {
  const answer = answers[id];
  return typeof answer === 'string' ? answer.trim() : '';
}

/** What was ticked. */
export function manyOf(answers: Answers, id: string): readonly string[] {
  const answer = answers[id];
  if (typeof answer === 'string') return answer === '' ? [] : [answer];
  return answer ?? [];
}

/** A day with or without an hour, as a person gave it. An event without an hour counts from 00:00. */
export type GivenMoment = { readonly at: Date; readonly date: CivilDate; readonly time: string | undefined };

export const timeNotKnown = 'not-known';

/** The half hours of a day, after "not known". */
export const halfHours: readonly Option[] = [
  { id: timeNotKnown, label: 'Time not known' },
  ...Array.from({ length: 48 }, (_, index) => {
    const time = `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`;
    return { id: time, label: time };
  }),
];

/**
 * Reads a date field and the time field beside it as local time. `undefined` when neither was filled in; the
 * problem, by field, when they are no moment or lie in the future.
 */
export function momentOf(
  answers: Answers,
  fields: { readonly date: string; readonly time: string },
  now: Date,
): GivenMoment | undefined | { readonly errors: Readonly<Record<string, string>> } {
  const date = oneOf(answers, fields.date);
  const chosen = oneOf(answers, fields.time);
  const time = chosen === '' || chosen === timeNotKnown ? undefined : chosen;
  if (date === '')
    return time === undefined
      ? undefined
      : { errors: { [fields.date]: 'Give the date as well as the time.' } };
  if (!isCivilDate(date)) return { errors: { [fields.date]: 'This is not a date. Write it as 2026-12-22.' } };
  if (time !== undefined && !halfHours.some(({ id }) => id === time)) {
    return { errors: { [fields.time]: 'Choose a time from the list.' } };
  }
  const at = instantAt(date, time ?? '00:00');
  if (at <= now) return { at, date, time };
  const today = instantAt(date, '00:00') <= now;
  return {
    errors: today
      ? { [fields.time]: 'This time has not come yet. Choose an earlier one, or “Time not known”.' }
      : { [fields.date]: 'This day has not come yet. Choose the day on which it happened.' },
  };
}

/** A given moment as it is said back. */
export function sayGiven({ at, date, time }: GivenMoment): string {
  return time === undefined ? `${sayDay(date)}, time not known` : sayDate(at);
}
