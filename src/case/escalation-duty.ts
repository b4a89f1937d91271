import { civilDateOf } from '../policy/civil.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import { stageAfter, whoseDays } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { openObligations, runsTo } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { CaseEvent, EventOf, Moment } from './events.ts';
import { dateOf } from './limits.ts';
import { instantOf, momentOf } from './moment.ts';
import { owedByActors, set } from './obligations.ts';
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
 * Opens the duty to escalate when its time has come, and moves one that is open when its limit is now earlier.
 * Nothing, where the policy sets no such duty or the case is not open.
 */
export function tellEscalation(
  state: RaisedCase,
  rules: Rules,
  at: Date,
  because: EventOf<'ObligationMoved'>['because'],
): readonly CaseEvent[] {
  const next = stageAfter(rules.policy, state.stage);
  const rule = next?.obligations.find(({ duty }) => duty === 'escalate');
  const from = unresolvedFrom(state);
  if (state.status !== 'open' || next === undefined || rule?.due === undefined || from === undefined)
    return [];
  const due = dateOf(rule.due, whoseDays(rule), next, state, rules, { unresolved: instantOf(from) })?.at;
  if (due === undefined) return [];
  const owed = escalationOwed(state, rules);
  if (owed !== undefined) return movedEarlier(owed, momentOf(due), because);
  return hasOpened(state, from, at) ? [set(duty(rule, next, state, momentOf(due)))] : [];
}

/** When the stage counts, or will count, as unresolved: declared, lapsed, or at its limit to come. */
export function unresolvedFrom(state: RaisedCase): Moment | undefined {
  const declared = state.unresolved[state.stage];
  return [declared, lapseLimit(state)].filter((one) => one !== undefined).sort()[0];
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

function duty(rule: ObligationRule, next: StageRule, state: RaisedCase, due: Moment) {
  return {
    id: `${next.id}.${rule.id}`,
    stage: next.id,
    rule: rule.id,
    duty: rule.duty,
    owedBy: owedByActors(
      state,
      state.sides.map(({ key }) => key),
    ),
    due,
    source: rule.source,
    lapses: false,
    added: rule.added ?? false,
  };
}
