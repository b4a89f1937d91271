import type { Due } from '../policy/due.ts';
import { stageOf, whoseDays } from '../policy/policy-lookup.ts';
import { obligationById, openObligations, raisedAfter, remindsTo, runsTo } from './case-state.ts';
import type { Rules } from './decision.ts';
import { unresolvedFrom } from './escalation-duty.ts';
import type { CaseEvent, EventOf, Moment } from './events.ts';
import { dateOf, ruleOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import { formDueBy } from './form-duties.ts';
import { reviewAt, workingDaysOn } from './obligations.ts';
import { reviewAgain } from './passing.ts';
import { answerBy } from './resolution.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/**
 * Counts the limits of what is still owed again. A corrected concern brings them forward and never back; a
 * holiday that was announced late moves them back by the days off, but never a protective date and never a limit
 * that has passed (READINGS, "no pause").
 *
 * @example
 * // On Monday, Friday is announced as a day off: what was due on Friday at 17:00 is due on Monday at 17:00
 */
export function recounted(
  state: RaisedCase,
  rules: Rules,
  at: Date,
  because: Extract<EventOf<'ObligationMoved'>['because'], 'concern-corrected' | 'late-holiday'>,
): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  // One limit may follow another's, so each is counted with the others as they now stand.
  let now = state;
  for (const { id } of state.obligations) {
    const obligation = obligationById(now, id);
    const move = obligation === undefined ? undefined : moveOf(obligation, now, rules, at, because);
    if (obligation === undefined || move === undefined) continue;
    // The limit of what was done stays in the record; only what hangs on it and is still owed goes by the new day.
    if (obligation.status === 'open') events.push(move);
    now = raisedAfter(now, [move], at);
  }
  return events;
}

function moveOf(
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
  at: Date,
  because: 'concern-corrected' | 'late-holiday',
): EventOf<'ObligationMoved'> | undefined {
  const { id, passed, targetTold } = obligation;
  const from = remindsTo(obligation);
  const what = whatRuns(obligation);
  if (from === undefined || passed || from <= momentOf(at)) return undefined;
  if (what !== undefined && (because !== 'late-holiday' || targetTold)) return undefined;
  const to = countedAgain(obligation, what, state, rules, because);
  if (to === undefined || to === from) return undefined;
  const earlier = to < from;
  if (because === 'concern-corrected' ? !earlier : earlier || isProtective(obligation, state))
    return undefined;
  const target = because === 'late-holiday' ? targetAgain(obligation, to, state, rules, at) : undefined;
  return {
    type: 'ObligationMoved',
    obligation: id,
    from,
    to,
    because,
    ...(target === undefined ? {} : { target }),
    ...(what === undefined ? {} : { what }),
  };
}

/** What its reminders run to, where that is not the limit. */
function whatRuns({ due, remindTo }: OpenObligation): EventOf<'ObligationMoved'>['what'] {
  if (remindTo !== undefined) return 'added-date';
  return due === undefined ? 'target' : undefined;
}

/**
 * What a protective date brings forward with the limit of the stage: every open limit that the policy hangs on it.
 *
 * @example
 * // Cheshire East, Step 3 is to be resolved by 8 December at 12:00 instead of 18 December: so is its meeting to be held
 */
export function followersMoved(state: RaisedCase, rules: Rules, at: Date): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const { id } of openObligations(state)) {
    const now = raisedAfter(state, events, at);
    const follower = openObligations(now).find((one) => one.id === id);
    const due = follower === undefined ? undefined : ruleOf(follower, rules.policy)?.due;
    if (follower?.due === undefined || follower.passed || due === undefined || !hangsOnLimit(due)) continue;
    const { due: from } = follower;
    const to = dateAgain(due, follower, now, rules);
    if (to === undefined || to >= from) continue;
    events.push({ type: 'ObligationMoved', obligation: id, from, to, because: 'protective-date' });
  }
  return events;
}

function hangsOnLimit(due: Due): boolean {
  if ('earliest' in due) return due.earliest.some(hangsOnLimit);
  if ('latest' in due) return due.latest.some(hangsOnLimit);
  if ('by_priority' in due) return Object.values(due.by_priority).some(hangsOnLimit);
  return 'limit_of' in due;
}

