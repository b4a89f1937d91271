import { stageOf, whoseDays } from '../policy/policy-lookup.ts';
import { openObligations, raisedAfter, runsTo } from './case-state.ts';
import type { Rules } from './decision.ts';
import { tellEscalation } from './escalation-duty.ts';
import type { CaseEvent, Obligation } from './events.ts';
import { dateOf, ruleOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import { reviewAt, set } from './obligations.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/**
 * Every limit that has passed by now and was not noted yet, in one go: first those that lapse the stage, so that
 * the prompt to escalate comes before the word that escalating is overdue too, and both in one message.
 */
export function passLimits(state: RaisedCase, rules: Rules, at: Date): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  for (;;) {
    const now = raisedAfter(state, events, at);
    const next = reached(now, at);
    const due = next === undefined ? undefined : runsTo(next);
    if (next === undefined || due === undefined) return events;
    events.push({ type: 'DeadlinePassed', obligation: next.id, due });
    events.push(...renewed(next, now, rules, at));
    events.push(...tellEscalation(raisedAfter(state, events, at), rules, at, 'unresolved'));
  }
}

function reached(state: RaisedCase, at: Date): OpenObligation | undefined {
  const limit = momentOf(at);
  return openObligations(state)
    .filter((one) => !one.passed && (runsTo(one) ?? '9999') <= limit)
    .sort((one, other) => Number(other.lapses) - Number(one.lapses))[0];
}

/** A review comes round again, counted from the time before. */
function renewed(
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const rule = ruleOf(obligation, rules.policy);
  const comesAgain = obligation.duty === 'review' || rule?.repeats === true;
  if (!comesAgain) return [];
  const { id, stage, duty, owedBy, source, lapses, added } = obligation;
  const due = momentOf(reviewAgain(obligation, state, rules, at));
  const again: Obligation = { id, stage, rule: obligation.rule, duty, owedBy, due, source, lapses, added };
  return [set(again)];
}

/** When a review that was due comes round again, having come up at a moment: counted from the time before. */
export function reviewAgain(obligation: OpenObligation, state: RaisedCase, rules: Rules, at: Date): Date {
  const fallback = reviewAt(rules, at);
  const rule = ruleOf(obligation, rules.policy);
  if (rule?.due === undefined || obligation.due === undefined) return fallback;
  const from = instantOf(obligation.due);
  const again = { entered: from, concern: from, raise: from, 'forum-told': from, resolved: from };
  const stage = stageOf(rules.policy, obligation.stage);
  const next = dateOf(rule.due, whoseDays(rule), stage, state, rules, again)?.at;
  return next === undefined || next <= at ? fallback : next;
}
