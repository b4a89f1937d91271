import { recommendationsToAnswer } from '../../case/rules/answering.ts';
import type { Recommendation } from '../../case/state.ts';
import { oneOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { commanded, guidanceAt, hasErrors, longText, need, wrong } from './fields.ts';
import { quote } from './quotes.ts';
import { turnOf } from './turn-of.ts';

/** An agency says what it has done about what was recommended to it, or why not (RB-91). */
export const answerRecommendation: CaseConversation = {
  does: 'answer-recommendation',
  title: 'Answer',
  submit: 'Send',
  writes: 'RecommendationAnswered',
  shows: (context) => addressed(context).map(({ words }) => words),
  ask: (context) => ({
    intro: [
      ...addressed(context).map(({ words }) => quote('To your agency', words, context)),
      ...guidanceAt(context.rules.policy, 'forum'),
    ],
    fields: [
      {
        kind: 'choice',
        id: 'answer',
        label: 'What has your agency done about it?',
        hint: 'If you will act on it, you are asked again until you say that you have.',
        required: true,
        options: [
          { id: 'acted-on', label: 'We have acted on it' },
          { id: 'will-act', label: 'We will act on it' },
          { id: 'will-not-act', label: 'We will not act on it' },
        ],
      },
      longText(
        {
          id: 'words',
          label: 'What was done, what will be done and by when, or why not?',
          hint: 'Do not name the adult.',
        },
        true,
      ),
    ],
  }),
  command: (context, answers, head, seal) => {
    const [recommendation] = addressed(context);
    const errors: Record<string, string> = {};
    const answer = readAnswer(oneOf(answers, 'answer'));
    const words = need(answers, 'words', 'Say what was done, or why not.', errors);
    if (answer === undefined) errors['answer'] = 'Choose one of the three.';
    if (hasErrors(errors) || answer === undefined) return wrong(errors);
    if (recommendation === undefined) return wrong({});
    return commanded({
      type: 'answer-recommendation',
      ...head,
      recommendation: recommendation.id,
      answer,
      words: seal(words),
    });
  },
};

/** The one that the act names, else the first that this person's agency has not answered. */
function addressed(context: CaseContext): readonly Recommendation[] {
  const open = recommendationsToAnswer(turnOf(context));
  const id = context.act.on ?? open.find(({ answer }) => answer === undefined)?.id ?? open[0]?.id;
  return open.filter((one) => one.id === id);
}

function readAnswer(id: string): Exclude<Recommendation['answer'], undefined>['answer'] | undefined {
  return id === 'acted-on' || id === 'will-act' || id === 'will-not-act' ? id : undefined;
}
