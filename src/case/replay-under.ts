import { doneInTime, dueAt } from '../policy/due-date.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import { roleOf, whoseDays } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { dutyNames } from '../policy/say-rule.ts';
import type { Rules } from './decision.ts';
import type { Moment } from './events.ts';
import { dueContextOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/** A duty of a case that would have had another limit: in words of the policy, without anybody's name. */
export type OtherLimit = {
  readonly stage: string;
  readonly duty: string;
  readonly was: Moment;
  readonly wouldBe: Moment;
  readonly late: boolean;
  readonly wouldBeLate: boolean;
};

/** What would have been different in one case under another version of its policy. Holds no personal data. */
export type Replay = {
  readonly limits: readonly OtherLimit[];
  /** Stages that the case was at and that the other version does not have. */
  readonly stagesGone: readonly string[];
  /** Duties of its stages that only the other version has, and those that it does not have. */
  readonly dutiesNew: readonly string[];
  readonly dutiesGone: readonly string[];
  /** Who would have had a copy and had none, by role, and the other way round. */
  readonly alsoTold: readonly string[];
  readonly notTold: readonly string[];
};

/**
 * Works out what would have been different in a case under another version of its policy, from what really happened
 * in it: when it arose and was raised, when each stage began, when each thing was done. What people would have done
 * otherwise nobody knows, so every step stays at its recorded moment.
 */
export function replayUnder(state: RaisedCase, was: Rules, other: Rules): Replay {
  const entered = was.policy.stages.filter(({ id }) => state.stagesEntered[id] !== undefined);
  const pairs = entered.flatMap((stage) => {
    const same = stageIn(other, stage.id);
    return same === undefined ? [] : [{ stage, same }];
  });
  return {
    limits: otherLimits(state, was, other),
    stagesGone: entered.filter(({ id }) => stageIn(other, id) === undefined).map(({ label }) => label),
    dutiesNew: pairs.flatMap(({ stage, same }) => dutiesOnlyIn(same, stage)),
    dutiesGone: pairs.flatMap(({ stage, same }) => dutiesOnlyIn(stage, same)),
    alsoTold: pairs.flatMap(({ stage, same }) => copiesOnlyIn(same, stage, other)),
    notTold: pairs.flatMap(({ stage, same }) => copiesOnlyIn(stage, same, was)),
  };
}

/** Whether anything would have been different at all. */
export function isDifferent(replay: Replay): boolean {
  return Object.values(replay).some((list) => list.length > 0);
}

function otherLimits(state: RaisedCase, was: Rules, other: Rules): readonly OtherLimit[] {
  const found: OtherLimit[] = [];
  // A limit may follow another's, so that each is worked out with those before it as they would have been.
  let [then, now] = [state, state];
  for (const obligation of state.obligations) {
    const old = limitUnder(obligation, then, was);
    const fresh = limitUnder(obligation, now, other);
    then = withDue(then, obligation.id, old?.at);
    now = withDue(now, obligation.id, fresh?.at);
    if (obligation.due === undefined || old === undefined || fresh === undefined) continue;
    if (old.at.getTime() === fresh.at.getTime()) continue;
    // A date that was set to protect the adult would have stood, as long as it was the earlier one.
    const kept = instantOf(obligation.due) < old.at ? instantOf(obligation.due) : undefined;
    const wouldBe = kept !== undefined && kept < fresh.at ? kept : fresh.at;
    if (momentOf(wouldBe) === obligation.due) continue;
    found.push({
      stage: stageIn(was, obligation.stage)?.label ?? obligation.stage,
      duty: nameOf(obligation.duty),
      was: obligation.due,
      wouldBe: momentOf(wouldBe),
      late: wasLate(obligation, instantOf(obligation.due), old.by),
      wouldBeLate: wasLate(obligation, wouldBe, fresh.by),
    });
  }
  return found;
}

function limitUnder(obligation: OpenObligation, state: RaisedCase, rules: Rules) {
  const stage = stageIn(rules, obligation.stage);
  const rule = stage?.obligations.find(({ id }) => id === obligation.rule);
  const due = rule?.due ?? (obligation.rule === 'confirm' ? stage?.confirmation?.due : undefined);
  if (stage === undefined || due === undefined || rule?.repeats === true) return undefined;
  const who = rule === undefined ? 'everyone' : whoseDays(rule);
  return dueAt(due, dueContextOf(who, stage, state, rules));
}

/** Done after it; or never done, and it had passed when the duty ended. */
function wasLate(
  { metAt, endedAt, status }: OpenObligation,
  at: Date,
  by: NonNullable<ReturnType<typeof limitUnder>>['by'],
): boolean {
  const done = metAt ?? endedAt;
  return done === undefined ? status === 'open' : !doneInTime({ at, by }, instantOf(done));
}

function withDue(state: RaisedCase, id: string, due: Date | undefined): RaisedCase {
  if (due === undefined) return state;
  const obligations = state.obligations.map((one) => (one.id === id ? { ...one, due: momentOf(due) } : one));
  return { ...state, obligations };
}

function stageIn({ policy }: Rules, id: string): StageRule | undefined {
  return policy.stages.find((stage) => stage.id === id);
}

function dutiesOnlyIn(stage: StageRule, other: StageRule): readonly string[] {
  const missing = ({ id }: ObligationRule) => !other.obligations.some((rule) => rule.id === id);
  return stage.obligations.filter(missing).map(({ duty }) => `${stage.label}: ${nameOf(duty)}`);
}

function copiesOnlyIn(stage: StageRule, other: StageRule, { policy }: Rules): readonly string[] {
  const has = ({ copies }: StageRule, to: string, on: string) =>
    copies.some((copy) => copy.to === to && copy.on === on && !copy.chosen);
  return stage.copies
    .filter(({ to, on, chosen }) => !chosen && !has(other, to, on))
    .map(({ to, on }) => `${stage.label}, ${on}: ${recipient(to, policy)}`);
}

function recipient(to: string, policy: Rules['policy']): string {
  return policy.roles.some(({ id }) => id === to) ? roleOf(policy, to).label : to.replaceAll('-', ' ');
}

function nameOf(duty: string): string {
  return Object.entries(dutyNames).find(([id]) => id === duty)?.[1] ?? duty;
}
