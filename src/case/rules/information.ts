import { personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { nextEntry, openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { hasPower, unlessForumTold, unlessHead } from '../forum-people.ts';
import { momentOf } from '../moment.ts';
import { met, set } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
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
  const asked = turn.state.requests.some(({ of }) => of.includes(turn.by));
  return firstRefusal(
    unlessStatus(turn, 'open', 'answering'),
    asked ? undefined : refusal('not-yours', 'Only somebody who was asked for this can answer it.'),
    requestsToAnswer(turn).length > 0
      ? undefined
      : refusal('already-done', 'You have answered this already.'),
  );
};

/** The requests that somebody was asked and has not answered, by their entry. */
export function requestsToAnswer({ state, by }: Turn): readonly number[] {
  return state.requests
    .filter(({ of, given }) => of.includes(by) && !given.some((one) => one.by === by))
    .map(({ entry }) => entry);
}

export function giveInformation({ request, words }: CommandOf<'give-information'>, turn: Turn): Decision {
  const refused = mayGiveInformation(turn);
  if (refused !== undefined) return refuse(refused);
  if (!requestsToAnswer(turn).includes(request)) {
    return refuse(refusal('unknown', 'There is no such question to you. Open the matter to find it.'));
  }
  const { state, rules, at, by } = turn;
  const given: CaseEvent = { type: 'InformationGiven', by, request, words };
  const owed = openObligations(state).filter(({ rule, id, owedBy }) => {
    const mine = owedBy.some(({ people }) => people.includes(by));
    return rule === 'information' && mine && id.includes(`:${request}.`);
  });
  return accept(given, ...owed.map((one) => met(one, state, rules, at, by)));
}
