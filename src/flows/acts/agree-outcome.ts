import type { CaseConversation } from '../conversation.ts';
import { sayPerson, upperFirst } from '../wording/telling.ts';
import { commanded, smallBlock, textBlock, wrong } from './fields.ts';
import { proposalShown } from './proposal-shown.ts';

/** A side agrees to the outcome that it has just read. Its word counts only from its own people (G-4). */
export const agreeOutcome: CaseConversation = {
  does: 'agree-outcome',
  title: 'Agree the outcome',
  submit: 'We agree',
  writes: 'OutcomeAgreed',
  shows: (context) => proposalShown(context).words,
  ask: (context) => {
    const { proposal, blocks } = proposalShown(context);
    const by =
      proposal === undefined
        ? ''
        : upperFirst(sayPerson(proposal.by, { rules: context.rules, reader: context.person }));
    return {
      intro: [
        textBlock(`${by} proposed this outcome.`),
        ...blocks,
        textBlock('Does your agency agree to it?'),
        smallBlock('If not, close this and choose “I do not agree”.'),
      ],
      fields: [],
    };
  },
  command: (context, _answers, head) => {
    const { proposal } = proposalShown(context);
    return proposal === undefined
      ? wrong({})
      : commanded({ type: 'agree-outcome', ...head, proposal: proposal.entry });
  },
};
