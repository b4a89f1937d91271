import { sayDay } from '../../policy/say-date.ts';
import { saySource } from '../page.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { confirmationOf, isWritten, sayWhereItGoes } from '../wording/confirmation-words.ts';
import { sayName } from '../wording/telling.ts';
import { commanded, hasErrors, longText, need, smallBlock, textBlock, wrong } from './fields.ts';
import { wordsOfProposal } from './quotes.ts';

/** The outcome confirmed, in writing or by word of mouth as the stage has it (RB-57, SO-29). A draft made of what was agreed is offered; whoever confirms may change it. */
export const confirmOutcome: CaseConversation = {
  does: 'confirm-outcome',
  title: 'Confirm the outcome',
  submit: 'Confirm',
  writes: 'OutcomeConfirmed',
  shows: ({ state }) => (state.proposal === undefined ? [] : wordsOfProposal(state.proposal)),
  ask: (context) => ({
    intro: [textBlock(sayWhereItGoes(context)), ...source(context)],
    fields: [
      longText(
        {
          id: 'confirmation',
          label: isWritten(context) ? 'The outcome' : 'What did you tell them?',
          hint: 'This is a draft from what was agreed. Change it as you need. Do not name the adult.',
        },
        true,
        draftOf(context),
      ),
    ],
  }),
  command: (_context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const words = need(answers, 'confirmation', 'Write down the outcome.', errors);
    return hasErrors(errors)
      ? wrong(errors)
      : commanded({ type: 'confirm-outcome', ...head, words: seal(words) });
  },
};

function source(context: CaseContext) {
  const confirmation = confirmationOf(context);
  return confirmation === undefined ? [] : [smallBlock(saySource(confirmation))];
}

function draftOf({ state, rules, person, opened }: CaseContext): string {
  if (state.proposal === undefined) return '';
  const { words, outstanding } = state.proposal;
  const said = rules.policy.outcome.fields.flatMap(({ id, label }) => {
    const text = opened.get(words[id]?.id ?? '');
    return text === undefined ? [] : [`${label} ${text}`];
  });
  const steps = outstanding.map(({ what, owner, by }) => {
    return `${rules.directory.people.get(owner)?.name ?? sayName(owner, { rules, reader: person })}, by ${sayDay(by)}: ${opened.get(what.id) ?? ''}`;
  });
  return [...said, ...steps].join('\n');
}
