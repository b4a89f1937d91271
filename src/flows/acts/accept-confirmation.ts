import type { CaseConversation } from '../conversation.ts';
import { confirmationsShown, wordsOfConfirmations } from './confirmations-shown.ts';
import { commanded, smallBlock, textBlock } from './fields.ts';

/** The written outcome is what was agreed. */
export const acceptConfirmation: CaseConversation = {
  does: 'accept-confirmation',
  title: 'Accept the confirmation',
  submit: 'This is what we agreed',
  writes: 'ConfirmationAccepted',
  shows: wordsOfConfirmations,
  ask: (context) => ({
    intro: [
      ...confirmationsShown(context),
      textBlock('Is this what was agreed? If you say so, the matter is settled.'),
      smallBlock('If not, close this and choose “This is not what we agreed”.'),
    ],
    fields: [],
  }),
  command: (_context, _answers, head) => commanded({ type: 'accept-confirmation', ...head }),
};
