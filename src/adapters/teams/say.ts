import type { Message } from '../../flows/chat-message.ts';

/* What the adapter itself has to say to a person. Nothing of a case, also where others read along. */

const safety = 'If an adult is at immediate risk, ring 999 now.';

/** After an error of ours: nothing is claimed that we do not know. */
export const wentWrong: Message = {
  summary: 'Something went wrong on our side, and this may not have been saved.',
  blocks: [{ kind: 'text', text: `Please try again in a minute. Nothing is recorded twice. ${safety}` }],
};

/** Said over a card, which stays as it is with what was typed into it. */
export const keptCard =
  'Something went wrong on our side, and this may not have been saved. What you typed is still here: please send it again in a minute. Nothing is recorded twice.';

export const tooLong =
  'One of your answers is too long. Nothing was saved. What you typed is still here: please make it shorter and send it again.';

/** A button was pressed after which there is nothing to show in its place. */
export const seeBelow = 'Done. Anything new is at the end of this chat.';

/** A button or a card that is not one of ours, or was changed on its way. */
export const notOurs: Message = {
  summary: 'This button does nothing in Concordat. Nothing was changed.',
  blocks: [{ kind: 'text', text: 'It may be from another app, or from an older message.' }],
};

/** A dialog, a search or another request of Teams that the bot does not have. */
export const notHere = 'Concordat has nothing to show here. Write to it in your own chat with it instead.';

/** A file, a picture or nothing at all came where words were expected. */
export function onlyWords(slashCommand: string): Message {
  const word = slashCommand.replace(/^\//u, '');
  return {
    summary: 'Concordat reads typed words only. Nothing was kept of what you sent.',
    blocks: [{ kind: 'text', text: `Type ${word} to begin, or ${word} help. ${safety}` }],
  };
}

/** Teams does not say who this is: a visitor without an account in this organisation. */
export const notKnown: Message = {
  summary: 'Concordat cannot tell who you are here.',
  blocks: [
    {
      kind: 'text',
      text: `Teams gives no account for you in this organisation. Use Concordat in your own organisation’s Teams. Nothing was changed. ${safety}`,
    },
  ],
};

/** Where others read along, buttons show nothing. */
export const pressedElsewhere: Message = {
  summary: 'This button works in your own chat with Concordat only. Nothing was changed.',
  blocks: [{ kind: 'text', text: `Open your chat with Concordat and press it there. ${safety}` }],
};

export const writtenToYou: Message = {
  summary: 'I have written to you. See your own chat with Concordat.',
  blocks: [],
};

export const couldNotWrite: Message = {
  summary: 'I could not write to you just now. Nothing was changed. Please try again in a moment.',
  blocks: [{ kind: 'text', text: safety }],
};

/** They never added the bot for themselves, so that it cannot write to them. */
export const addMe: Message = {
  summary: 'Add Concordat for yourself, and write to it there.',
  blocks: [
    {
      kind: 'text',
      text: `Concordat speaks about cases only with one person at a time. Open Apps in Teams, find Concordat and add it. ${safety}`,
    },
  ],
};