/** Somebody set this very date for the open stage to protect the adult. */
function isProtective(obligation: OpenObligation, state: RaisedCase): boolean {
  const date = runsTo(obligation);
  return state.protectiveDates.some((one) => one.until === date && one.stage === obligation.stage);
}

function countedAgain(
  obligation: OpenObligation,
  what: EventOf<'ObligationMoved'>['what'],
  state: RaisedCase,
  rules: Rules,
  because: 'concern-corrected' | 'late-holiday',
): Moment | undefined {
  const rule = ruleOf(obligation, rules.policy);
  const again = (due: Due | undefined) =>
    due === undefined ? undefined : dateAgain(due, obligation, state, rules);
  if (what === 'added-date') {
    // As it was set: by the rule, or for the duty to escalate by the end of that working day (`escalation-duty.ts`).
    const atOnce = obligation.duty === 'escalate' ? ({ same_working_day: 'unresolved' } as const) : undefined;
    return again(rule?.if_entered_late?.due) ?? again(atOnce);
  }
  if (what === 'target') return again(rule?.target?.due);
  if (rule?.repeats === true || obligation.duty === 'review') {
    return because === 'late-holiday' ? reviewAgainAt(obligation, state, rules) : undefined;
  }
  const confirmation = stageOf(rules.policy, obligation.stage).confirmation;
  const due = rule?.due ?? (obligation.duty === 'confirm' ? confirmation?.due : undefined);
  return again(due) ?? (because === 'late-holiday' ? addedAgain(obligation, rules) : undefined);
}

/**
 * A limit that the software added counts from the moment at which it was set. A day that a person named, for a next
 * step or for what the forum asked, stays that day.
 */
function addedAgain(obligation: OpenObligation, rules: Rules): Moment | undefined {
  const { rule, setAt } = obligation;
  if (ruleOf(obligation, rules.policy) !== undefined) return undefined;
  const set = instantOf(setAt);
  if (rule === 'accept') return momentOf(answerBy(rules, set));
  if (rule === 'pass-on-again') return momentOf(workingDaysOn(1, rules, set));
  const form = formDueBy(obligation, rules, set);
  return form === undefined ? undefined : momentOf(form);
}

function dateAgain(
  due: Due,
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
): Moment | undefined {
  const stage = stageOf(rules.policy, obligation.stage);
  const rule = ruleOf(obligation, rules.policy);
  const from = obligation.duty === 'escalate' ? unresolvedFrom(state) : undefined;
  const assumed = from === undefined ? {} : { unresolved: instantOf(from) };
  const who = rule === undefined ? 'everyone' : whoseDays(rule);
  const found = dateOf(due, who, stage, state, rules, assumed)?.at;
  return found === undefined ? undefined : momentOf(found);
}

/** A review counts from the time before; one that the software added, from the moment it was set. */
function reviewAgainAt(obligation: OpenObligation, state: RaisedCase, rules: Rules): Moment | undefined {
  const before = state.entries.findLast(
    ({ event }) => event.type === 'DeadlinePassed' && event.obligation === obligation.id,
  )?.event;
  const set = instantOf(obligation.setAt);
  if (before?.type === 'DeadlinePassed')
    return momentOf(reviewAgain({ ...obligation, due: before.due }, state, rules, set));
  const due = ruleOf(obligation, rules.policy)?.due;
  if (due !== undefined) return dateAgain(due, obligation, state, rules);
  return momentOf(reviewAt(rules, set));
}

/** The earlier moment that the policy also names moves with the limit, while it is still to come. */
function targetAgain(
  obligation: OpenObligation,
  limit: Moment,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Moment | undefined {
  const due = ruleOf(obligation, rules.policy)?.target?.due;
  const { target, targetTold } = obligation;
  if (due === undefined || target === undefined || targetTold || target <= momentOf(at)) return undefined;
  const to = dateAgain(due, obligation, state, rules);
  return to !== undefined && to > target && to < limit ? to : undefined;
}
