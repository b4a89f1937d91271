import type { Rules } from '../../case/decision.ts';
import type { Entry } from '../../case/events.ts';
import type { RaisedCase } from '../../case/state.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import { workingDaysLeft } from '../../policy/working-days.ts';

/*
 * Drift: the next stage counts from the escalation that really happened, so the time lost between a lapse and that
 * escalation is in no limit. It is said to everyone instead.
 */

type Case = { readonly state: RaisedCase; readonly rules: Rules };

/**
 * How much later than the lapse a stage was entered; `undefined` where it began on the same working day, or before
 * the stage before it had lapsed.
 *
 * @param entry one of `StageEntered`
 * @example
 * // Stage 1 lapsed on Thursday 31 December 2026, 17:00; on to Stage 2 on Tuesday 5 January 2027
 * sayDrift(entry, telling) // => '2 working days after Stage 1 had lapsed'
 */
export function sayDrift({ entry, at }: Entry, { state, rules }: Case): string | undefined {
  const before = stagesEntered(state).findLast((one) => one.entry < entry);
  const since = before === undefined ? undefined : state.unresolved[before.stage];
  if (before === undefined || since === undefined) return undefined;
  if (workingDaysLeft(new Date(since), new Date(at), rules.calendar) < 1) return undefined;
  const declared = state.entries.some((one) => one.event.type === 'UnresolvedDeclared' && one.at === since);
  const { label } = stageOf(rules.policy, before.stage);
  return `${sayWorkingDays(since, at, rules)} after ${label} ${declared ? 'had been declared unresolved' : 'had lapsed'}`;
}

/** One sentence for each stage that began late: "Stage 2 began 2 working days after Stage 1 had lapsed." */
export function sayEveryDrift({ state, rules }: Case): readonly string[] {
  return stagesEntered(state).flatMap((one) => {
    const drift = sayDrift(one, { state, rules });
    return drift === undefined ? [] : [`${stageOf(rules.policy, one.stage).label} began ${drift}.`];
  });
}

/** From one moment of the record to another, "3 working days"; never less than none. */
export function sayWorkingDays(from: string, to: string, { calendar }: Pick<Rules, 'calendar'>): string {
  const days = Math.max(workingDaysLeft(new Date(from), new Date(to), calendar), 0);
  return days === 1 ? '1 working day' : `${days} working days`;
}

function stagesEntered({ entries }: RaisedCase): readonly (Entry & { readonly stage: string })[] {
  return entries.flatMap((one) =>
    one.event.type === 'StageEntered' ? [{ ...one, stage: one.event.stage }] : [],
  );
}
