import type { CaseConversation } from '../conversation.ts';
import { sayStage } from '../wording/telling.ts';
import { textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/** What was closed too soon is open again, with a reason. */
export const reopen: CaseConversation = {
  does: 'reopen',
  title: 'Open it again',
  submit: 'Open it again',
  writes: 'Reopened',
  ask: ({ state, rules }) => ({
    intro: [
      textBlock(
        `It is open again at ${sayStage(state.stage, rules)}, and what was owed there is owed at its old dates. A date that has passed meanwhile is overdue at once.`,
      ),
    ],
    fields: [reasonField('Why is it opened again?')],
  }),
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'reopen', ...head, reason })),
};
