import { stageAfter } from '../../policy/policy-lookup.ts';
import { openObligations, raisedAfter } from '../case-state.ts';
import type { CaseEvent, Obligation } from '../events.ts';
import type { Addressed } from '../forum-events.ts';
import type { Rules } from '../decision.ts';
import { end, meet, owedByActors, set } from '../obligations.ts';
import { close, endsWithCase, isConfirming } from '../resolution.ts';
import { stageNow } from '../stage-entry.ts';
import type { RaisedCase } from '../state.ts';
import type { Turn } from '../turn.ts';

/* What follows when a forum has spoken. */

/**
 * Whether what the forum of this stage says is the last word: no stage comes after it, or it binds. What a mediator
 * writes down never is: the sides agree or they do not (SO-X12).
 */
export function hasLastWord(state: RaisedCase, rules: Rules): boolean {
  const { forum, id } = stageNow(state, rules);
  if (forum === undefined || forum.kind === 'mediator') return false;
  return forum.effect === 'binding' || stageAfter(rules.policy, id) === undefined;
}

/**
 * It is recorded, and each agency owes its answer. At the last forum nothing else is owed any longer but the
 * confirmation of what the sides had agreed before: it is between them, whatever the forum says of a policy (RB-77).
 */
export function spoken(recommendations: readonly Addressed[], turn: Turn): readonly CaseEvent[] {
  const { state, rules, at, by } = turn;
  const last = hasLastWord(state, rules);
  const made: CaseEvent = {
    type: 'RecommendationsMade',
    by,
    recommendations,
    ...(last ? {} : { staysOpen: true }),
  };
  const met = [made, ...meet(['recommend', 'decide', 'mediate'], state, rules, at, { by })];
  const after = raisedAfter(state, met, at);
  const events = last
    ? [...met, ...end(openObligations(after).filter((one) => endsWithCase(one) && !isConfirming(one)))]
    : met;
  const then = raisedAfter(state, events, at);
  const answers = answerDuties(then, turn);
  if (!last || answers.length > 0) return [...events, ...answers.map(set)];
  return [...events, ...close(then, 'forum', rules)];
}

function answerDuties(state: RaisedCase, { rules }: Turn): readonly Obligation[] {
  const stage = stageNow(state, rules);
  if (stage.forum?.answers.each_agency !== true) return [];
  const { source, added } = stage.forum.answers;
  return state.sides.map(({ key, agency }) => ({
    id: `${stage.id}.answer:${agency}`,
    stage: stage.id,
    rule: 'answer',
    duty: 'answer',
    owedBy: owedByActors(state, [key]),
    source,
    lapses: false,
    added: added ?? false,
  }));
}
