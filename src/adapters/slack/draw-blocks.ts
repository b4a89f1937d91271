import type { ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Block, Text } from '../../flows/chat-message.ts';
import { visible } from '../../flows/plain-text.ts';
import { drawButtons } from './draw-buttons.ts';
import { plainText, spansOf, textObject, textObjects, wordsOf } from './draw-text.ts';
import { limits } from './limits.ts';
import { weigh } from './plain.ts';

/** The blocks of a page, a form's introduction or the home view. */
export function drawBlocks(blocks: readonly Block[]): readonly KnownBlock[] {
  return blocks.flatMap(drawBlock);
}

function drawBlock(block: Block): readonly KnownBlock[] {
  switch (block.kind) {
    case 'heading':
      return drawHeading(block.text);
    case 'text':
      return drawSections(block.text);
    case 'facts':
      return drawFacts(block.facts);
    case 'list':
      return drawList(block.items);
    case 'quote':
      return drawQuote(block.label, block.words);
    case 'small':
      return textObjects(block.text, limits.context).map((text): ContextBlock => ({
        type: 'context',
        elements: [text],
      }));
    case 'link':
      return [drawLink(block.label, block.url)];
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons':
      return drawButtons(block.buttons);
  }
}

/** An address of ours, which holds nothing that Slack reads as anything else. */
function drawLink(label: string, url: string): SectionBlock {
  const text = `<${url}|${label.replace(/[<>|&]/gu, ' ')}>`;
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

/** A heading; one that is too long for Slack's own kind stands in bold. */
export function drawHeading(text: string): readonly (HeaderBlock | SectionBlock)[] {
  if (weigh(visible(text)) > limits.header) return drawSections({ strong: text });
  return [{ type: 'header', text: plainText(text, limits.header) }];
}

/** A text in as many sections as its length needs. */
export function drawSections(text: Text): readonly SectionBlock[] {
  return textObjects(text, limits.section).map((part): SectionBlock => ({ type: 'section', text: part }));
}

type Fact = { readonly label: string; readonly value: Text };

/** Label and value side by side; a value that does not fit a cell stands below its label. */
function drawFacts(facts: readonly Fact[]): readonly SectionBlock[] {
  const sections: SectionBlock[] = [];
  let row: Fact[] = [];
  const closeRow = (): void => {
    if (row.length > 0) sections.push(drawCells(row));
    row = [];
  };
  for (const fact of facts) {
    if (fitsCell(fact)) {
      row.push(fact);
      if (row.length * 2 >= limits.fields) closeRow();
    } else {
      closeRow();
      sections.push(...drawSections({ strong: fact.label }), ...drawSections(fact.value));
    }
  }
  closeRow();
  return sections;
}

function fitsCell(fact: Fact): boolean {
  return [fact.label, wordsOf(spansOf(fact.value))].every(
    (words) => weigh(visible(words)) < limits.field - 2,
  );
}

function drawCells(facts: readonly Fact[]): SectionBlock {
  return {
    type: 'section',
    fields: facts.flatMap((fact) => [
      textObject({ strong: fact.label }, limits.field),
      textObject(fact.value, limits.field),
    ]),
  };
}

/** One line an item, as many to a section as fit. */
function drawList(items: readonly Text[]): readonly SectionBlock[] {
  const sections: SectionBlock[] = [];
  let lines: Text[] = [];
  let length = 0;
  const close = (): void => {
    if (lines.length > 0)
      sections.push(...drawSections(lines.flatMap((line, i) => [i === 0 ? '' : '\n', ...spansOf(line)])));
    lines = [];
    length = 0;
  };
  for (const item of items) {
    const line = ['• ', ...spansOf(item)];
    const weight = weigh(wordsOf(line)) + 10;
    if (length + weight > limits.section) close();
    lines.push(line);
    length += weight;
  }
  close();
  return sections;
}

/** What somebody wrote: their label, then the words as typed, between quotation marks so that the end can be heard. */
function drawQuote(label: string, words: string): readonly SectionBlock[] {
  return [...drawSections({ strong: label }), ...drawSections(`“${visible(words)}”`)];
}
