import { measured } from '../policy/at-once.ts';
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
 * from has not happened. What is owed at once is measured (`at-once.ts`). `assumed` puts a moment in the place of one that is still to come.
 */
export function dateOf(
  due: Due,
  who: Whose,
  stage: StageRule,
  state: CaseFile,
  rules: Rules,
  assumed: DueContext['anchors'] = {},
): DueDate | undefined {
  return dueAt(measured(due), dueContextOf(who, stage, state, rules, assumed));
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
    limits: limitsOf(stage, state, rules.policy),
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
    // A stage that was left early, or passed by, was unresolved when this one began at the latest.
    unresolved: instant(
      before === undefined ? undefined : (state.unresolved[before.id] ?? state.stagesEntered[stage.id]),
    ),
    'forum-told': instant(stage.forum === undefined ? state.forumTold : toldAt(stage.id, state)),
    resolved: instant(state.resolution?.at),
  };
}

/** The rule of the policy file that a duty comes from; `undefined` for one that the software added or a confirmation. */
export function ruleOf(
  obligation: Pick<OpenObligation, 'stage' | 'rule'>,
  policy: Pick<Policy, 'stages'>,
): ObligationRule | undefined {
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
function limitsOf(stage: StageRule, state: CaseFile, policy: Policy): ReadonlyMap<string, Date> {
  const limits = new Map(limitsPassedBy(stage, state, policy));
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

/**
 * The limits of stages that were passed by. No duty of theirs was ever set, so each counts as reached when the case
 * came to the stage beyond them: nothing that names one of them waits for ever.
 */
function limitsPassedBy(
  stage: StageRule,
  { stagesEntered }: CaseFile,
  { stages }: Policy,
): readonly (readonly [string, Date])[] {
  const upTo = stages.slice(0, stages.findIndex(({ id }) => id === stage.id) + 1);
  return upTo.flatMap((one, index) => {
    const beyond = upTo.slice(index + 1).flatMap(({ id }) => stagesEntered[id] ?? []);
    const [passed] = [...beyond].sort();
    if (stagesEntered[one.id] !== undefined || passed === undefined) return [];
    return one.obligations.map(({ id }) => [`${one.id}.${id}`, instantOf(passed)] as const);
  });
}

function instant(moment: string | undefined): Date | undefined {
  return moment === undefined ? undefined : instantOf(moment);
}
