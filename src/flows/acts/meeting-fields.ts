import { instantAt, isCivilDate } from '../../policy/civil.ts';
import { halfHours, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Field } from '../chat-message.ts';
import { dateField, need, sureTimeField } from './fields.ts';

/* The day and the hour of a meeting that is still to come. */

export function meetingFields(): readonly Field[] {
  return [
    dateField({ id: 'meets', label: 'On which day is the meeting?' }, true),
    sureTimeField({ id: 'time', label: 'At what time?' }),
  ];
}

/** The moment in local time; what is wrong is noted in `errors` at its field. */
export function readMeeting(answers: Answers, errors: Record<string, string>): Date | undefined {
  const date = need(answers, 'meets', 'Give the day of the meeting.', errors);
  const time = oneOf(answers, 'time');
  const day = isCivilDate(date);
  const hour = halfHours.slice(1).some(({ id }) => id === time);
  if (date !== '' && !day) errors['meets'] = 'This is not a date. Write it as 2026-12-22.';
  if (!hour) errors['time'] = 'Choose a time from the list.';
  return day && hour ? instantAt(date, time) : undefined;
}
