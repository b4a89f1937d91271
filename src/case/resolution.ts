import { stageOf, whoseDays } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { dateOf } from './limits.ts';
import { openObligations, raisedAfter, receivingSides } from './case-state.ts';
import type { Rules } from './decision.ts';
import { tellEscalation } from './escalation-duty.ts';
import type { CaseEvent, EventOf, Moment, Obligation, SideKey } from './events.ts';
import { feedbackOver } from './feedback-duty.ts';
import { momentOf } from './moment.ts';
import { learningDuties } from './learning.ts';
import { agreedSteps } from './next-steps.ts';
import { addedReview, end, meet, met, owedByActors, set, workingDaysOn } from './obligations.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/*
 * What follows when every side agrees, and what lives again when that turns out not to hold.
 */

/** How long the other side has to accept or dispute a confirmation. Added by the software. */
const answerWithinWorkingDays = 2;

/**
 * Every side has agreed: the stage's limits are met, what else it asked is no longer owed, and the confirmation
 * is. Where the policy wants none, or only offers it, the case is closed.
 */
export function resolveMatter(
  state: RaisedCase,
  proposal: number,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const resolved: CaseEvent = { type: 'MatterResolved', proposal, stage: state.stage };
  const limits = openObligations(state).filter(isResolving);
  const rest = openObligations(state).filter((one) => !isResolving(one));
  const told = feedbackOver(state);
  const events: CaseEvent[] = [
    resolved,
    ...[...limits, ...told].map((one) => met(one, state, rules, at)),
    ...end(rest.filter(endsWithCase)),
    ...agreedSteps(state, rules).map(set),
  ];
  const after = raisedAfter(state, events, at);
  const confirm = confirmationDuties(stageOf(rules.policy, state.stage), after, rules);
  return [...events, ...(confirm.length > 0 ? confirm.map(set) : close(after, 'resolved', rules))];
}

function isResolving({ duty, lapses }: OpenObligation): boolean {
  return duty === 'resolve' || duty === 'plan' || (lapses && duty !== 'speak');
}

/**
 * Closes the case: nothing is owed by anybody any longer. Three things outlive it: that another area's board hears of
 * an adult who is placed there, what was agreed as a next step, and word to whoever raised it of what was done.
 * Where the last forum closes it, so does the confirmation of what the sides had agreed before. A form is still sent to its office. What others can learn is asked from then on.
 */
export function close(
  state: RaisedCase,
  how: EventOf<'CaseClosed'>['how'],
  rules: Rules,
): readonly CaseEvent[] {
  // What was done about a matter that its own side took back or closed, nobody has to tell them any more.
  const byRaising = how === 'withdrawn' || how === 'closing';
  const outlives = (one: OpenObligation) => how === 'forum' && isConfirming(one);
  const over = (one: OpenObligation) =>
    (endsWithCase(one) && !outlives(one)) || (byRaising && one.duty === 'feedback');
  return [
    ...end(openObligations(state).filter(over)),
    { type: 'CaseClosed', how },
    ...learningDuties(state, how, rules).map(set),
  ];
}

/** Whether a duty ends when the case does, or when the last forum has spoken. */
export function endsWithCase({ duty }: OpenObligation): boolean {
  return !['advise-other-board', 'step', 'feedback', 'send-form'].includes(duty);
}

/** Whether a duty is to confirm an agreed outcome, or to answer that confirmation. */
export function isConfirming({ duty, rule }: Pick<OpenObligation, 'duty' | 'rule'>): boolean {
  return duty === 'confirm' || rule === 'accept';
}

