import type { StageRule } from '../policy/stage.ts';
import type { WordsByField } from './commands.ts';
import type { CaseEvent, SideKey } from './events.ts';
import { owedByActors, set } from './obligations.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/*
 * What has to be said on entering a stage (`entry_fields`). Whoever takes the matter there answers for their own side
 * at once; every other side that is asked is asked once the stage has begun. No question holds a matter up.
 */

type EntryField = StageRule['entry_fields'][number];

/** The questions of a stage that a side answers, in the order of the file. */
export function entryQuestionsOf(stage: StageRule, side: SideKey): readonly EntryField[] {
  const own = side === 'raising' ? 'raising' : 'receiving';
  return stage.entry_fields.filter(({ from }) => from === 'both' || from === own);
}

/** The questions of a stage that a side has still to answer; none once it has answered. */
export function entryQuestionsLeft(
  stage: StageRule,
  side: SideKey,
  state: RaisedCase,
): readonly EntryField[] {
  return hasAnswered(stage.id, side, state) ? [] : entryQuestionsOf(stage, side);
}

/** The record of a side's answers; nothing where that side is asked nothing there, or has answered. */
export function answersGiven(
  stage: StageRule,
  side: SideKey,
  { by, words, state }: { readonly by: string; readonly words: WordsByField; readonly state: RaisedCase },
): readonly CaseEvent[] {
  const asked = entryQuestionsLeft(stage, side, state);
  const given = Object.fromEntries(
    Object.entries(words).filter(([id]) => asked.some((one) => one.id === id)),
  );
  if (asked.length === 0) return [];
  return [{ type: 'EntryQuestionsAnswered', by, stage: stage.id, side, words: given }];
}

/**
 * The duty of each side that has still to answer, set when the stage begins. It has no date: the policy sets none, so
 * it is brought up now and then like an acknowledgement, until it is done or the stage is left.
 */
export function entryQuestionDuties(stage: StageRule, state: RaisedCase): readonly CaseEvent[] {
  return state.sides.flatMap(({ key, agency }) => {
    const [first] = entryQuestionsLeft(stage, key, state);
    if (first === undefined) return [];
    return [
      set({
        id: `${stage.id}.${entryQuestions}:${agency}`,
        stage: stage.id,
        rule: entryQuestions,
        duty: entryQuestions,
        owedBy: owedByActors(state, [key]),
        source: first.source,
        lapses: false,
        added: first.added ?? false,
      }),
    ];
  });
}

/** Whether a duty is to answer the questions with which a stage began. */
export function isEntryQuestions({ duty }: OpenObligation): boolean {
  return duty === entryQuestions;
}

const entryQuestions = 'entry-questions';

function hasAnswered(stage: string, side: SideKey, { entries }: RaisedCase): boolean {
  return entries.some(({ event }) => {
    return event.type === 'EntryQuestionsAnswered' && event.stage === stage && event.side === side;
  });
}
