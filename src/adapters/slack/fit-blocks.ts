import type { ContextBlock, KnownBlock } from '@slack/types';

/** How much a surface of Slack holds. */
export type Room = { readonly blocks: number; readonly bytes: number };

/**
 * The blocks as they are where there is room for them. Else the last ones that only inform are left out and a line
 * says so; the first block, the buttons and the questions stay, so that a person can always act.
 */
export function fitBlocks(blocks: readonly KnownBlock[], room: Room): KnownBlock[] {
  if (blocks.length === 0) return [nothing];
  if (fits(blocks, room)) return [...blocks];
  const kept = [...blocks];
  let last = kept.length;
  while (!fits([...kept, shortened], room)) {
    const index = lastToLeaveOut(kept);
    last = index;
    kept.splice(index, 1);
  }
  kept.splice(last, 0, shortened);
  return kept;
}

const shortened = note('… Slack has no room for more here. The full text is in the case record.');
/** Slack refuses a view without a block. */
const nothing = note('There is nothing to show.');

function note(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}

function fits(blocks: readonly KnownBlock[], room: Room): boolean {
  return blocks.length <= room.blocks && Buffer.byteLength(JSON.stringify(blocks)) <= room.bytes;
}

/** The last that informs; where all are questions or buttons, the last row of buttons. */
function lastToLeaveOut(blocks: readonly KnownBlock[]): number {
  const informs = blocks.findLastIndex(
    (block, i) => i > 0 && block.type !== 'actions' && block.type !== 'input',
  );
  if (informs > 0) return informs;
  const actions = blocks.findLastIndex((block, i) => i > 0 && block.type === 'actions');
  if (actions > 0) return actions;
  throw new Error(`${blocks.length} questions do not fit one view of Slack: the form needs another step`);
}
