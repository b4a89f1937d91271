import type { Policy } from '../policy/policy.ts';
import type { Block } from './chat-message.ts';
import { small } from './page.ts';

/** Said to whoever raises or asks for help where the board's own document is an unfinished draft (RO-1): it is not followed as if it were settled. */
export function sayDraft({ document }: Policy): readonly Block[] {
  if (document.status !== 'draft') return [];
  return [
    small(
      'The board’s document is a draft. Where it leaves something open, Concordat follows one reading of it, which the board can change.',
    ),
  ];
}
