import { civilDateOf } from '../../policy/civil.ts';
import { openObligations, raisingProfessional } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { instantOf } from '../moment.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { OpenObligation } from '../state.ts';
import { capacity, firstRefusal, notYours } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/*
 * Whoever raised a matter is told at each stage what was done about it, by the person to whom it was referred
 * (Solihull 2.8): in words here, or in a conversation that is then recorded.
 */

export const mayGiveFeedback: May = (turn) =>
  firstRefusal(
    capacity(turn) === undefined ? notYours(turn) : undefined,
    openObligations(turn.state).some(isFeedback)
      ? undefined
      : refusal('not-now', 'Nobody owes whoever raised it word of what was done at this point.'),
    feedbackOwed(turn).length > 0 ? undefined : notTheirs,
  );

/** The feedback that somebody can give: their own, that of the side for which they act, or that of their role on the board. */
export function feedbackOwed(turn: Turn): readonly OpenObligation[] {
  const own = capacity(turn);
  return openObligations(turn.state)
    .filter(isFeedback)
    .filter(({ owedBy }) =>
      owedBy.some(({ side, role, people }) => {
        if (people.includes(turn.by)) return true;
        return own?.acts === true && own.side === side && (side !== 'board' || own.role === role);
      }),
    );
}

/** One word of what was done meets every feedback that this person owes, of this stage and of those before. */
export function giveFeedback({ words }: CommandOf<'give-feedback'>, turn: Turn): Decision {
  const refused = mayGiveFeedback(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const given: CaseEvent = { type: 'FeedbackGiven', by, to: raisingProfessional(state), words };
  return accept(given, ...feedbackOwed(turn).map((one) => met(one, state, rules, at, by)));
}

/**
 * A conversation with whoever raised it discharges the feedback of those who took part in it and owe it; one that
 * was held before the stage began tells nothing of what was done there.
 */
export function feedbackByTalk(command: CommandOf<'log-discussion'>, turn: Turn): readonly CaseEvent[] {
  const { state, rules, by } = turn;
  const there = [by, ...command.with];
  if (!there.includes(raisingProfessional(state))) return [];
  return openObligations(state)
    .filter(isFeedback)
    .filter(({ setAt }) => civilDateOf(command.tookPlace) >= civilDateOf(instantOf(setAt)))
    .filter(({ owedBy }) => owedBy.some(({ people }) => people.some((person) => there.includes(person))))
    .map((one) => met(one, state, rules, command.tookPlace, by));
}

const notTheirs = refusal(
  'not-yours',
  'Somebody else owes whoever raised it word of what was done. Ask them, or speak to that person yourself.',
);

function isFeedback({ duty }: OpenObligation): boolean {
  return duty === 'feedback';
}
