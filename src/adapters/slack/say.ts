import type { Message } from '../../flows/chat-message.ts';

/* What the adapter itself has to say to a person. Nothing of a case. */

/** After an error of ours: nothing is claimed that we do not know. */
export const wentWrong: Message = {
  summary: 'Something went wrong on our side, and this may not have been saved.',
  blocks: [{ kind: 'text', text: 'Please try again in a minute. Nothing is recorded twice.' }],
};

/** Said in a form, which keeps what was typed. */
export const keptForm =
  'Something went wrong on our side, and this may not have been saved. What you typed is still here: please send it again in a minute. Nothing is recorded twice.';

export const tooLate: Message = {
  summary: 'That took too long to open.',
  blocks: [{ kind: 'text', text: 'Slack allows three seconds. Nothing was changed. Please try again.' }],
};

export function unknownCommand(slashCommand: string): Message {
  return { summary: `This bot answers ${slashCommand} only. Nothing was done.`, blocks: [] };
}
