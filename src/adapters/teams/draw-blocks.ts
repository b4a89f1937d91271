import type { Block, Text } from '../../flows/chat-message.ts';
import { isBlank, visible } from '../../flows/plain-text.ts';
import type { Container, Element, RichText } from './card.ts';
import { drawButtons } from './draw-buttons.ts';
import { drawHeading, labelBefore, richText, spansOf, wordsOf } from './draw-text.ts';
import { limits } from './limits.ts';

/** The elements of a page, a form's introduction, a message or the home view; a divider is a line above what follows it. */
export function drawBlocks(blocks: readonly Block[]): readonly Element[] {
  const drawn: Element[] = [];
  let line = false;
  for (const block of blocks) {
    if (block.kind === 'divider') {
      line = drawn.length > 0;
      continue;
    }
    const [first, ...rest] = drawBlock(block);
    if (first === undefined) continue;
    drawn.push(line ? { ...first, separator: true, spacing: 'medium' } : first, ...rest);
    line = false;
  }
  return drawn;
}

function drawBlock(block: Exclude<Block, { kind: 'divider' }>): readonly Element[] {
  switch (block.kind) {
    case 'heading':
      return drawHeading(block.text, 'medium');
    case 'text':
      return richText(block.text);
    case 'facts':
      return block.facts.flatMap(drawFact);
    case 'list':
      return block.items.flatMap(drawItem);
    case 'quote':
      return drawQuote(block.label, block.words);
    case 'small':
      return richText(block.text, { size: 'small' });
    case 'link':
      return [
        { type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: block.label, url: block.url }] },
      ];
    case 'buttons':
      return drawButtons(block.buttons);
  }
}

/** "Label: value" on one line, which reads the same on a wide screen, on a telephone and aloud. */
function drawFact(
  { label, value }: { readonly label: string; readonly value: Text },
  index: number,
): readonly RichText[] {
  return richText([labelBefore(label, limits.label), ...seen(value)], {}, below(index));
}

function drawItem(item: Text, index: number): readonly RichText[] {
  return richText(['• ', ...seen(item)], {}, below(index));
}

function seen(text: Text): ReturnType<typeof spansOf> {
  const spans = spansOf(text);
  return isBlank(wordsOf(spans)) ? [visible('')] : spans;
}

function below(index: number): 'small' | undefined {
  return index === 0 ? undefined : 'small';
}

/**
 * What somebody wrote, in a frame: their label, then the words as typed, between quotation marks so that the end can be
 * heard. A long one goes on in another frame, so that it can be cut where a card has no room for all of it.
 */
function drawQuote(label: string, words: string): readonly Container[] {
  const frames: RichText[][] = [];
  let length = 0;
  const lines = [...richText({ strong: visible(label) }), ...richText(`“${visible(words)}”`, {}, 'small')];
  for (const line of lines) {
    const weight = JSON.stringify(line).length;
    const frame = frames.at(-1);
    if (frame === undefined || length + weight > limits.quote) {
      frames.push([line]);
      length = weight;
    } else {
      frame.push(line);
      length += weight;
    }
  }
  return frames.map((items, index): Container => ({
    type: 'Container',
    style: 'emphasis',
    ...(index === 0 ? {} : { spacing: 'none' }),
    items,
  }));
}
