import { oneOf } from '../answers.ts';
import type { CaseConversation } from '../conversation.ts';
import { commanded, longText, textBlock } from './fields.ts';

/** The risk question by itself, at any time (RB-11). An immediate risk leaves this form at once. */
export const reassessRisk: CaseConversation = {
  does: 'reassess-risk',
  title: 'Look at the risk again',
  submit: 'Record',
  writes: 'RiskReassessed',
  risk: 'instead',
  ask: () => ({
    intro: [textBlock('Risk changes. Look at it again, and say what you see.')],
    fields: [
      longText(
        { id: 'note', label: 'What has changed?', hint: 'You can leave this empty. Do not name the adult.' },
        false,
      ),
    ],
  }),
  command: (_context, answers, head, seal) => {
    const note = oneOf(answers, 'note');
    return commanded({ type: 'reassess-risk', ...head, ...(note === '' ? {} : { note: seal(note) }) });
  },
};
