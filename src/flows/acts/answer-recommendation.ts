import type { RecommendationAnswer } from '../../case/forum-commands.ts';
import { answersAt, recommendationsToAnswer } from '../../case/rules/answering.ts';
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
        options: answersAt(turnOf(context)).map((id) => ({ id, label: sayAnswer(id, context) })),
      },
      longText(
        {
          id: 'words',
          label: answersAt(turnOf(context)).includes('will-not-act')
            ? 'What was done, what will be done and by when, or why not?'
            : 'What was done, what will be done and by when, or why not yet?',
          hint: 'Do not name the adult.',
        },
        true,
      ),
    ],
  }),
  command: (context, given, head, seal) => {
    const [recommendation] = addressed(context);
    const errors: Record<string, string> = {};
    const answer = answersAt(turnOf(context)).find((id) => id === oneOf(given, 'answer'));
    const words = need(given, 'words', 'Say what was done, or why not.', errors);
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

/** What binds is carried out, and is answered so. */
function sayAnswer(answer: RecommendationAnswer, context: CaseContext): string {
  const binding = answersAt(turnOf(context)).includes('cannot-yet');
  const said = {
    'acted-on': binding ? 'Seen, and we have done it' : 'We have acted on it',
    'will-act': binding ? 'Seen, and we will do it' : 'We will act on it',
    'will-not-act': 'We will not act on it',
    'cannot-yet': 'We cannot do it yet, because',
  };
  return said[answer];
}
