import { personOf } from '../../directory/lookup.ts';
import { isForRisk, waysIn, waysOn } from '../../policy/ways-in.ts';
import type { WayIn } from '../../policy/ways-in.ts';
import { peopleToAlert } from '../alert-people.ts';
import { nextEntry, raisedAfter } from '../case-state.ts';
import type { CommandOf, Raise } from '../commands.ts';
import type { Decision, Refusal, Rules } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { moveTo } from '../stage-entry.ts';
import type { CaseState, RaisedCase } from '../state.ts';
import { firstRefusal, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/*
 * Ways past the first stages, where the policy has them: at the raise, and later from any stage. A duty of a stage
 * that is passed by is never set, and no form that a stage asks for holds such a way up.
 */

/** Where a raise begins: the first stage, unless another was chosen; `undefined` for one that is not open to it. */
export function startOf({ startsAt }: Raise, state: CaseState, { policy }: Rules): WayIn | undefined {
  const ways = waysIn(policy, state.alerts.length > 0);
  return startsAt === undefined ? ways[0] : ways.find(({ stage }) => stage.id === startsAt.stage);
}

/** What is wrong with where a raise begins: no skip of the policy is open, or it was taken without a reason. */
export function startProblem(command: Raise, state: CaseState, rules: Rules): Refusal | undefined {
  const { startsAt } = command;
  const found = startOf(command, state, rules);
  if (startsAt === undefined) return undefined;
  if (found === undefined) {
    const label = rules.policy.stages.find(({ id }) => id === startsAt.stage)?.label ?? startsAt.stage;
    const says = `The policy does not let this begin at ${label}. Where a risk to the adult opens that way, report the risk first.`;
    return refusal('not-now', says, 'start');
  }
  if (found.skip === undefined || startsAt.reason !== undefined) return undefined;
  return refusal('missing', `Say why it begins at ${found.stage.label}.`, 'start-reason');
}

/** Open from any stage to whoever acts for a side, as long as the policy has a skip to a later stage. */
export const maySkipTo: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessActing(turn),
    stagesToSkipTo(turn).length > 0
      ? undefined
      : refusal('not-now', 'From here the policy has no way past the next stage. Take it to the next one.'),
  );

/** The later stages to which a case can go straight. */
export function stagesToSkipTo({ state, rules }: Turn): readonly string[] {
  return waysOn(rules.policy, state.stage).map(({ stage }) => stage.id);
}

/**
 * Straight to a later stage. Where that way is for a risk, taking it says that the risk is there now: the person's own
 * people are told at once, as by every report of an immediate risk, unless they are being told already.
 */
export function skipTo(command: CommandOf<'skip-to'>, turn: Turn): Decision {
  const refused = maySkipTo(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules } = turn;
  const way = waysOn(rules.policy, state.stage).find(({ stage }) => stage.id === command.to);
  if (way === undefined) {
    const says =
      'The policy has no way straight to that stage from here. If it has moved on meanwhile, open it again.';
    return refuse(refusal('not-now', says, 'to'));
  }
  if (isForRisk(way.skip) && !command.atRisk) {
    const says = `This way is open only at such a risk (${way.skip.source}). Without it, take the matter to the next stage.`;
    return refuse(refusal('missing', says, 'at-risk'));
  }
  const moved = moveTo(way.stage, turn, { reason: command.reason, skip: way.skip.id });
  const alarm = command.atRisk ? alarmUnlessRung(turn, raisedAfter(state, moved, turn.at)) : [];
  return accept(...moved, ...alarm);
}

/** The alarm of an immediate risk, unless one stands in this case that nobody has answered yet. */
function alarmUnlessRung({ by, rules, at }: Turn, state: RaisedCase): readonly CaseEvent[] {
  const reporter = personOf(rules.directory, by);
  if (reporter === undefined || state.alerts.some(({ answered }) => answered === undefined)) return [];
  const { reference, board, policyVersion } = state;
  const told = peopleToAlert(reporter, [], state, rules, at);
  const alertId = `alert-${nextEntry(state)}`;
  return [{ type: 'ImmediateRiskReported', by, reference, board, policyVersion, alertId, told }];
}
