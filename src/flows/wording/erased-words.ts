import type { RaisedCase } from '../../case/state.ts';
import { sayDay } from '../../policy/say-date.ts';
import { civilDateOf } from '../../policy/civil.ts';
import type { Block } from '../chat-message.ts';

/** That what people wrote in a case is gone, when and why, for whoever looks for it; nothing where it is all there. */
export function erasedBlocks({ erased }: RaisedCase): readonly Block[] {
  return erased === undefined ? [] : [{ kind: 'text', text: sayErased(erased) }];
}

export function sayErased({ at, because }: NonNullable<RaisedCase['erased']>): string {
  const why =
    because === 'retention'
      ? 'because the time for which the board keeps it was over'
      : 'because the board was asked to';
  return `What people wrote in this case was erased on ${sayDay(civilDateOf(new Date(at)))}, ${why}. Nobody can read it any more. What happened, and when, is still here.`;
}
