import { civilDateOf } from '../../policy/civil.ts';
import { sayDate } from '../../policy/say-date.ts';
import { openObligations, raisedAfter, runsTo } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import { dateKindOf } from '../date-kind.ts';
import type { Decision, Refusal } from '../decision.ts';
import { tellEscalation } from '../escalation-duty.ts';
import type { CaseEvent, Moment, Obligation } from '../events.ts';
import { instantOf, momentOf } from '../moment.ts';
import { owedByActors, set } from '../obligations.ts';
import { followersMoved } from '../recount.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { OpenObligation, RaisedCase } from '../state.ts';
import { capacity, firstRefusal, notYours, unlessPart, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* Keeping the adult safe meanwhile: an earlier limit because of risk, and looking at the risk again. */

export const maySetProtectiveDate: May = (turn) => {
  const found = capacity(turn);
  const sided = found !== undefined && found.side !== 'board' && (found.acts || found.as === 'professional');
  return firstRefusal(
    unlessStatus(turn, 'open'),
    sided ? undefined : notYours(turn),
    stageNow(turn.state, turn.rules).forum === undefined
      ? undefined
      : refusal(
          'not-now',
          'The matter is with its last forum, whose date cannot be moved here. Ring the board’s office, or report an immediate risk.',
        ),
  );
};

/** Only shortens; the earliest wins; at any hour of any day (G-5). Dependent limits follow. */
export function setProtectiveDate(command: CommandOf<'set-protective-date'>, turn: Turn): Decision {
  const refused = maySetProtectiveDate(turn) ?? problem(command.until, turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const until = momentOf(command.until);
  const { reason } = command;
  const events: CaseEvent[] = [{ type: 'ProtectiveDateSet', by, stage: state.stage, until, reason }];
  const limits = resolveLimits(state);
  if (limits.length === 0) events.push(set(protectiveDuty(turn, until)));
  for (const one of limits) {
    const from = runsTo(one);
    if (from === undefined) events.push(set(dated(one, until)));
    else if (until < from) {
      events.push({
        type: 'ObligationMoved',
        obligation: one.id,
        from,
        to: until,
        because: 'protective-date',
        // A limit that had passed before the stage began stays as it is, and late: only what is added moves.
        ...(one.remindTo === undefined ? {} : { what: 'added-date' }),
      });
    }
  }
  events.push(...followersMoved(raisedAfter(state, events, at), rules, at));
  events.push(...tellEscalation(raisedAfter(state, events, at), rules, at, 'protective-date'));
  return accept(...events);
}

/** A limit that has passed stays (G-6): after it, nothing sets a new one for the stage. An aim was never a limit. */
function problem(until: Date, { state, at, rules }: Turn): Refusal | undefined {
  if (until <= at) {
    return refusal(
      'not-earlier',
      'This moment has passed. Choose one to come, or say that it is unresolved.',
      'until',
    );
  }
  const limit = resolvings(state)
    .filter((one) => !one.passed || dateKindOf(one, state, rules.policy) === 'limit')
    .flatMap((one) => runsTo(one) ?? [])
    .sort()[0];
  if (limit !== undefined && momentOf(until) >= limit) {
    const says =
      limit <= momentOf(at)
        ? `The limit of this stage passed on ${sayDate(instantOf(limit))}, and nothing sets it later. Take the matter on instead, or report an immediate risk.`
        : `A protective date can only be earlier than the limit, ${sayDate(instantOf(limit))}.`;
    return refusal('not-earlier', says, 'until');
  }
  if (civilDateOf(until) <= rules.calendar.covers.to) return undefined;
  return refusal('unknown', 'This date is too far ahead to be counted. Choose an earlier one.', 'until');
}

/** The limits by which the open stage is to be resolved, as far as they are still to come. */
function resolveLimits(state: RaisedCase): readonly OpenObligation[] {
  return resolvings(state).filter(({ passed }) => !passed);
}

function resolvings(state: RaisedCase): readonly OpenObligation[] {
  return openObligations(state).filter(({ stage, duty, lapses }) => {
    return stage === state.stage && (duty === 'resolve' || lapses);
  });
}

function dated(one: OpenObligation, due: Moment): Obligation {
  const { id, stage, rule, duty, owedBy, source, lapses, added } = one;
  return { id, stage, rule, duty, owedBy, due, source, lapses, added };
}

/** Where the policy sets no limit for the stage, the protective date is one. */
function protectiveDuty(turn: Turn, due: Moment): Obligation {
  const { state, rules } = turn;
  const stage = stageNow(state, rules);
  const sides = state.sides.map(({ key }) => key);
  return {
    id: `${stage.id}.protective-date`,
    stage: stage.id,
    rule: 'protective-date',
    duty: 'resolve',
    owedBy: owedByActors(state, sides),
    due,
    source: stage.source,
    lapses: true,
    added: true,
  };
}

export const mayReassessRisk: May = (turn) =>
  firstRefusal(unlessStatus(turn, 'open', 'agreed', 'answering'), unlessPart(turn, 'with-board'));

export function reassessRisk({ note }: CommandOf<'reassess-risk'>, turn: Turn): Decision {
  const refused = mayReassessRisk(turn);
  if (refused !== undefined) return refuse(refused);
  return accept({ type: 'RiskReassessed', by: turn.by, ...(note === undefined ? {} : { note }) });
}
