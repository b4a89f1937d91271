import type { Block as PageBlock } from '../chat-message.ts';
import { wordsIn } from '../plain-text.ts';
import type { Block } from './document.ts';

/** What stands on a page, for a document: what people read in chat and what they file is made from the same words. */
export function fromPage(blocks: readonly PageBlock[]): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    switch (block.kind) {
      case 'heading':
        return [{ kind: 'heading', level: 2, text: block.text }];
      case 'text':
        return [{ kind: 'text', text: wordsIn(block.text) }];
      case 'small':
        return [{ kind: 'text', as: 'note', text: wordsIn(block.text) }];
      case 'facts':
        return [
          {
            kind: 'facts',
            rows: block.facts.map(({ label, value }) => ({ label, value: wordsIn(value) })),
          },
        ];
      case 'list':
        return [{ kind: 'list', items: block.items.map(wordsIn) }];
      case 'quote':
        return [
          { kind: 'text', as: 'note', text: block.label },
          { kind: 'text', as: 'quote', text: block.words },
        ];
      case 'link':
      case 'buttons':
      case 'divider':
        return [];
    }
  });
}
