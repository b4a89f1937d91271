import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { questionField } from '../raise/words.ts';
import type { FieldRule } from '../../policy/question.ts';
import { sayList } from '../wording/telling.ts';
import { commanded, hasErrors, smallBlock, textBlock, wrong } from './fields.ts';
import { answersInWords, sealAll } from './policy-fields.ts';

/** What others can learn from a case that is closed, in the policy's own questions (SO-34, HE-8). It goes on without names. */
export const noteLearning: CaseConversation = {
  does: 'note-learning',
  title: 'What others can learn',
  submit: 'Send',
  writes: 'LearningNoted',
  deidentified: true,
  ask: (context) => ({
    intro: [
      textBlock(whereTo(context)),
      ...(context.rules.policy.learning === undefined
        ? []
        : [smallBlock(saySource(context.rules.policy.learning))]),
    ],
    fields: fieldsOf(context).map((rule) => questionField(rule, {})),
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const said = answersInWords(fieldsOf(context), answers, errors);
    if (hasErrors(errors)) return wrong(errors);
    const anything = fieldsOf(context).some((rule) => tellsSomething(rule, answers));
    return commanded({ type: 'note-learning', ...head, words: sealAll(said, seal), anything });
  },
};

function fieldsOf({ rules }: CaseContext): readonly FieldRule[] {
  return rules.policy.learning?.fields ?? [];
}

function whereTo({ rules }: CaseContext): string {
  const { learning, roles } = rules.policy;
  const names = (learning?.goes_to ?? []).map(
    ({ role }) => `the ${roles.find(({ id }) => id === role)?.label ?? role}`,
  );
  const says =
    'Do not name the adult, yourself, a colleague or an agency, and give no detail by which somebody could be known.';
  if (names.length === 0) return `${says} It stays in the record of this case.`;
  return `${says} It goes to ${sayList(names)}, who ${names.length === 1 ? 'reads' : 'read'} nothing else of this case.`;
}

/** A "no" is an answer, and tells nobody anything. */
function tellsSomething({ id, type }: FieldRule, answers: Answers): boolean {
  const answer = oneOf(answers, id);
  if (type === 'yes-no' || type === 'yes-no-na') return answer === 'yes';
  return answer !== '';
}
