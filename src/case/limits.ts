import { doneInTime, dueAt } from '../policy/due-date.ts';
import type { DueContext, DueDate } from '../policy/due-date.ts';
import type { Anchor, Due } from '../policy/due.ts';
import type { Whose } from '../policy/calendar.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import type { Policy } from '../policy/policy.ts';
import type { StageRule } from '../policy/stage.ts';
import type { Rules } from './decision.ts';
import { toldAt } from './forum-heads.ts';
import { instantOf } from './moment.ts';
import type { CaseFile, OpenObligation } from './state.ts';

/**
 * The date of one time in the policy, from what really happened in the case; `undefined` while what it counts
 * from has not happened. `assumed` puts a moment in the place of one that is still to come.
 */
export function dateOf(
  due: Due,
  who: Whose,
  stage: StageRule,
  state: CaseFile,
  rules: Rules,
  assumed: DueContext['anchors'] = {},
): DueDate | undefined {
  return dueAt(due, dueContextOf(who, stage, state, rules, assumed));
}

/** What a date of a stage is worked out from in a case. */
export function dueContextOf(
  who: Whose,
  stage: StageRule,
  state: CaseFile,
  rules: Rules,
  assumed: DueContext['anchors'] = {},
): DueContext {
  return {
    anchors: { ...anchorsAt(stage, state, rules.policy), ...assumed },
    limits: limitsOf(stage, state),
    ...(state.priority === undefined ? {} : { priority: state.priority }),
    calendar: rules.calendar,
    who,
  };
}

/** The moments that a stage's times count from, as far as they have happened. */
export function anchorsAt(
  stage: StageRule,
  state: CaseFile,
  policy: Policy,
): Partial<Record<Anchor, Date | undefined>> {
  const before = policy.stages[policy.stages.findIndex(({ id }) => id === stage.id) - 1];
  const arose = [state.concern.arose, state.concern.decisionReceived]
    .filter((one) => one !== undefined)
    .sort()[0];
  return {
    concern: instant(arose ?? state.raised),
    raise: instant(state.raised),
    entered: instant(state.stagesEntered[stage.id]),
    unresolved: instant(before === undefined ? undefined : state.unresolved[before.id]),
    'forum-told': instant(stage.forum === undefined ? state.forumTold : toldAt(stage.id, state)),
    resolved: instant(state.resolution?.at),
  };
}

/** The rule of the policy file that a duty comes from; `undefined` for one that the software added or a confirmation. */
export function ruleOf(obligation: OpenObligation, policy: Policy): ObligationRule | undefined {
  return policy.stages
    .find(({ id }) => id === obligation.stage)
    ?.obligations.find(({ id }) => id === obligation.rule);
}

/**
 * Whether a duty was done after its limit. What is due on the same working day is in time until the end of that
 * date (READINGS, "Time").
 */
export function isLate(obligation: OpenObligation, done: Date, state: CaseFile, rules: Rules): boolean {
  if (obligation.due === undefined) return false;
  const at = instantOf(obligation.due);
  const due = ruleOf(obligation, rules.policy)?.due;
  const stage = rules.policy.stages.find(({ id }) => id === obligation.stage);
  // The recorded date is the limit; the rule only says how it is to be read.
  const by =
    due === undefined || stage === undefined ? undefined : decisive(due, obligation, stage, state, rules);
  return by === undefined ? done > at : !doneInTime({ at, by }, done);
}

function decisive(
  due: Due,
  obligation: OpenObligation,
  stage: StageRule,
  state: CaseFile,
  rules: Rules,
): DueDate['by'] | undefined {
  const boards = obligation.owedBy.every(({ side }) => side === 'board');
  const assumed = { unresolved: instantOf(obligation.due ?? state.raised) };
  return dateOf(due, boards ? 'office' : 'everyone', stage, state, rules, assumed)?.by;
}

/** The limits that a `limit_of` can name; where each side has its own, the latest of them. */
function limitsOf(stage: StageRule, state: CaseFile): ReadonlyMap<string, Date> {
  const limits = new Map<string, Date>();
  const put = (key: string, at: Date): void => {
    const known = limits.get(key);
    if (known === undefined || known < at) limits.set(key, at);
  };
  for (const { rule, stage: of, due } of state.obligations) {
    if (due === undefined) continue;
    put(`${of}.${rule}`, instantOf(due));
    if (of === stage.id) put(rule, instantOf(due));
  }
  return limits;
}

function instant(moment: string | undefined): Date | undefined {
  return moment === undefined ? undefined : instantOf(moment);
}
