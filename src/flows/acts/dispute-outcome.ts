import type { CaseConversation } from '../conversation.ts';
import { textBlock, wrong } from './fields.ts';
import { proposalShown } from './proposal-shown.ts';
import { reasonField, withReason } from './reason.ts';

/** A side does not agree and says why. The matter stays where it is, its dates unchanged. */
export const disputeOutcome: CaseConversation = {
  does: 'dispute-outcome',
  title: 'I do not agree',
  submit: 'Send',
  writes: 'OutcomeDisputed',
  shows: (context) => proposalShown(context).words,
  ask: (context) => ({
    intro: [
      ...proposalShown(context).blocks,
      textBlock(
        'The proposal falls away. Nothing else changes: the dates stay as they are, and either side can propose again.',
      ),
    ],
    fields: [reasonField('What do you not agree with, and what would you accept?')],
  }),
  command: (context, answers, head, seal) => {
    const { proposal } = proposalShown(context);
    if (proposal === undefined) return wrong({});
    return withReason(answers, seal, (reason) => ({
      type: 'dispute-outcome',
      ...head,
      proposal: proposal.entry,
      reason,
    }));
  },
};
