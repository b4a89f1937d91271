import type { Message } from './chat-message.ts';

/** What somebody is told who goes too fast. The same on every platform, and nothing of a case. */
export const tooFast: Message = {
  summary: 'You are going very fast. Please wait a few seconds and try again.',
  blocks: [{ kind: 'text', text: 'Nothing was changed. If an adult is at immediate risk, ring 999 now.' }],
};

/** The same where it is said beside what they typed. */
export const tooFastKept =
  'You are going very fast. What you typed is still here: please wait a few seconds and send it again. If an adult is at immediate risk, ring 999 now.';
