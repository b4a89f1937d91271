import type { Words, WordsByField } from '../../case/commands.ts';
import type { Outstanding } from '../../case/commands.ts';
import type { Proposal } from '../../case/state.ts';
import { sayDay } from '../../policy/say-date.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext } from '../conversation.ts';
import { sayName } from '../wording/telling.ts';

/* What people wrote, as quotes in a form or a page. Never in a message. */

type Opened = Pick<CaseContext, 'opened'>;

/** Said where the words cannot be read any more: the case's key was destroyed, or they were never kept. */
const gone = 'These words are no longer kept.';

export function quote(label: string, words: Words, { opened }: Opened): Block {
  return { kind: 'quote', label, words: opened.get(words.id) ?? gone };
}

/** The answers of one form, each under its question, in the order of the policy. */
function quotesOf(
  fields: readonly { readonly id: string; readonly label: string }[],
  words: WordsByField,
  opened: Opened,
): readonly Block[] {
  const known = fields.flatMap(({ id, label }) => {
    const one = words[id];
    return one === undefined ? [] : [quote(label, one, opened)];
  });
  const others = Object.entries(words).filter(([id]) => !fields.some((field) => field.id === id));
  return [...known, ...others.map(([id, one]) => quote(id.replaceAll('-', ' '), one, opened))];
}

/** A proposed outcome: what was agreed, what is open, and who does what by when. */
export function quotesOfProposal(
  proposal: Pick<Proposal, 'words' | 'outstanding'>,
  context: Pick<CaseContext, 'opened' | 'rules' | 'person'>,
): readonly Block[] {
  const { rules, person } = context;
  return [
    ...quotesOf(rules.policy.outcome.fields, proposal.words, context),
    ...proposal.outstanding.map((step, index) =>
      quote(
        `Next step ${index + 1}: ${sayName(step.owner, { rules, reader: person })}, by ${sayDay(step.by)}`,
        step.what,
        context,
      ),
    ),
  ];
}

/** Every text of a proposal. */
export function wordsOfProposal({
  words,
  outstanding,
}: {
  readonly words: WordsByField;
  readonly outstanding: readonly Outstanding[];
}): readonly Words[] {
  return [...Object.values(words), ...outstanding.map(({ what }) => what)];
}
