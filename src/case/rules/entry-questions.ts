import { openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { answersGiven, entryQuestionsLeft, isEntryQuestions } from '../entry-questions.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { OpenObligation } from '../state.ts';
import { actingSide, firstRefusal, notYours, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { missingField } from '../words-check.ts';

/** A side that did not take the matter to its stage answers that stage's questions afterwards. */
export const mayAnswerEntryQuestions: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessActing(turn),
    ownDuty(turn) === undefined
      ? refusal('not-now', 'Nothing is left to be answered for your agency here.')
      : undefined,
  );

export function answerEntryQuestions({ words }: CommandOf<'answer-entry-questions'>, turn: Turn): Decision {
  const { state, rules, at, by } = turn;
  const refused = mayAnswerEntryQuestions(turn);
  const side = actingSide(turn);
  const owed = ownDuty(turn);
  if (refused !== undefined || side === undefined || owed === undefined)
    return refuse(refused ?? notYours(turn));
  const stage = stageNow(state, rules);
  const missing = missingField(entryQuestionsLeft(stage, side, state), words);
  if (missing !== undefined) return refuse(missing);
  return accept(...answersGiven(stage, side, { by, words, state }), met(owed, state, rules, at, by));
}

function ownDuty(turn: Turn): OpenObligation | undefined {
  const side = actingSide(turn);
  return openObligations(turn.state).find((one) => {
    return (
      isEntryQuestions(one) && one.stage === turn.state.stage && one.owedBy.some((owed) => owed.side === side)
    );
  });
}
