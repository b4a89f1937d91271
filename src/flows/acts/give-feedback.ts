import { raisingProfessional } from '../../case/case-state.ts';
import { feedbackOwed } from '../../case/rules/feedback.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import { saySource } from '../page.ts';
import type { CaseConversation } from '../conversation.ts';
import { sayPerson, sayStage } from '../wording/telling.ts';
import { commanded, hasErrors, longText, need, smallBlock, textBlock, wrong } from './fields.ts';
import { turnOf } from './turn-of.ts';

/** Whoever raised it is told what was done about it (SO-32, SO-33). They read it on a click, like everything written. */
export const giveFeedback: CaseConversation = {
  does: 'give-feedback',
  title: 'Say what was done',
  submit: 'Tell them',
  writes: 'FeedbackGiven',
  ask: (context) => {
    const { state, rules, person } = context;
    const raiser = sayPerson(raisingProfessional(state), { rules, reader: person });
    return {
      intro: [
        textBlock(
          `${raiser} raised this and hears from you what was done about it. They read it on a click.`,
        ),
        ...feedbackOwed(turnOf(context)).map(({ stage, rule }) => {
          const named = stageOf(rules.policy, stage).obligations.find(({ id }) => id === rule);
          const from = named === undefined ? '' : ` ${saySource(named)}.`;
          return smallBlock(`Owed for ${sayStage(stage, rules)}.${from}`);
        }),
      ],
      fields: [
        longText(
          {
            id: 'feedback',
            label: 'What was done, and what comes next?',
            hint: 'Everybody in this matter can read this. Do not name the adult.',
          },
          true,
        ),
      ],
    };
  },
  command: (_context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const words = need(answers, 'feedback', 'Say what was done, in a sentence or two.', errors);
    return hasErrors(errors)
      ? wrong(errors)
      : commanded({ type: 'give-feedback', ...head, words: seal(words) });
  },
};
