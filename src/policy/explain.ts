import { anchorOf, dueAt } from './due-date.ts';
import type { CountedDay, DueContext } from './due-date.ts';
import type { Anchor, Due, SimpleDue } from './due.ts';
import type { Policy } from './policy.ts';
import type { Reading } from './reading.ts';
import { dutyNames } from './say-rule.ts';
import { sayDate, sayDay } from './say-date.ts';

/** The parts of a rule that its date rests on: a duty, or the target of one. */
export type ExplainedRule = {
  readonly source: string;
  readonly reading?: string | undefined;
  readonly added?: boolean | undefined;
  readonly policy_says?: string | undefined;
};

/**
 * "Why this date?" in plain English, one line after another: from when it counts, each day counted with weekends
 * and holidays named, the moment itself, the paragraph, and how an unclear passage is read.
 * `name` is what the date is.
 *
 * @example
 * // Two working days after Thursday 24 December 2026, 10:00:
 * // 'This is 2 working days after the disagreement arose: Thursday 24 December 2026, 10:00. That day does not count.'
 * // 'Friday 25 December 2026: Christmas Day, not counted'
 * // ...
 * // 'Wednesday 30 December 2026: working day 2'
 * // 'So it is due by Wednesday 30 December 2026, 17:00.'
 * // 'It comes from paragraph 4.4 of the policy.'
 */
export function explainDue(
  rule: ExplainedRule,
  due: Due,
  context: DueContext,
  policy: Pick<Policy, 'readings' | 'words' | 'stages'>,
  name: 'limit' | 'aim' | 'target' = 'limit',
): readonly string[] {
  const found = dueAt(due, context);
  if (found === undefined)
    return ['There is no date yet, because what it counts from has not happened.', ...basis(rule, policy)];
  return [
    ...sayCombined(due),
    sayStart(found.by, context, policy),
    ...found.counted.map(sayCounted),
    name === 'limit' ? `So it is due by ${sayDate(found.at)}.` : `So the ${name} is ${sayDate(found.at)}.`,
    ...basis(rule, policy),
  ];
}

/** The paragraph a rule comes from, as people read it: `paragraph 4.4`, `the flowchart`, `annex C`, `Step four`. */
export function saySource(source: string): string {
  return source
    .split('; ')
    .map((part) => {
      if (/^\d/.test(part)) return `paragraph ${part}`;
      return /^[a-z]/.test(part) && !numbered.test(part) ? `the ${part}` : part;
    })
    .join(' and ');
}

/** A reading in words: what the policy says where, what was chosen, and whether the board has confirmed it. */
export function sayReading({ sources, chosen, confirmed }: Reading): string {
  const says = sources.map(({ source, says: words }) =>
    source === notStated ? 'The policy does not say.' : `In ${saySource(source)} the policy says: ${words}.`,
  );
  const standing =
    confirmed === undefined
      ? 'Your board has not yet confirmed this reading.'
      : `${confirmed.by} confirmed this reading on ${sayDay(confirmed.on)}.`;
  return [...says, `It is read as: ${chosen}`, standing].join(' ');
}

/** One of several by its letter or number, which has no article: `annex C`, `appendix 1`, `step two`. */
const numbered = /^[a-z]+ (?:[A-Z]|[\divx]+|one|two|three|four|five|six|seven|eight|nine|ten)$/u;

const notStated = 'not stated';

function sayCombined(due: Due): readonly string[] {
  if ('earliest' in due) return ['Of several times, the earliest counts.'];
  if ('latest' in due) return ['Of several times, the latest counts.'];
  return 'by_priority' in due ? ['The time depends on the priority that was given.'] : [];
}

function sayStart(
  by: SimpleDue,
  { anchors }: DueContext,
  { words, stages }: Pick<Policy, 'words' | 'stages'>,
): string {
  if ('limit_of' in by) return `This is the limit of another duty, “${dutyOf(by.limit_of, stages)}”.`;
  const anchor = anchorOf(by);
  const from = anchors[anchor];
  const start = `${sayEvent(anchor, words)}${from === undefined ? '' : `: ${sayDate(from)}`}.`;
  if ('working_days' in by)
    return `This is ${count(by.working_days, 'working day')} after ${start} That day does not count.`;
  if ('calendar_days' in by)
    return `This is ${count(by.calendar_days, 'day')} after ${start} Every day counts.`;
  if ('working_hours' in by)
    return `This is ${count(by.working_hours, 'hour')} of working days, 24 a day, after ${start}`;
  if ('hours' in by) return `This is ${count(by.hours, 'hour')} by the clock after ${start}`;
  if ('day' in by) return `This is Day ${by.day}. Day 1 is the day on which ${start}`;
  if ('immediately' in by) return `This is owed at once after ${start}`;
  return `This is owed on the same working day as ${start}${sayLate(from, by)}`;
}

/** A duty that is named by its id in the policy file, in words; people never read an id. */
function dutyOf(limitOf: string, stages: Policy['stages']): string {
  const named = stages.flatMap(({ id, obligations }) =>
    obligations.filter((rule) => [rule.id, `${id}.${rule.id}`].includes(limitOf)),
  );
  const [first] = named;
  return first === undefined ? limitOf : dutyNames[first.duty];
}

/** What happens in the evening or on a day off belongs to the next working day, which surprises people. */
function sayLate(from: Date | undefined, by: SimpleDue): string {
  if (from === undefined || !('same_working_day' in by)) return '';
  return ' After the close of a working day, the next working day counts.';
}

function sayEvent(anchor: Anchor, { matter, stage }: Policy['words']): string {
  const events: Readonly<Record<Anchor, string>> = {
    concern: `the ${matter} arose or the decision was received`,
    raise: 'the matter was raised with the other agency',
    entered: `this ${stage.toLowerCase()} began`,
    unresolved: `the ${stage.toLowerCase()} before passed its limit or was declared unresolved`,
    'forum-told': 'the matter was brought to the attention of the one who decides it',
    resolved: 'every side agreed an outcome',
  };
  return events[anchor];
}

function sayCounted(day: CountedDay): string {
  if ('number' in day) return `${sayDay(day.date)}: working day ${day.number}`;
  const weekend = day.off === 'Saturday' || day.off === 'Sunday';
  return `${sayDay(day.date)}: ${weekend ? 'weekend' : day.off}, not counted`;
}

function basis(
  { source, reading, added, policy_says: words }: ExplainedRule,
  policy: Pick<Policy, 'readings'>,
) {
  const lines: string[] = [];
  if (source !== notStated) lines.push(`It comes from ${saySource(source)} of the policy.`);
  if (words !== undefined)
    lines.push(`The policy says "${words}". The number is a measure that the software added.`);
  if (added === true) lines.push('The policy does not say this. It was added by the software.');
  const declared = policy.readings.find(({ id }) => id === reading);
  if (declared !== undefined) lines.push(sayReading(declared));
  return lines;
}

function count(number: number, unit: string): string {
  return number === 1 ? `1 ${unit}` : `${number} ${unit}s`;
}