function confirmationDuties(stage: StageRule, state: RaisedCase, rules: Rules): readonly Obligation[] {
  const { confirmation } = stage;
  if (confirmation === undefined || confirmation.offered) return [];
  const who = whoseDays({ owed_by: { side: 'both', role: '' } });
  const due = confirmation.due && dateOf(confirmation.due, who, stage, state, rules)?.at;
  const duty = (id: string, sides: readonly SideKey[]): Obligation => ({
    id,
    stage: stage.id,
    rule: confirmation.written ? 'confirm' : 'confirm-by-word',
    duty: 'confirm',
    owedBy: owedByActors(state, sides),
    ...(due === undefined ? {} : { due: momentOf(due) }),
    source: confirmation.source,
    lapses: false,
    added: confirmation.added ?? false,
  });
  const id = `${stage.id}.confirm`;
  if (confirmation.by === 'either')
    return [
      duty(
        id,
        state.sides.map(({ key }) => key),
      ),
    ];
  return receivingSides(state).map(({ key, agency }) => duty(`${id}:${agency}`, [key]));
}

/**
 * Once everybody who had to has confirmed, the other side is asked to accept or dispute it: the raising side, or,
 * where either side may write it, each side that did not.
 */
export function acceptanceDuties(state: RaisedCase, rules: Rules, at: Date): readonly Obligation[] {
  const { resolution } = state;
  if (resolution === undefined) return [];
  const waiting = openObligations(state).some(({ duty }) => duty === 'confirm');
  if (waiting) return [];
  const stage = stageOf(rules.policy, resolution.stage);
  const wrote = state.confirmations.map(({ side }) => side);
  // Where either side may write it, every other side answers; otherwise the side that raised it does.
  const sides = state.sides.filter(({ key }) => {
    return stage.confirmation?.by === 'either' ? !wrote.includes(key) : key === 'raising';
  });
  return sides.map(({ key, agency }): Obligation => ({
    id: key === 'raising' ? `${stage.id}.accept` : `${stage.id}.accept:${agency}`,
    stage: stage.id,
    rule: 'accept',
    duty: 'answer',
    owedBy: owedByActors(state, [key]),
    due: momentOf(answerBy(rules, at)),
    source: stage.confirmation?.source ?? stage.source,
    lapses: false,
    added: true,
  }));
}

/**
 * The matter is open after all: what the agreement (or the closing) ended lives again, each thing at its old
 * date, so that a date which has passed meanwhile is overdue at once.
 */
export function revive(
  state: RaisedCase,
  since: readonly Moment[],
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const revived = state.obligations
    .filter((one) => {
      if (['confirm', 'step', 'learning'].includes(one.duty) || one.rule === 'accept') return false;
      const here = one.stage === state.stage && one.status === 'met';
      if (here && isResolving(one)) return true;
      if (here && one.duty === 'feedback') return since.includes(one.metAt ?? '');
      return one.status === 'ended' && one.endedAt !== undefined && since.includes(one.endedAt);
    })
    .map(({ id }): CaseEvent => ({ type: 'ObligationRevived', obligation: id }));
  const after = raisedAfter(state, revived, at);
  const stage = stageOf(rules.policy, state.stage);
  const owes = openObligations(after).some(({ duty }) => duty !== 'step' && duty !== 'feedback');
  const review = owes ? [] : [set(addedReview(after, stage, rules, at))];
  return [...revived, ...review, ...tellEscalation(after, rules, at, 'unresolved')];
}

/**
 * By when the other side accepts or disputes a confirmation that was given at a moment.
 *
 * @example
 * answerBy(rules, tuesday8December2026) // => Thursday 10 December 2026, 17:00
 */
export function answerBy(rules: Rules, at: Date): Date {
  return workingDaysOn(answerWithinWorkingDays, rules, at);
}

/** Confirmations are settled: met when accepted. */
export function meetAcceptance(
  state: RaisedCase,
  side: SideKey,
  rules: Rules,
  at: Date,
  by: string,
): readonly CaseEvent[] {
  const owed = openObligations(state).filter(({ rule }) => rule === 'accept');
  const ids = owed.filter(({ owedBy }) => owedBy.some((one) => one.side === side)).map(({ id }) => id);
  return meet(['answer'], state, rules, at, { by, sides: [side] }).filter((event) => {
    return event.type === 'ObligationMet' && ids.includes(event.obligation);
  });
}
