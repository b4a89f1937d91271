import { openObligations, raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { close } from '../resolution.ts';
import type { Recommendation } from '../state.ts';
import { actingSide, firstRefusal, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

export const mayAnswerRecommendation: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'answering'),
    unlessActing(turn),
    recommendationsToAnswer(turn).length > 0
      ? undefined
      : refusal('already-done', 'Your agency has answered everything that was addressed to it.'),
  );

/** What is addressed to a person's own agency and has no last word yet: "we will" can still become "we have". */
export function recommendationsToAnswer(turn: Turn): readonly Recommendation[] {
  const side = actingSide(turn);
  const agency = turn.state.sides.find(({ key }) => key === side)?.agency;
  return turn.state.recommendations.filter((one) => one.to === agency && !hasLastWord(one));
}

/** A promise is no answer yet to whether it was acted upon: the duty stays open, and is brought up again. */
function hasLastWord({ answer }: Recommendation): boolean {
  return answer !== undefined && answer.answer !== 'will-act';
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
  const all = after.recommendations.every(hasLastWord);
  return accept(...events, ...(all ? close(raisedAfter(state, events, at), 'forum', rules) : []));
}
