import type { Block, Message } from '../../flows/chat-message.ts';
import type { Card, Element, Execute } from './card.ts';
import { drawBlocks } from './draw-blocks.ts';
import { richText, spansOf, wordsOf } from './draw-text.ts';
import { fitCard } from './fit-card.ts';
import { limits } from './limits.ts';
import { lineOf } from './plain.ts';
import { wholeCard } from './whole-card.ts';

export type TeamsMessage = {
  /** What phones show on a lock screen: plain text on one line. */
  readonly summary: string;
  readonly card: Card;
};

/** A message as Teams takes it: its summary, and a card that begins with the same words. */
export function drawMessage(message: Message): TeamsMessage {
  const summary = lineOf(message.summary, limits.summary);
  return { summary, card: drawSaying({ ...message, blocks: message.blocks.map(withoutWords) }) };
}

/** Chat keeps its own copy of a message, so what a person wrote is never in one, whatever a flow asks for. */
export function withoutWords(block: Block): Block {
  if (block.kind !== 'quote') return block;
  return { kind: 'small', text: 'What was written is not shown in messages. Open the case to read it.' };
}

/** A card that says a message; `actions` stand at its foot. */
export function drawSaying(message: Message, actions: readonly Execute[] = []): Card {
  const { summary, blocks } = message;
  const first: readonly Element[] = startsWith(blocks[0], summary) ? [] : richText({ strong: summary });
  const card = wholeCard(summary, [...first, ...drawBlocks(blocks)], actions);
  const fitted = fitCard(card, 1);
  if (fitted === undefined)
    throw new Error('a message does not fit a card of Teams without its first element');
  return fitted;
}

function startsWith(first: Block | undefined, summary: string): boolean {
  if (first === undefined || (first.kind !== 'heading' && first.kind !== 'text')) return false;
  return wordsOf(spansOf(first.text)) === summary;
}
