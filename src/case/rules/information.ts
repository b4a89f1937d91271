import { personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { nextEntry } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { hasPower, standsInFor, unlessForumTold, unlessHead } from '../forum-people.ts';
import { momentOf } from '../moment.ts';
import { met, set } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { OpenObligation } from '../state.ts';
import { firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* Written information that the forum asks for. */

export const mayAskInformation: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessForumTold(turn),
    hasPower('ask-written-information', turn) || hasPower('hear-representations', turn)
      ? undefined
      : refusal('not-now', 'The policy gives this forum no power to ask for written information.'),
    unlessHead(turn),
  );

/** Whoever is asked owes an answer by that moment, and is reminded of it like of any other duty. */
export function askInformation(command: CommandOf<'ask-information'>, turn: Turn): Decision {
  const refused = mayAskInformation(turn) ?? requestProblem(command, turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, by } = turn;
  const until = momentOf(command.until);
  const stage = stageNow(state, rules);
  const entry = nextEntry(state);
  const asked: CaseEvent = {
    type: 'InformationAsked',
    by,
    of: command.of,
    question: command.question,
    until,
  };
  const duties = command.of.map((person, index): CaseEvent => {
    const agency = personOf(rules.directory, person)?.agency;
    const side = state.sides.find((one) => one.agency === agency)?.key ?? 'board';
    return set({
      id: `${stage.id}.information:${entry}.${index + 1}`,
      stage: stage.id,
      rule: 'information',
      duty: 'answer',
      owedBy: [{ side, role: 'information', people: [person] }],
      due: until,
      source: stage.forum?.source ?? stage.source,
      lapses: false,
      added: true,
    });
  });
  return accept(asked, ...duties);
}

function requestProblem(
  { of, until }: CommandOf<'ask-information'>,
  { at, rules }: Turn,
): Refusal | undefined {
  if (of.length === 0) return refusal('missing', 'Choose whom you ask.', 'of');
  if (of.some((person) => personOf(rules.directory, person) === undefined) || new Set(of).size < of.length) {
    return refusal('unknown', 'Choose people from the list, each of them once.', 'of');
  }
  if (until <= at) return refusal('not-earlier', 'Give them time: choose a moment to come.', 'until');
  if (civilDateOf(until) <= rules.calendar.covers.to) return undefined;
  return refusal('unknown', 'This date is too far ahead to be counted. Choose an earlier one.', 'until');
}

export const mayGiveInformation: May = (turn) => {
  const asked = turn.state.requests.some(({ entry }) => informationAsked(entry, turn).length > 0);
  return firstRefusal(
    unlessStatus(turn, 'open', 'answering'),
    asked ? undefined : refusal('not-yours', 'Only somebody who was asked for this can answer it.'),
    requestsToAnswer(turn).length > 0
      ? undefined
      : refusal('already-done', 'You have answered this already.'),
  );
};

/**
 * The requests that somebody has to answer, by their entry. Once the forum has spoken nobody owes an answer any longer,
 * and it can still be given once.
 */
export function requestsToAnswer(turn: Turn): readonly number[] {
  return turn.state.requests
    .filter(({ entry, given }) =>
      informationAsked(entry, turn).some(({ status }) => {
        return status === 'open' || (status === 'ended' && !given.some(({ by }) => by === turn.by));
      }),
    )
    .map(({ entry }) => entry);
}

/**
 * What a request asks of somebody now: theirs is what they were asked, what was asked of somebody who handed over to
 * them, and what is asked of somebody who is away and for whom they stand in (G-9).
 */
function informationAsked(request: number, turn: Turn): readonly OpenObligation[] {
  return turn.state.obligations.filter(({ rule, id, owedBy }) => {
    if (rule !== 'information' || !id.includes(`:${request}.`)) return false;
    return owedBy.some(({ people }) => people.some((one) => one === turn.by || standsInFor(one, turn)));
  });
}

/** The duties that an answer to a request meets. */
export function informationOwed(request: number, turn: Turn): readonly OpenObligation[] {
  return informationAsked(request, turn).filter(({ status }) => status === 'open');
}

export function giveInformation({ request, words }: CommandOf<'give-information'>, turn: Turn): Decision {
  const refused = mayGiveInformation(turn);
  if (refused !== undefined) return refuse(refused);
  if (!requestsToAnswer(turn).includes(request)) {
    return refuse(refusal('unknown', 'There is no such question to you. Open the matter to find it.'));
  }
  const { state, rules, at, by } = turn;
  const given: CaseEvent = { type: 'InformationGiven', by, request, words };
  return accept(given, ...informationOwed(request, turn).map((one) => met(one, state, rules, at, by)));
}
