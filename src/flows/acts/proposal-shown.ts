import type { Words } from '../../case/commands.ts';
import type { Proposal } from '../../case/state.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext } from '../conversation.ts';
import { quotesOfProposal, wordsOfProposal } from './quotes.ts';
import { numberOn } from './turn-of.ts';

type Shown = {
  readonly proposal: Proposal | undefined;
  readonly words: readonly Words[];
  readonly blocks: readonly Block[];
};

/**
 * The proposed outcome that a form is about. Nothing once it is another one: whoever had the old one before their
 * eyes has not read what they would agree to.
 */
export function proposalShown(context: CaseContext): Shown {
  const { proposal } = context.state;
  const asked = numberOn(context.act.on);
  if (proposal === undefined || (asked !== undefined && asked !== proposal.entry)) {
    return { proposal: undefined, words: [], blocks: [] };
  }
  return { proposal, words: wordsOfProposal(proposal), blocks: quotesOfProposal(proposal, context) };
}
