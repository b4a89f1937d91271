import type { CaseConversation } from '../conversation.ts';
import { commanded, guidanceAt, hasErrors, smallBlock, wrong } from './fields.ts';
import { answersInWords, sealAll } from './policy-fields.ts';
import { questionField } from '../raise/words.ts';

/** The receiving side says what it wants to achieve (RB-43), in the policy's own questions. */
export const respond: CaseConversation = {
  does: 'respond',
  title: 'Say what you want',
  submit: 'Send',
  writes: 'Responded',
  risk: 'and-done',
  ask: ({ rules }) => ({
    intro: [
      ...guidanceAt(rules.policy, 'respond'),
      smallBlock('Everybody who is part of this can read what you write. Do not name the adult.'),
    ],
    fields: rules.policy.response.fields.map((rule) => questionField(rule, {})),
  }),
  command: ({ rules }, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const said = answersInWords(rules.policy.response.fields, answers, errors);
    return hasErrors(errors)
      ? wrong(errors)
      : commanded({ type: 'respond', ...head, words: sealAll(said, seal) });
  },
};
