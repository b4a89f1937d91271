import { candidatesFor, copiesToSend } from '../../case/copies.ts';
import { manyOf } from '../answers.ts';
import { saySource } from '../page.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayContent, sayCopy } from '../wording/copy-words.ts';
import { smallBlock, textBlock, wrong } from './fields.ts';
import { optionsOf } from './people-options.ts';
import { reasonField, withReason } from './reason.ts';

/** A copy that the policy leaves to somebody's judgement: to whom, what they can read, and why (RO-64, RO-71). */
export const sendCopy: CaseConversation = {
  does: 'send-copy',
  title: 'Send a copy',
  submit: 'Send the copy',
  writes: 'CopySent',
  ask: (context) => {
    const [chosen] = toSend(context);
    if (chosen === undefined) return { intro: [], fields: [], toRead: true };
    const { state, rules } = context;
    const people = candidatesFor(chosen.copy, state, rules);
    const intro = [
      textBlock(`A copy for: ${sayCopy(chosen, rules.policy)}. ${sayContent(chosen.copy.content)}`),
      smallBlock(saySource(chosen.copy)),
    ];
    if (people.length === 0) {
      const says = 'The directory names nobody for this. Ask the board’s office to add them, then try again.';
      return { intro: [...intro, textBlock(says)], fields: [], toRead: true };
    }
    return {
      intro,
      fields: [
        {
          kind: 'many',
          id: 'people',
          label: 'Who gets it?',
          required: true,
          options: optionsOf(people, rules),
          value: [...people],
        },
        reasonField('Why is it sent?'),
      ],
    };
  },
  command: (context, answers, head, seal) => {
    const [chosen] = toSend(context);
    const people = manyOf(answers, 'people');
    if (chosen === undefined) return wrong({});
    if (people.length === 0) return wrong({ people: 'Choose who gets the copy.' });
    return withReason(answers, seal, (reason) => ({
      type: 'send-copy',
      ...head,
      copy: chosen.key,
      people,
      reason,
    }));
  },
};

function toSend({ state, rules, act }: CaseContext) {
  const open = copiesToSend(state, rules);
  return act.on === undefined ? open : open.filter(({ key }) => key === act.on);
}
