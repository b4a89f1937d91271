import type { Block, Brief, Button, Message, Text } from '../chat-message.ts';
import type { EventWords } from './events/said.ts';

/**
 * A message with what it stands on: the buttons it has and the duties it shows as settled. A message that was sent
 * is brought up to date only when that changes, and not because time went by.
 */
export type Worded = { readonly message: Message; readonly standing: string };

/** Puts a message together: heading, what happened, who owes what by when, what happens next, rows of buttons, reference. */
export function worded(parts: {
  readonly reference: string;
  readonly where: Text;
  readonly words: EventWords;
  readonly duties: readonly Block[];
  readonly buttons: readonly (readonly Button[])[];
  readonly settled: readonly string[];
  readonly brief: Brief;
}): Worded {
  const { reference, where, words, duties, buttons, settled, brief } = parts;
  // The lock screen shows the summary, and so does the first line: nobody reads the same thing twice.
  const summary = `${reference}: ${words.heading}`;
  const blocks: Block[] = [
    { kind: 'heading', text: summary },
    ...words.says.map((text): Block => ({ kind: 'text', text })),
    ...duties,
    ...(words.next === undefined
      ? []
      : [{ kind: 'text', text: [{ strong: 'What happens next: ' }, words.next] } as const]),
    ...buttons.filter((row) => row.length > 0).map((row): Block => ({ kind: 'buttons', buttons: row })),
    { kind: 'small', text: where },
  ];
  return {
    message: { summary, blocks, brief },
    standing: JSON.stringify([buttons.flat().map(({ act }) => act), settled]),
  };
}
