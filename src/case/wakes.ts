import type { Whose } from '../policy/calendar.ts';
import { civilDateOf, instantAt } from '../policy/civil.ts';
import { whoseDays } from '../policy/policy-lookup.ts';
import type { Policy } from '../policy/policy.ts';
import { nextMorning, remindersFor } from '../policy/reminders.ts';
import type { Reminder } from '../policy/reminders.ts';
import { addWorkingDays, closeOf } from '../policy/working-days.ts';
import { openObligations, remindsTo, runsTo } from './case-state.ts';
import type { Wake } from './commands.ts';
import type { Rules } from './decision.ts';
import { escalationOwed } from './escalation-duty.ts';
import { nextFilingReminder } from './filing.ts';
import { ruleOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import type { CaseState, OpenObligation, RaisedCase } from './state.ts';
import { isRaised } from './case-state.ts';

export type SetAlarm = { readonly wake: Wake; readonly at: Date };

/**
 * Every alarm that an open duty still needs, earliest first: its reminders, its target, its limit; once the limit
 * has passed, the next nudge. A duty without a date is brought up every few working days. A date that has
 * already passed is an alarm that goes off at once.
 */
export function alarmsOf(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly SetAlarm[] {
  if (obligation.status !== 'open') return [];
  const alarms = [...beforeLimit(obligation, rules), ...afterLimit(obligation, state, rules)];
  return alarms.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/**
 * The alarm by which a case will next be looked at. Every open case has one, and so has every risk that nobody
 * has answered; `undefined` only where nothing is owed to anybody.
 */
export function nextWakeOf(state: CaseState, rules: Rules): SetAlarm | undefined {
  return alarmsOfCase(state, rules)[0];
}

/** Every alarm that a case still needs, earliest first. */
export function alarmsOfCase(state: CaseState, rules: Rules): readonly SetAlarm[] {
  const alerts = state.alerts.flatMap(({ id, answered, toldAt }): readonly SetAlarm[] => {
    return answered === undefined
      ? [{ wake: { for: 'alert', alertId: id }, at: repeatsAt(toldAt, rules) }]
      : [];
  });
  const owed = isRaised(state) ? openObligations(state).flatMap((one) => alarmsOf(one, state, rules)) : [];
  const escalation = isRaised(state) ? escalationOwed(state, rules) : undefined;
  const drifting = isRaised(state) && escalation !== undefined ? overdueAlarm(escalation, state, rules) : [];
  const filing = isRaised(state) ? filingAlarms(state, rules) : [];
  return [...alerts, ...owed, ...drifting, ...filing].sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );
}

/** The next reminder of each agency that has not confirmed what it filed, once the case is closed. */
export function filingAlarms(state: RaisedCase, rules: Rules) {
  return state.sides.flatMap(({ agency }) => {
    const at = nextFilingReminder(agency, state, rules);
    return at === undefined ? [] : [{ wake: { for: 'filing', agency } as const, at }];
  });
}

/** When an alert that was told at a moment is told again. */
export function repeatsAt(toldAt: string, { policy }: Rules): Date {
  return new Date(instantOf(toldAt).getTime() + policy.reminders.repeat_alert_every_minutes * 60_000);
}

/** When a duty is next brought up after its limit; `undefined` while its limit is still to come. */
export function nextNudge(obligation: OpenObligation, { policy, calendar }: Rules): Date | undefined {
  const { passed, nudgedAt, since, target, targetTold } = obligation;
  const last = instantOf(nudgedAt ?? since);
  const who = daysFor(obligation, policy);
  if (passed) return nextMorning(last, policy, calendar, who);
  if (runsTo(obligation) !== undefined) return undefined;
  if (target !== undefined) {
    // A target that has passed is brought up each working morning, and stays no more than a target.
    const from = target > momentOf(last) ? instantOf(target) : last;
    return targetTold || target <= since ? nextMorning(from, policy, calendar, who) : undefined;
  }
  const every = policy.reminders.review_every_working_days;
  const day = addWorkingDays(civilDateOf(last), every, calendar, who);
  return instantAt(day, policy.reminders.at);
}

/** Once the duty to escalate is open, it speaks for the limit that lapsed: nobody is nudged twice for one thing. */
export function standsAside(obligation: OpenObligation, state: RaisedCase, rules: Rules): boolean {
  const { lapses, passed, stage } = obligation;
  return lapses && passed && stage === state.stage && escalationOwed(state, rules) !== undefined;
}

/** When a duty to escalate is one working day overdue. */
export function overdueFrom(obligation: OpenObligation, { calendar }: Rules): Date | undefined {
  const limit = runsTo(obligation);
  if (limit === undefined) return undefined;
  return closeOf(addWorkingDays(civilDateOf(instantOf(limit)), 1, calendar, 'everyone'), calendar);
}

/** When the people of the next stage are told of a duty to escalate that is overdue, once its limit has passed; none once they were. */
export function overdueAlarm(
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
): readonly SetAlarm[] {
  const { id, status, duty, passed, due } = obligation;
  if (status !== 'open' || duty !== 'escalate' || !passed || due === undefined) return [];
  const at = overdueFrom(obligation, rules);
  if (at === undefined || toldOfOverdue(obligation, state)) return [];
  return [{ wake: { for: 'escalation-overdue', obligation: id, due }, at }];
}

/** Whether the people of the next stage were told that a duty to escalate is overdue. */
export function toldOfOverdue({ id, since }: OpenObligation, { entries }: RaisedCase): boolean {
  return entries.some(
    ({ event, at }) => event.type === 'EscalationOverdue' && event.obligation === id && at >= since,
  );
}

/** When to remind of the date of a duty. A review is itself a reminder, and one word each time it comes round is enough. */
export function remindersOf(obligation: OpenObligation, { policy, calendar }: Rules): readonly Reminder[] {
  const to = remindsTo(obligation);
  if (to === undefined || obligation.duty === 'review') return [];
  return remindersFor(
    instantOf(to),
    policy,
    calendar,
    instantOf(obligation.since),
    daysFor(obligation, policy),
  );
}

/**
 * Whose days off the reminders of a duty keep to: those by which it counts. Nobody reads a word at the board's office
 * while it is closed.
 */
function daysFor(obligation: OpenObligation, policy: Policy): Whose {
  const rule = ruleOf(obligation, policy);
  if (rule !== undefined) return whoseDays(rule);
  const { owedBy } = obligation;
  return owedBy.length > 0 && owedBy.every(({ side }) => side === 'board') ? 'office' : 'everyone';
}

function beforeLimit(obligation: OpenObligation, rules: Rules): readonly SetAlarm[] {
  const limit = runsTo(obligation);
  if (obligation.passed || remindsTo(obligation) === undefined) return [];
  const { id, since, remindedAt, duty, target, targetTold } = obligation;
  const reminders = remindersOf(obligation, rules)
    .filter(({ at }) => remindedAt === undefined || at > instantOf(remindedAt))
    // The duty to escalate opens with another duty's reminder of the same minute, which speaks for both.
    .filter(({ at }) => duty !== 'escalate' || at > instantOf(since))
    .map(({ at, kind }): SetAlarm => ({ wake: { for: 'reminder', obligation: id, kind }, at }));
  const aims =
    target !== undefined && !targetTold && target > since && (limit === undefined || target < limit);
  return [
    ...reminders,
    ...(aims ? [{ wake: { for: 'target', obligation: id }, at: instantOf(target) } as const] : []),
    ...(limit === undefined
      ? []
      : [{ wake: { for: 'limit', obligation: id, due: limit }, at: instantOf(limit) } as const]),
  ];
}

function afterLimit(obligation: OpenObligation, state: RaisedCase, rules: Rules): readonly SetAlarm[] {
  const at = nextNudge(obligation, rules);
  if (at === undefined || standsAside(obligation, state, rules)) return [];
  return [{ wake: { for: 'nudge', obligation: obligation.id }, at }];
}
