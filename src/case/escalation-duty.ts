import { civilDateOf } from '../policy/civil.ts';
import type { Due } from '../policy/due.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import { stageAfter, whoseDays } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { carriersTo, carriersTold, carryingAsked, isOf } from './carrying.ts';
import { openObligations, runsTo } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { CaseEvent, EventOf, Moment, Obligation, OwedBy } from './events.ts';
import { dateOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import { owedByActors, set } from './obligations.ts';
import { actorFor } from './people.ts';
import type { CaseFile, OpenObligation, RaisedCase } from './state.ts';

/*
 * The duty to escalate is a rule of the next stage and is owed in this one. It opens on the morning of the last
 * day, or when somebody declares the matter unresolved; its limit counts from the lapse or from that declaration,
 * whichever comes first (READINGS, "Escalating").
 */

/** The duty to take the matter on, where the policy sets one and it is open. */
export function escalationOwed(state: CaseFile, { policy }: Rules): OpenObligation | undefined {
  const next = stageAfter(policy, state.stage);
  return openObligations(state).find(({ stage, duty }) => stage === next?.id && duty === 'escalate');
}

/**
 * Opens the duty to escalate when its time has come, and moves one that is open when its limit is now earlier. Whoever
 * carries matters on to the next stage is told when it opens. Nothing, where the case is not open.
 */
export function tellEscalation(
  state: RaisedCase,
  rules: Rules,
  at: Date,
  because: EventOf<'ObligationMoved'>['because'],
): readonly CaseEvent[] {
  const next = stageAfter(rules.policy, state.stage);
  const from = unresolvedFrom(state);
  if (state.status !== 'open' || next === undefined || from === undefined) return [];
  const rule = escalationRule(next, state);
  const dates = rule === undefined ? undefined : datesFrom(rule, next, from, state, rules, at);
  const owed = escalationOwed(state, rules);
  if (owed !== undefined) return dates === undefined ? [] : movedEarlier(owed, dates.due, because);
  if (!hasOpened(state, from, at)) return [];
  if (rule === undefined || dates === undefined) {
    return carriersTold(state) ? [] : carryingAsked(next, state, rules, at);
  }
  const owedBy = owers(rule, next, state, rules, at);
  return [set(duty(rule, next, owedBy, dates)), ...carryingAsked(next, state, rules, at)];
}

/** When the stage counts, or will count, as unresolved: declared, lapsed, or at its limit to come. */
export function unresolvedFrom(state: RaisedCase): Moment | undefined {
  const declared = state.unresolved[state.stage];
  return [declared, lapseLimit(state)].filter((one) => one !== undefined).sort()[0];
}

function escalationRule(next: StageRule, { flags }: RaisedCase): ObligationRule | undefined {
  return next.obligations.find(({ duty: kind, only_if }) => {
    return kind === 'escalate' && (only_if === undefined || flags.includes(only_if));
  });
}

type Dates = Pick<Obligation, 'target' | 'remindTo'> & { readonly due: Moment };

/**
 * Its limit and its target. A fixed limit that had passed before the stage counted as unresolved stays as it is; the
 * reminders then run to the policy's own later date or, without one, to the close of that working day.
 */
function datesFrom(
  rule: ObligationRule,
  next: StageRule,
  from: Moment,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Dates | undefined {
  const date = (one: Due | undefined): Moment | undefined => {
    const assumed = { unresolved: instantOf(from) };
    const found = one === undefined ? undefined : dateOf(one, whoseDays(rule), next, state, rules, assumed);
    return found === undefined ? undefined : momentOf(found.at);
  };
  const due = date(rule.due);
  if (due === undefined) return undefined;
  const target = date(rule.target?.due);
  const later =
    due < from ? (date(rule.if_entered_late?.due) ?? date({ same_working_day: 'unresolved' })) : undefined;
  return {
    due,
    ...(target !== undefined && target < due ? { target } : {}),
    ...(later !== undefined && later > momentOf(at) ? { remindTo: later } : {}),
  };
}

/** The first limit of this stage whose passing counts as unresolved. */
function lapseLimit(state: RaisedCase): Moment | undefined {
  return openObligations(state)
    .filter(({ lapses, stage }) => lapses && stage === state.stage)
    .flatMap((one) => runsTo(one) ?? [])
    .sort()[0];
}

function hasOpened(state: RaisedCase, from: Moment, at: Date): boolean {
  return state.unresolved[state.stage] !== undefined || civilDateOf(at) >= civilDateOf(instantOf(from));
}

function movedEarlier(
  obligation: OpenObligation,
  to: Moment,
  because: EventOf<'ObligationMoved'>['because'],
): readonly CaseEvent[] {
  const { id, due } = obligation;
  if (due === undefined || to >= due) return [];
  return [{ type: 'ObligationMoved', obligation: id, from: due, to, because }];
}

/**
 * Whoever acts now for a side that the policy names, whoever it names beside them, and whoever carries the matter on:
 * it is owed by all of them together, and met by any.
 */
function owers(
  { owed_by }: ObligationRule,
  next: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): readonly OwedBy[] {
  const here = rules.policy.stages.find(({ id }) => id === state.stage)?.people;
  const acting = [
    ...(here?.raising ?? []),
    ...(here?.receiving ?? []),
    ...state.actors.map(({ role }) => role),
  ];
  const carriers = carriersTo(next, state, rules, at).actors;
  return state.sides.flatMap((side): readonly OwedBy[] => {
    const carry = carriers.filter((one) => one.side === side.key);
    const owes = owed_by.side === 'board' || isOf(owed_by.side, side.key);
    const beside = acting.includes(owed_by.role)
      ? undefined
      : actorFor(owed_by.role, side, state.stage, rules, at);
    const named = beside === undefined ? carry : [beside, ...carry];
    const more = (owes ? named : carry).map(({ person }) => person);
    const [first] = carry;
    if (!owes) return first === undefined ? [] : [{ side: side.key, role: first.role, people: more }];
    return owedByActors(state, [side.key]).map((one) => {
      return { ...one, people: [...new Set([...one.people, ...more])] };
    });
  });
}

function duty(rule: ObligationRule, next: StageRule, owedBy: readonly OwedBy[], dates: Dates): Obligation {
  return {
    id: `${next.id}.${rule.id}`,
    stage: next.id,
    rule: rule.id,
    duty: rule.duty,
    owedBy,
    ...dates,
    source: rule.source,
    lapses: false,
    added: rule.added ?? false,
  };
}
