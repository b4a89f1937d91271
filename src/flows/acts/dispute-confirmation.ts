import { boardWords } from '../../policy/board-words.ts';
import type { CaseConversation } from '../conversation.ts';
import { confirmationsShown, wordsOfConfirmations } from './confirmations-shown.ts';
import { textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/** The written outcome is not what was agreed, or did not come. The matter is open again at the same stage (G-4). */
export const disputeConfirmation: CaseConversation = {
  does: 'dispute-confirmation',
  title: 'Not what we agreed',
  submit: 'Send',
  writes: 'ConfirmationDisputed',
  shows: wordsOfConfirmations,
  ask: (context) => ({
    intro: [
      ...confirmationsShown(context),
      textBlock(
        `The matter is open again at the same ${boardWords(context.rules.policy).stage}, and its old dates count.`,
      ),
    ],
    fields: [reasonField('What is not as it was agreed?')],
  }),
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'dispute-confirmation', ...head, reason })),
};
