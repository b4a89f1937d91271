import { stageAfter } from '../../policy/policy-lookup.ts';
import type { StageRule } from '../../policy/stage.ts';
import { maySee } from '../access.ts';
import { assertNever } from '../assert-never.ts';
import { isRaised, obligationById, raisedAfter, remindsTo, runsTo } from '../case-state.ts';
import type { CommandOf, Wake } from '../commands.ts';
import type { Decision, Rules } from '../decision.ts';
import { escalationOwed, tellEscalation } from '../escalation-duty.ts';
import type { Actor, CaseEvent } from '../events.ts';
import { instantOf } from '../moment.ts';
import { actorsAt, boardActor } from '../people.ts';
import { accept } from '../refuse.ts';
import type { CaseState, OpenObligation, RaisedCase } from '../state.ts';
import { nextNudge, overdueFrom, remindersOf, repeatsAt, standsAside, toldOfOverdue } from '../wakes.ts';
import { passLimits } from '../passing.ts';
import { remindOfFiling } from './filing-reminder.ts';

type Alarm<F extends Wake['for']> = Extract<Wake, { for: F }>;

/**
 * An alarm went off. It is a wake-up and not a verdict: it may come twice, early, or about something that is long
 * done; then nothing happens, or it is put back. Nothing is ever said about a duty that is met or no longer owed.
 */
export function wake({ wake: alarm, at }: CommandOf<'wake'>, state: CaseState, rules: Rules): Decision {
  if (alarm.for === 'alert') return alert(alarm, state, rules, at);
  if (alarm.for === 'filing') return remindOfFiling(alarm, state, rules, at);
  if (!isRaised(state)) return accept();
  const obligation = obligationById(state, alarm.obligation);
  if (obligation?.status !== 'open') return accept();
  switch (alarm.for) {
    case 'reminder':
      return reminder(alarm, obligation, state, rules, at);
    case 'target':
      return target(obligation, at);
    case 'limit':
      return limit(alarm, obligation, state, rules, at);
    case 'nudge':
      return nudge(obligation, state, rules, at);
    case 'escalation-overdue':
      return escalationOverdue(alarm, obligation, state, rules, at);
    default:
      return assertNever(alarm);
  }
}

/** Told again until another person says what is in place. */
function alert({ alertId }: Alarm<'alert'>, state: CaseState, rules: Rules, at: Date): Decision {
  const found = state.alerts.find(({ id }) => id === alertId);
  if (found === undefined || found.answered !== undefined) return accept();
  const due = repeatsAt(found.toldAt, rules);
  if (at < due) return { kind: 'early', until: due };
  return accept({ type: 'AlertRepeated', alertId, times: found.repeated + 1 });
}

function reminder(
  { kind }: Alarm<'reminder'>,
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Decision {
  const to = remindsTo(obligation);
  if (to === undefined || obligation.passed || at >= instantOf(to)) return accept();
  const { remindedAt } = obligation;
  const plan = remindersOf(obligation, rules).filter((one) => {
    return remindedAt === undefined || one.at > instantOf(remindedAt);
  });
  // Of several that fell due while nobody was awake, only the last is worth saying.
  const due = plan.filter((one) => one.at <= at).at(-1);
  if (due === undefined) {
    const later = plan.find((one) => one.kind === kind);
    return later === undefined ? accept() : { kind: 'early', until: later.at };
  }
  if (due.kind !== kind) return accept();
  const fell: CaseEvent = { type: 'ReminderFell', obligation: obligation.id, kind };
  return accept(fell, ...tellEscalation(raisedAfter(state, [fell], at), rules, at, 'unresolved'));
}

function target(obligation: OpenObligation, at: Date): Decision {
  const { target: aim, targetTold, passed, id } = obligation;
  const limit = runsTo(obligation);
  if (aim === undefined || targetTold || passed) return accept();
  if (limit !== undefined && (aim >= limit || at >= instantOf(limit))) return accept();
  if (at < instantOf(aim)) return { kind: 'early', until: instantOf(aim) };
  return accept({ type: 'ReminderFell', obligation: id, kind: 'target' });
}

/** A deadline that has moved since ignores the alarm of its old date. */
function limit(
  { due }: Alarm<'limit'>,
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Decision {
  if (obligation.passed || runsTo(obligation) !== due) return accept();
  if (at < instantOf(due)) return { kind: 'early', until: instantOf(due) };
  return accept(...passLimits(state, rules, at));
}

function nudge(obligation: OpenObligation, state: RaisedCase, rules: Rules, at: Date): Decision {
  const due = nextNudge(obligation, rules);
  if (due === undefined || standsAside(obligation, state, rules)) return accept();
  if (at < due) return { kind: 'early', until: due };
  return accept({ type: 'ReminderFell', obligation: obligation.id, kind: 'nudge' });
}

/** One working day after the limit the people of the next stage are told, so that nothing drifts unseen. */
function escalationOverdue(
  { due }: Alarm<'escalation-overdue'>,
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Decision {
  const next = stageAfter(rules.policy, state.stage);
  const owed = escalationOwed(state, rules);
  if (next === undefined || owed?.id !== obligation.id || obligation.due !== due) return accept();
  if (toldOfOverdue(obligation, state)) return accept();
  const until = overdueFrom(obligation, rules);
  if (until === undefined) return accept();
  if (at < until) return { kind: 'early', until };
  const { actors } = actorsAt(next, state.sides, state.actors, rules, at);
  const others = [...actors, ...gatewayOf(next, state, rules, at)].filter(
    ({ person }) => !state.actors.some((one) => one.person === person),
  );
  return accept({ type: 'EscalationOverdue', obligation: obligation.id, told: others });
}

/**
 * Before a forum the same people often act on both stages, and then nobody new would hear. The office on the way to
 * it does, where the policy lets it see the matter already.
 */
function gatewayOf(next: StageRule, state: RaisedCase, rules: Rules, at: Date): readonly Actor[] {
  const role = next.forum?.gateway?.role;
  const office = role === undefined ? undefined : boardActor(role, rules, at);
  return office !== undefined && maySee(office.person, state, rules, at) === 'content' ? [office] : [];
}
