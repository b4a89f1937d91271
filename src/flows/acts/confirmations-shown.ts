import type { Words } from '../../case/commands.ts';
import { sayDate } from '../../policy/say-date.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext } from '../conversation.ts';
import { sayPerson, upperFirst } from '../wording/telling.ts';
import { quote } from './quotes.ts';

export function wordsOfConfirmations({ state }: CaseContext): readonly Words[] {
  return state.confirmations.map(({ words }) => words);
}

/** The written outcome, as each side that owed it put it. */
export function confirmationsShown(context: CaseContext): readonly Block[] {
  const { state, rules, person } = context;
  return state.confirmations.map(({ by, at, words }) => {
    return quote(
      `${upperFirst(sayPerson(by, { rules, reader: person }))} wrote on ${sayDate(new Date(at))}`,
      words,
      context,
    );
  });
}
