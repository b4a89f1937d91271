import type { Act } from '../chat-input.ts';
import type { Block, Form, Text } from '../chat-message.ts';

/** What one page may hold: well under what any platform draws, so that nothing is ever left out. */
const roomFor = { blocks: 45, letters: 15_000 };

/**
 * A long text as pages. Parts stay together; one that is longer than a page has a page of its own. The next page is
 * the form's own button: a page can be turned on every platform.
 *
 * @param act its `on` is the page that is wanted, `2`; the first without one
 */
export function pagedForm(title: string, parts: readonly (readonly Block[])[], act: Act): Form {
  const pages = inPages(parts);
  const wanted = Math.min(pageOf(act), Math.max(pages.length, 1));
  const blocks = pages[wanted - 1] ?? [];
  const more = wanted < pages.length;
  const where: readonly Block[] =
    pages.length < 2 ? [] : [{ kind: 'small', text: `Page ${wanted} of ${pages.length}` }];
  return {
    title,
    context: { act: more ? { ...act, on: String(wanted + 1) } : act, step: 'read' },
    intro: [...where, ...blocks],
    fields: [],
    ...(more ? { submit: 'Next page' } : {}),
    close: 'Close',
  };
}

/** The page that an act asks for; the first for anything that is no number. */
export function pageOf({ on }: Act): number {
  return on !== undefined && /^[1-9]\d{0,3}$/.test(on) ? Number(on) : 1;
}

/** Which parts stand on which page. */
export function inPages(parts: readonly (readonly Block[])[]): readonly (readonly Block[])[] {
  const pages: Block[][] = [];
  let room = { blocks: 0, letters: 0 };
  for (const part of parts) {
    const size = sizeOf(part);
    const page = pages.at(-1);
    if (page === undefined || size.blocks > room.blocks || size.letters > room.letters) {
      pages.push([...part]);
      room = { blocks: roomFor.blocks - size.blocks, letters: roomFor.letters - size.letters };
    } else {
      page.push(...part);
      room = { blocks: room.blocks - size.blocks, letters: room.letters - size.letters };
    }
  }
  return pages;
}

function sizeOf(blocks: readonly Block[]): { readonly blocks: number; readonly letters: number } {
  const letters = blocks.map(lettersIn);
  return {
    // A long text takes several blocks of a platform, and a quote one more for its label.
    blocks: blocks.reduce(
      (sum, { kind }, index) => sum + (kind === 'quote' ? 2 : 1) + Math.floor((letters[index] ?? 0) / 2500),
      0,
    ),
    letters: letters.reduce((sum, one) => sum + one, 0),
  };
}

function lettersIn(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return block.text.length;
    case 'text':
    case 'small':
      return lengthOf(block.text);
    case 'facts':
      return block.facts.reduce((sum, { label, value }) => sum + label.length + lengthOf(value), 0);
    case 'list':
      return block.items.reduce<number>((sum, item) => sum + lengthOf(item), 0);
    case 'quote':
      return block.label.length + block.words.length;
    case 'link':
      return block.label.length;
    case 'divider':
    case 'buttons':
      return 0;
  }
}

function lengthOf(text: Text): number {
  if (typeof text === 'string') return text.length;
  if ('strong' in text) return text.strong.length;
  return text.reduce<number>((sum, span) => sum + lengthOf(span), 0);
}
