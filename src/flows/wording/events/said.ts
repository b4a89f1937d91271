import type { CaseEvent, Entry, EventOf } from '../../../case/events.ts';
import type { Text } from '../../chat-message.ts';
import type { TellingOfCase } from '../telling.ts';

/** What a notice says of an event: a heading, what happened, and what happens next. */
export type EventWords = {
  readonly heading: string;
  readonly says: readonly Text[];
  readonly next?: string;
};

/** The words of some events, by their type. */
export type Wording = {
  readonly [T in CaseEvent['type']]?: (event: EventOf<T>, telling: TellingOfCase, entry: Entry) => EventWords;
};

export function said(heading: string, ...says: readonly string[]): EventWords {
  return { heading, says };
}

/** What happens next, sentence after sentence; nothing where none is left for this reader. */
export function saidNext(...sentences: readonly string[]): Pick<EventWords, 'next'> {
  const next = sentences.filter((sentence) => sentence !== '').join(' ');
  return next === '' ? {} : { next };
}
