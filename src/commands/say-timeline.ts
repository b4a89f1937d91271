import { timeOf } from '../policy/civil.ts';
import { withArticle } from '../policy/board-words.ts';
import type { Policy } from '../policy/policy.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import { isOptional, unconfirmedReadings } from '../policy/policy-lookup.ts';
import { sayDate } from '../policy/say-date.ts';
import type { StageRule } from '../policy/stage.ts';
import { usedTarget, type Limit } from '../policy/timeline.ts';
import { table } from './say.ts';

type Asked = {
  readonly policy: Policy;
  readonly limits: readonly Limit[];
  /** What was typed for the moment, and what it was taken for. */
  readonly typed: string;
  readonly at: Date;
  readonly priority: string | undefined;
};

/** A timeline for people: a line for each limit, aim and target, and for each stage that has none. */
export function sayTimeline(asked: Asked): readonly string[] {
  const { policy, limits, at } = asked;
  const stages = policy.stages
    .filter((stage) => !isOptional(stage))
    .map((stage) => ({
      stage,
      rows: limits.filter((limit) => limit.stage === stage).flatMap(rowsOf(policy)),
    }));
  const lines = table(stages.flatMap(({ rows }) => rows));
  const width = Math.max(
    ...stages.filter(({ rows }) => rows.length > 0).map(({ stage }) => stage.label.length),
    0,
  );
  let next = 0;
  return [
    `${policy.name}: ${withArticle(policy.words.matter)} that arose on ${sayDate(at)}`,
    'The latest dates when every step is taken at its limit, in UK time:',
    ...notes(asked),
    '',
    ...stages.flatMap(({ stage, rows }) => {
      if (rows.length === 0) return [`${stage.label.padEnd(width)}  ${noDates(stage, policy)}`];
      next += rows.length;
      return lines.slice(next - rows.length, next);
    }),
    ...footnotes(policy, limits),
  ];
}

/** What to know about the moment that was typed, and about the procedure, before its dates are read. */
function notes({ policy, typed, at, priority }: Asked): readonly string[] {
  const chosen = policy.raise.priorities.find(({ id }) => id === priority);
  const known = policy.raise.priorities.map(({ id }) => id).join(', ');
  return [
    ...(chosen === undefined ? [] : [`Priority: ${chosen.label}.`]),
    ...(chosen === undefined && known !== ''
      ? [
          `Times here depend on a priority and none was given: the earliest is shown. --priority takes ${known}.`,
        ]
      : []),
    ...clockNote(typed, at),
    ...(policy.document.status === 'draft' ? ['The board’s document is a draft.'] : []),
  ];
}

/** A local time that clocks never showed, or showed twice, and a day without an hour: which moment was taken. */
function clockNote(typed: string, at: Date): readonly string[] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed.trim()))
    return ['No hour was given: it counts from 00:00 of that day.'];
  const time = /[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(typed.trim())?.[1];
  if (time === undefined) return [];
  if (timeOf(at) !== time)
    return [`Clocks go forward that night and never show ${time}: ${timeOf(at)} is meant.`];
  const again = new Date(at.getTime() + 3_600_000);
  if (timeOf(again) !== time) return [];
  const second = again.toISOString().slice(0, 16);
  return [
    `Clocks go back that night and show ${time} twice: the first is meant. Write ${second}Z for the second.`,
  ];
}

function rowsOf(policy: Policy) {
  const open = new Set(unconfirmedReadings(policy).map(({ id }) => id));
  const marked = (source: string, reading: string | undefined) =>
    reading !== undefined && open.has(reading) ? `${source} [${reading}]` : source;
  return (limit: Limit): readonly (readonly string[])[] => {
    const { stage, rule, due } = limit;
    if (!rule.in_timeline) return [];
    const target = usedTarget(limit);
    const row = (kind: string, when: Date, source: string) => [
      stage.label,
      rule.id,
      kind,
      sayDate(when),
      source,
    ];
    const added = rule.added === true ? ', added by the software' : '';
    const measured = rule.policy_says === undefined ? added : `, measure added for “${rule.policy_says}”`;
    return [
      ...(target === undefined ? [] : [row('target', target.at, marked(target.source, target.reading))]),
      row(rule.strict === 'aim' ? 'aim' : 'limit', due, `${marked(rule.source, rule.reading)}${measured}`),
    ];
  };
}

/** Why a stage has no line: the policy sets it no time, or its time counts from what no limit fixes. */
function noDates(stage: StageRule, { reminders }: Policy): string {
  const timed = stage.obligations.some(
    ({ due, in_timeline, only_if }) => due !== undefined && in_timeline && only_if === undefined,
  );
  if (timed) return `no date yet: its times count from something that no limit fixes (${stage.source})`;
  const review = stage.obligations.find(({ repeats }) => repeats);
  const every = review === undefined ? undefined : workingDaysBetween(review, reminders);
  const reminded =
    every === undefined
      ? ''
      : ` A reminder to look at it again, every ${every} working ${every === 1 ? 'day' : 'days'}, is added.`;
  return `the policy sets no timescale (${stage.source}).${reminded}`;
}

/** How often a review comes round, in working days: as its own rule says, else at the interval of `reminders`. */
function workingDaysBetween(
  { due }: ObligationRule,
  { review_every_working_days }: Policy['reminders'],
): number | undefined {
  if (due === undefined) return review_every_working_days;
  return 'working_days' in due ? due.working_days : undefined;
}

/** The readings that these dates rest on and that the board has not confirmed. */
function footnotes(policy: Policy, limits: readonly Limit[]): readonly string[] {
  const used = new Set([
    policy.calendar.reading,
    ...limits
      .filter(({ rule }) => rule.in_timeline)
      .flatMap((limit) => [limit.rule.reading, usedTarget(limit)?.reading]),
  ]);
  const readings = unconfirmedReadings(policy).filter(({ id }) => used.has(id));
  if (readings.length === 0) return [];
  return [
    '',
    'These dates rest on readings that the board has not confirmed:',
    ...table(readings.map(({ id, about, chosen }) => [id, `${about}: ${chosen}`])),
  ];
}
