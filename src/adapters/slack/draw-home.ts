import type { HomeView } from '@slack/types';
import type { Home } from '../../flows/chat-message.ts';
import { drawBlocks } from './draw-blocks.ts';
import { fitBlocks } from './fit-blocks.ts';
import { limits } from './limits.ts';

/** The home view as Slack takes it. */
export function drawHome(home: Home): HomeView {
  return {
    type: 'home',
    callback_id: 'home',
    blocks: fitBlocks(drawBlocks(home.blocks), { blocks: limits.blocksInView, bytes: limits.bytesInView }),
  };
}
