import { stageOf, whoseDays } from '../policy/policy-lookup.ts';
import { openObligations, raisedAfter } from './case-state.ts';
import type { Rules } from './decision.ts';
import { unresolvedFrom } from './escalation-duty.ts';
import type { CaseEvent, EventOf, Moment } from './events.ts';
import { dateOf, ruleOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/**
 * Counts the limits of what is still owed again. A corrected concern brings them forward and never back; a
 * holiday that was announced late moves them back by the days off, but never a protective date and never a limit
 * that has passed (READINGS, "no pause").
 */
export function recounted(
  state: RaisedCase,
  rules: Rules,
  at: Date,
  because: Extract<EventOf<'ObligationMoved'>['because'], 'concern-corrected' | 'late-holiday'>,
): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const { id } of openObligations(state)) {
    // One limit may follow another's, so each is counted with the others as they now stand.
    const now = raisedAfter(state, events, at);
    const obligation = openObligations(now).find((one) => one.id === id);
    const from = obligation?.due;
    if (obligation === undefined || from === undefined || obligation.passed || from <= momentOf(at)) continue;
    const to = countedAgain(obligation, now, rules);
    if (to === undefined || to === from) continue;
    const earlier = to < from;
    const protectedDate = state.protectiveDates.some(({ until }) => until === from);
    if (because === 'concern-corrected' ? !earlier : earlier || protectedDate) continue;
    events.push({ type: 'ObligationMoved', obligation: id, from, to, because });
  }
  return events;
}

function countedAgain(obligation: OpenObligation, state: RaisedCase, rules: Rules): Moment | undefined {
  const stage = stageOf(rules.policy, obligation.stage);
  const rule = ruleOf(obligation, rules.policy);
  if (rule?.repeats === true || obligation.remindTo !== undefined) return undefined;
  const due = rule?.due ?? (obligation.rule === 'confirm' ? stage.confirmation?.due : undefined);
  if (due === undefined) return undefined;
  const who = rule === undefined ? 'everyone' : whoseDays(rule);
  const from = obligation.duty === 'escalate' ? unresolvedFrom(state) : undefined;
  const assumed = from === undefined ? {} : { unresolved: instantOf(from) };
  const found = dateOf(due, who, stage, state, rules, assumed)?.at;
  return found === undefined ? undefined : momentOf(found);
}
