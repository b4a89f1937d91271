import type { CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { commanded, smallBlock, textBlock } from './fields.ts';

/** The offer of a talk about how it went, which each person takes up for themself or leaves (SO-35). */
export const wantDebrief: CaseConversation = {
  does: 'want-debrief',
  title: 'A talk about how it went',
  submit: 'Yes, I would like that',
  writes: 'DebriefWanted',
  ask: ({ rules }) => {
    const { debrief } = rules.policy.learning ?? {};
    return {
      intro: [
        ...(debrief === undefined ? [] : [textBlock(debrief.offers), smallBlock(saySource(debrief))]),
        textBlock(
          'Your line manager is told that you would like it, and so is everybody else who said yes. To leave it, close this.',
        ),
      ],
      fields: [],
    };
  },
  command: (_context, _answers, head) => commanded({ type: 'want-debrief', ...head }),
};
