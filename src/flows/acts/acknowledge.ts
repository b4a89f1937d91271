import type { CaseConversation } from '../conversation.ts';
import { commanded } from './fields.ts';

/** "I have seen this." Nothing is asked: one press. */
export const acknowledge: CaseConversation = {
  does: 'acknowledge',
  title: 'Acknowledge',
  submit: 'I have seen this',
  writes: 'Acknowledged',
  ask: undefined,
  command: (_context, _answers, head) => commanded({ type: 'acknowledge', ...head }),
};
