import { stageNow } from '../../case/stage-entry.ts';
import type { AgencyId } from '../../directory/directory.ts';
import { oneOf } from '../answers.ts';
import type { Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import type { StageRule } from '../../policy/stage.ts';
import { saySource } from '../page.ts';
import { forumWordsAt } from '../wording/forum-words.ts';
import { sayAgency } from '../wording/telling.ts';
import { commanded, guidanceAt, hasErrors, longText, smallBlock, textBlock, wrong } from './fields.ts';

const perAgency = [1, 2, 3] as const;

/** What the agencies are asked afterwards; nothing where the policy asks for no answers. */
function sayAnswers(forum: StageRule['forum']): string {
  if (forum?.answers.each_agency === false) return '';
  return ` Each agency is asked to say what it has done about it, ${forum?.effect === 'binding' ? 'or will do by when' : 'or why not'}.`;
}

/** What the last forum says, one by one, each addressed to an agency (RB-88). Every agency hears something. */
export const recommend: CaseConversation = {
  does: 'recommend',
  title: 'What should happen',
  submit: 'Send',
  writes: 'RecommendationsMade',
  ask: (context) => {
    const { policy } = context.rules;
    const { forum, id } = stageNow(context.state, context.rules);
    const what = forumWordsAt({ stage: id, policy });
    return {
      intro: [
        textBlock(
          `Write ${what === undefined ? 'it' : `the ${forum?.output === 'recommendations' ? what.many : what.one}`} one by one, at least one for each agency.${sayAnswers(forum)}`,
        ),
        ...guidanceAt(policy, 'forum'),
        ...(forum === undefined ? [] : [smallBlock(`${forum.says} ${saySource(forum)}.`)]),
      ],
      fields: context.state.sides.flatMap(({ agency }) =>
        perAgency.map((number) => field(agency, number, context)),
      ),
    };
  },
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const written = context.state.sides.flatMap(({ agency }) => {
      const texts = perAgency
        .map((number) => oneOf(answers, idOf(agency, number)))
        .filter((text) => text !== '');
      if (texts.length === 0) {
        errors[idOf(agency, 1)] =
          `Write at least one for ${sayAgency(agency, context.rules)}, if only to say that nothing is asked of it.`;
      }
      return texts.map((text) => ({ to: agency, text }));
    });
    if (hasErrors(errors)) return wrong(errors);
    return commanded({
      type: 'recommend',
      ...head,
      recommendations: written.map(({ to, text }) => ({ to, words: seal(text) })),
    });
  },
};

function idOf(agency: AgencyId, number: number): string {
  return `recommendations-${agency}-${number}`;
}

function field(agency: AgencyId, number: number, { rules }: CaseContext): Field {
  const name = sayAgency(agency, rules);
  return number === 1
    ? longText({ id: idOf(agency, 1), label: `To ${name}`, hint: 'Do not name the adult.' }, true)
    : longText(
        {
          id: idOf(agency, number),
          label: `To ${name}, number ${number}`,
          hint: 'You can leave this empty.',
        },
        false,
      );
}
