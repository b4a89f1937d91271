import type { Anchor, Due } from './due.ts';
import type { Duty } from './obligation.ts';

const anchors: Readonly<Record<Anchor, string>> = {
  concern: 'the disagreement arose',
  raise: 'it was raised',
  entered: 'the stage began',
  unresolved: 'the stage before counted as unresolved',
  'forum-told': 'the forum was told',
  resolved: 'it was resolved',
};

/**
 * A time of a policy in words.
 *
 * @example sayRule({ working_days: 5, after: 'entered' }) // => '5 working days after the stage began'
 */
export function sayRule(due: Due): string {
  if ('earliest' in due) return `the earlier of ${due.earliest.map(sayRule).join(' and ')}`;
  if ('latest' in due) return `the later of ${due.latest.map(sayRule).join(' and ')}`;
  if ('by_priority' in due) {
    const each = Object.entries(due.by_priority).map(([id, time]) => `${id}: ${sayRule(time)}`);
    return `by priority (${each.join('; ')})`;
  }
  if ('limit_of' in due) return `the limit of "${due.limit_of}"`;
  if ('same_working_day' in due) return `on the same working day as ${anchors[due.same_working_day]}`;
  if ('immediately' in due) return `at once when ${anchors[due.immediately]}`;
  if ('day' in due) return `Day ${due.day} of the day on which ${anchors[due.of]}`;
  const [count, unit] =
    'working_days' in due
      ? ([due.working_days, 'working day'] as const)
      : 'calendar_days' in due
        ? ([due.calendar_days, 'day'] as const)
        : 'working_hours' in due
          ? ([due.working_hours, 'hour of working days'] as const)
          : ([due.hours, 'hour'] as const);
  const many = count === 1 ? unit : unit.replace(/^(working day|day|hour)/, '$1s');
  return `${count} ${many} after ${anchors[due.after]}`;
}

/** A duty in a few words, for whoever reads a policy. */
export const dutyNames: Readonly<Record<Duty, string>> = {
  raise: 'raise it',
  acknowledge: 'say that it was seen',
  'read-file': 'read the file',
  speak: 'speak',
  respond: 'say what is wanted',
  resolve: 'settle it',
  escalate: 'take it further',
  confirm: 'confirm the outcome',
  plan: 'agree a plan',
  meet: 'arrange a meeting',
  convene: 'convene the panel',
  'pass-on': 'pass it on',
  'advise-other-board': 'advise the other board',
  feedback: 'give feedback',
  recommend: 'recommend',
  decide: 'decide',
  mediate: 'mediate',
  answer: 'answer',
  'submit-form': 'hand in the form',
  review: 'look at it again',
};
