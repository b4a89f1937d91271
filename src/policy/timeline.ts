import type { Calendar } from './calendar.ts';
import { dueAt } from './due-date.ts';
import type { DueContext } from './due-date.ts';
import type { Anchor } from './due.ts';
import type { ObligationRule } from './obligation.ts';
import { isOptional, whoseDays } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

/** One latest date. `stage` is a number where the board numbers its stages. */
export type TimelineEntry = {
  readonly stage: number | string;
  readonly obligation: string;
  readonly due: Date;
  /** An earlier moment that the policy also names; left out where it would not be earlier. */
  readonly target?: Date;
  readonly source: string;
};

/** The limit of one duty, and its target if it has one and both are known, when every step is taken at its limit. */
export type Limit = {
  readonly stage: StageRule;
  readonly rule: ObligationRule;
  readonly due: Date;
  readonly target: Date | undefined;
};

/**
 * Every latest date of a disagreement when each step is taken at its limit, in the order of the policy file.
 * `concern` is the instant at which it arose. Duties that the policy keeps out of its timeline, and those
 * that only some cases have, are left out. Where times depend on a `priority` and none is given, the earliest of all counts.
 *
 * @throws RangeError where a date lies outside the years of which the bank holidays are known
 * @example
 * // Redbridge, Tuesday 22 December 2026 at 10:00: the matter is raised by Thursday 24 December, 17:00
 * timeline(redbridge, england, concern)[0] // => { stage: 1, obligation: 'raise', due: …, source: '4.4' }
 */
export function timeline(
  policy: Policy,
  calendar: Calendar,
  concern: Date,
  priority?: string,
): readonly TimelineEntry[] {
  return walkLimits(policy, calendar, concern, priority)
    .filter(({ rule }) => rule.in_timeline)
    .map(toEntry);
}

function toEntry(limit: Limit): TimelineEntry {
  const { stage, rule, due } = limit;
  const about = { stage: /^\d+$/.test(stage.id) ? Number(stage.id) : stage.id, obligation: rule.id, due };
  const target = usedTarget(limit);
  if (target === undefined) return { ...about, source: rule.source };
  return { ...about, target: target.at, source: `${rule.source}; target: ${target.source}` };
}

/** The target of a duty, where it is of use: only a target that is earlier than its limit is. */
export function usedTarget({
  rule,
  due,
  target,
}: Limit): { readonly at: Date; readonly source: string; readonly reading?: string | undefined } | undefined {
  if (target === undefined || rule.target === undefined || target >= due) return undefined;
  return { at: target, source: rule.target.source, reading: rule.target.reading };
}

/** Every limit of a policy, also those that its timeline leaves out, when each step is taken at its limit. */
export function walkLimits(
  policy: Policy,
  calendar: Calendar,
  concern: Date,
  priority?: string,
): readonly Limit[] {
  const walk: Walk = {
    anchors: { concern, raise: concern, entered: concern },
    limits: new Map(),
    calendar,
    ...(priority === undefined ? {} : { priority }),
  };
  return policy.stages
    .slice(policy.stages.findIndex((stage) => !isOptional(stage)))
    .flatMap((stage, index) => {
      if (index > 0) enter(stage, walk.anchors.unresolved, walk.anchors);
      return walkStage(stage, walk);
    });
}

type Anchors = Partial<Record<Anchor, Date | undefined>>;
type Walk = {
  readonly anchors: Anchors;
  readonly limits: Map<string, Date>;
  readonly calendar: Calendar;
  readonly priority?: string;
};

function walkStage(stage: StageRule, walk: Walk): readonly Limit[] {
  const { anchors, limits } = walk;
  const found: Limit[] = [];
  for (const key of [...limits.keys()]) if (!key.includes('.')) limits.delete(key);
  let lapsed: Date | undefined;
  for (const rule of stage.obligations) {
    if (rule.only_if !== undefined) continue;
    const context: DueContext = { ...walk, who: whoseDays(rule) };
    const due = rule.due === undefined ? undefined : dueAt(rule.due, context)?.at;
    if (due === undefined) continue;
    const target = rule.target === undefined ? undefined : dueAt(rule.target.due, context)?.at;
    limits.set(rule.id, due).set(`${stage.id}.${rule.id}`, due);
    happenAtLimit(rule, stage, due, anchors);
    if (rule.lapses && (lapsed === undefined || due < lapsed)) lapsed = due;
    found.push({ stage, rule, due, target });
  }
  // A stage that no time ends goes on until somebody says "unresolved": what follows has no date yet.
  anchors.unresolved = lapsed;
  return found;
}

/** The stage begins, and its forum, if it has one, is told at once unless the policy routes it through an office. */
function enter(stage: StageRule, at: Date | undefined, anchors: Anchors): void {
  anchors.entered = at;
  if (stage.forum !== undefined) anchors['forum-told'] = at;
}

/** What a duty that is done at its very limit sets going. A case begins with its raise. */
function happenAtLimit({ duty }: ObligationRule, stage: StageRule, at: Date, anchors: Anchors): void {
  if (duty === 'raise') {
    anchors.raise = at;
    anchors.entered = at;
  }
  if (duty === 'escalate') enter(stage, at, anchors);
  if (duty === 'pass-on' && stage.forum !== undefined) anchors['forum-told'] = at;
}
