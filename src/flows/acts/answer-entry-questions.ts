import { entryQuestions } from '../../case/rules/escalation.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import type { CaseConversation } from '../conversation.ts';
import { questionField } from '../raise/words.ts';
import { saySide, sayStage } from '../wording/telling.ts';
import { commanded, hasErrors, smallBlock, textBlock, wrong } from './fields.ts';
import { answersInWords, sealAll } from './policy-fields.ts';
import { turnOf } from './turn-of.ts';
import { ownSide } from '../../case/turn.ts';

/** The questions with which a stage begins, for a side that did not take the matter there. */
export const answerEntryQuestions: CaseConversation = {
  does: 'answer-entry-questions',
  title: 'Opening questions',
  submit: 'Send',
  writes: 'EntryQuestionsAnswered',
  ask: (context) => {
    const { rules, state } = context;
    const stage = stageOf(rules.policy, state.stage);
    const side = ownSide(turnOf(context));
    const agency = side === undefined ? 'your agency' : saySide(side, state, rules);
    return {
      intro: [
        textBlock(`${sayStage(stage.id, rules)} begins with these questions. You answer for ${agency}.`),
        smallBlock('Everybody who is part of this can read what you write. Do not name the adult.'),
      ],
      fields: entryQuestions(stage, turnOf(context)).map((rule) => questionField(rule, {})),
    };
  },
  command: (context, answers, head, seal) => {
    const { rules, state } = context;
    const asked = entryQuestions(stageOf(rules.policy, state.stage), turnOf(context));
    const errors: Record<string, string> = {};
    const said = answersInWords(asked, answers, errors);
    return hasErrors(errors)
      ? wrong(errors)
      : commanded({ type: 'answer-entry-questions', ...head, words: sealAll(said, seal) });
  },
};
