import type { CaseConversation } from '../conversation.ts';
import { guidanceAt, textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/** No silent closure: whoever raised it says why they withdraw it, and both sides read it. */
export const withdraw: CaseConversation = {
  does: 'withdraw',
  title: 'Withdraw',
  submit: 'Withdraw it',
  writes: 'Withdrawn',
  ask: ({ rules }) => ({
    intro: [
      textBlock(
        `This closes the ${rules.policy.words.matter}. Both sides can read your reason, and it can be opened again. Withdraw only if the adult is safe and nothing is left to settle.`,
      ),
      ...guidanceAt(rules.policy, 'close'),
    ],
    fields: [reasonField('Why do you withdraw it?')],
  }),
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'withdraw', ...head, reason })),
};
