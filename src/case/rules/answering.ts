import { openObligations, raisedAfter } from '../case-state.ts';
import type { CommandOf, Words } from '../commands.ts';
import { tellEscalation } from '../escalation-duty.ts';
import type { Decision } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import type { RecommendationAnswer } from '../forum-commands.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { close } from '../resolution.ts';
import { stageNow } from '../stage-entry.ts';
import type { Recommendation } from '../state.ts';
import { actingSide, firstRefusal, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { hasLastWord as isLastForum } from './speaking.ts';

export const mayAnswerRecommendation: May = (turn) =>
  firstRefusal(
    isToBeAnswered(turn) ? undefined : unlessStatus(turn, 'answering'),
    unlessActing(turn),
    recommendationsToAnswer(turn).length > 0
      ? undefined
      : refusal('already-done', 'Your agency has answered everything that was addressed to it.'),
  );

/** What a mediator or an earlier forum said is answered while the matter is open. */
function isToBeAnswered({ state }: Turn): boolean {
  return state.status === 'open' && state.recommendations.length > 0;
}

/** What is addressed to a person's own agency and has no last word yet: "we will" can still become "we have". */
export function recommendationsToAnswer(turn: Turn): readonly Recommendation[] {
  const side = actingSide(turn);
  const agency = turn.state.sides.find(({ key }) => key === side)?.agency;
  return turn.state.recommendations.filter((one) => one.to === agency && !hasLastWord(one));
}

/**
 * What an agency can say. A decision that binds is carried out: "we will not" is no answer to it, and whoever cannot
 * yet says why, which the forum hears and which leaves it open.
 */
export function answersAt({ state, rules }: Turn): readonly RecommendationAnswer[] {
  return stageNow(state, rules).forum?.effect === 'binding'
    ? ['acted-on', 'will-act', 'cannot-yet']
    : ['acted-on', 'will-act', 'will-not-act'];
}

/** A promise is no answer yet to whether it was acted upon: the duty stays open, and is brought up again. */
export function hasLastWord({ answer }: Recommendation): boolean {
  return answer !== undefined && answer.answer !== 'will-act' && answer.answer !== 'cannot-yet';
}

/**
 * Each agency says of each: acted on, or why not. When every agency has, the case is closed (G-10). "We will" is
 * recorded and told, and closes nothing.
 */
export function answerRecommendation(command: CommandOf<'answer-recommendation'>, turn: Turn): Decision {
  const refused = mayAnswerRecommendation(turn);
  if (refused !== undefined) return refuse(refused);
  const { recommendation, answer, words } = command;
  if (!recommendationsToAnswer(turn).some(({ id }) => id === recommendation)) {
    return refuse(refusal('not-yours', 'This one is addressed to another agency, or is answered already.'));
  }
  if (!answersAt(turn).includes(answer)) {
    return refuse(refusal('unknown', 'This answer is not known here. Choose one from the list.', 'answer'));
  }
  const { state, rules, at, by } = turn;
  const answered: CaseEvent = { type: 'RecommendationAnswered', by, recommendation, answer, words };
  const after = raisedAfter(state, [answered], at);
  const done = openObligations(after).filter(({ rule, owedBy }) => {
    const sides = owedBy.map(({ side }) => side);
    const agencies = after.sides.filter(({ key }) => sides.includes(key)).map(({ agency }) => agency);
    const theirs = after.recommendations.filter(({ to }) => agencies.includes(to));
    return rule === 'answer' && theirs.every(hasLastWord);
  });
  const events = [answered, ...done.map((one) => met(one, state, rules, at, by))];
  return accept(...events, ...whatFollows(events, answer, turn, words));
}

/**
 * The last forum's matter is closed once every agency has answered (G-10). At an earlier one it is closed once every
 * agency has done what was said; an agency that will not leaves it unresolved, and either side takes it on. What a
 * mediator wrote closes nothing.
 */
function whatFollows(
  events: readonly CaseEvent[],
  answer: RecommendationAnswer,
  turn: Turn,
  reason: Words,
): readonly CaseEvent[] {
  const { state, rules, at, by } = turn;
  const after = raisedAfter(state, events, at);
  if (stageNow(state, rules).forum?.kind === 'mediator') return [];
  const all = after.recommendations.every(hasLastWord);
  if (all && isLastForum(state, rules)) return close(after, 'forum', rules);
  if (all && after.recommendations.every((one) => one.answer?.answer === 'acted-on'))
    return close(after, 'forum', rules);
  const side = actingSide(turn);
  const known = state.unresolved[state.stage] !== undefined;
  if (answer !== 'will-not-act' || side === undefined || known || isLastForum(state, rules)) return [];
  const declared: CaseEvent = { type: 'UnresolvedDeclared', by, side, reason };
  return [declared, ...tellEscalation(raisedAfter(after, [declared], at), rules, at, 'unresolved')];
}
