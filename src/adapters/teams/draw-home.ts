import type { Home } from '../../flows/chat-message.ts';
import type { Card } from './card.ts';
import { drawBlocks } from './draw-blocks.ts';
import { fitCard } from './fit-card.ts';
import { wholeCard } from './whole-card.ts';

/** The home view, as a card that is answered in place of another. */
export function drawHome(home: Home): Card {
  const fitted = fitCard(wholeCard('Your cases', drawBlocks(home.blocks)), 1);
  if (fitted === undefined) throw new Error('the home view does not fit a card of Teams');
  return fitted;
}
