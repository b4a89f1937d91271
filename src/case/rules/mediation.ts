import { openObligations, raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { unlessForumTold, unlessHead } from '../forum-people.ts';
import { addedReview, end, meet, met, owedByActors, set } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { OpenObligation, RaisedCase } from '../state.ts';
import { actingSide, firstRefusal, notYours, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/*
 * A mediation is offered, and each side takes it up or not. It ends nothing by itself: an outcome is agreed as at any
 * stage, and where a side declines or it fails, the matter stays open and is brought up again (SO-X12).
 */

/** The rule of the duty by which each side answers the offer. */
const answerRule = 'mediation';

export const mayOfferMediation: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessMediator(turn),
    unlessForumTold(turn),
    unlessHead(turn),
    turn.state.mediation === undefined
      ? undefined
      : refusal(
          'already-done',
          'Mediation was offered already. Say that it has failed before you offer it again.',
        ),
  );

/** Each side is asked to say whether it takes it up. The policy sets no time for that, and none is made up. */
export function offerMediation(_command: CommandOf<'offer-mediation'>, turn: Turn): Decision {
  const refused = mayOfferMediation(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const { id: stage, source, forum } = stageNow(state, rules);
  const asked = state.sides.map(({ key, agency }): CaseEvent =>
    set({
      id: `${stage}.mediation:${agency}`,
      stage,
      rule: answerRule,
      duty: 'answer',
      owedBy: owedByActors(state, [key]),
      source: forum?.source ?? source,
      lapses: false,
      added: true,
    }),
  );
  return accept({ type: 'MediationOffered', by }, ...meet(['mediate'], state, rules, at, { by }), ...asked);
}

export const mayAnswerMediation: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessMediator(turn),
    unlessActing(turn),
    offers(turn).length > 0 ? undefined : refusal('not-now', 'No offer of mediation waits for your answer.'),
  );

function offers(turn: Turn): readonly OpenObligation[] {
  const side = actingSide(turn);
  return openObligations(turn.state).filter(({ rule, owedBy }) => {
    return rule === answerRule && owedBy.some((one) => one.side === side);
  });
}

export function acceptMediation(_command: CommandOf<'accept-mediation'>, turn: Turn): Decision {
  const side = actingSide(turn);
  const refused = mayAnswerMediation(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? notYours(turn));
  const { state, rules, at, by } = turn;
  const answered: CaseEvent = { type: 'MediationAnswered', by, side, accepts: true };
  return accept(answered, ...offers(turn).map((one) => met(one, state, rules, at, by)));
}

/** The matter stays open; the office on the way to the forum hears of it, and both sides look at it again. */
export function declineMediation({ reason }: CommandOf<'decline-mediation'>, turn: Turn): Decision {
  const side = actingSide(turn);
  const refused = mayAnswerMediation(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? notYours(turn));
  const { state, rules, at, by } = turn;
  const answered: CaseEvent = { type: 'MediationAnswered', by, side, accepts: false, reason };
  const events = [answered, ...offers(turn).map((one) => met(one, state, rules, at, by))];
  return accept(...events, ...keptInSight(events, turn));
}

export const maySayMediationFailed: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessMediator(turn),
    unlessHead(turn),
    turn.state.mediation === undefined
      ? refusal('not-now', 'Mediation was not offered, so it cannot have failed.')
      : undefined,
  );

/** What the sides were still asked is no longer owed; it can be offered again. */
export function sayMediationFailed({ reason }: CommandOf<'say-mediation-failed'>, turn: Turn): Decision {
  const refused = maySayMediationFailed(turn);
  if (refused !== undefined) return refuse(refused);
  const failed: CaseEvent = { type: 'MediationFailed', by: turn.by, reason };
  const waiting = openObligations(turn.state).filter(({ rule }) => rule === answerRule);
  const events = [failed, ...end(waiting)];
  return accept(...events, ...keptInSight(events, turn));
}

/**
 * Another mediates from now on (SO-27): nobody answers the offer of the first any longer, and whoever comes next is
 * asked to mediate as the first was.
 */
export function mediateAfresh(state: RaisedCase): readonly CaseEvent[] {
  const waiting = openObligations(state).filter(({ rule }) => rule === answerRule);
  const asked = state.obligations.filter(({ duty, stage, status }) => {
    return duty === 'mediate' && stage === state.stage && status === 'met';
  });
  return [
    ...end(waiting),
    ...asked.map(({ id }): CaseEvent => ({ type: 'ObligationRevived', obligation: id })),
  ];
}

/** A review by both sides, unless one is owed already, so that an open matter always has a next step. */
function keptInSight(events: readonly CaseEvent[], { state, rules, at }: Turn): readonly CaseEvent[] {
  const after = raisedAfter(state, events, at);
  const reviewed = openObligations(after).some(
    ({ duty, stage }) => duty === 'review' && stage === after.stage,
  );
  return reviewed ? [] : [set(addedReview(after, stageNow(after, rules), rules, at))];
}

function unlessMediator({ state, rules }: Turn): Refusal | undefined {
  return stageNow(state, rules).forum?.kind === 'mediator'
    ? undefined
    : refusal('not-now', 'At this point the policy knows no mediation.');
}
