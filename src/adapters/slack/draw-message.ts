import type { KnownBlock } from '@slack/types';
import type { Block, Message } from '../../flows/chat-message.ts';
import { visible } from '../../flows/plain-text.ts';
import { drawBlocks, drawSections } from './draw-blocks.ts';
import { spansOf, wordsOf } from './draw-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import { limits } from './limits.ts';
import { clip, escapeMarkup } from './plain.ts';

export type SlackMessage = { readonly text: string; readonly blocks: KnownBlock[] };

/**
 * A message as Slack takes it. `text` is what phones show on a lock screen; desktops take it from the blocks, from
 * the first one on (docs.slack.dev/changelog/2026/07/13/notification-changes), so the summary is the first block too.
 */
export function drawMessage(message: Message): SlackMessage {
  const blocks = drawBlocks(message.blocks.map(withoutWords));
  return {
    text: clip(escapeMarkup(visible(message.summary)), limits.summary),
    blocks: fitBlocks(
      startsWith(message.blocks[0], message.summary) ? blocks : [...drawSections(message.summary), ...blocks],
      { blocks: limits.blocksInMessage, bytes: limits.bytesInMessage },
    ),
  };
}

/** Chat keeps its own copy of a message, so what a person wrote is never in one, whatever a flow asks for. */
function withoutWords(block: Block): Block {
  if (block.kind !== 'quote') return block;
  return { kind: 'small', text: 'What was written is not shown in messages. Open the case to read it.' };
}

function startsWith(first: Block | undefined, summary: string): boolean {
  if (first === undefined || (first.kind !== 'heading' && first.kind !== 'text')) return false;
  return wordsOf(spansOf(first.text)) === summary;
}
