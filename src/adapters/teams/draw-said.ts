import type { Message } from '../../flows/chat-message.ts';
import type { Card } from './card.ts';
import { drawPutAway } from './draw-buttons.ts';
import { drawSaying } from './draw-message.ts';

/** Something that is said in place of the message in which somebody pressed a button, with the way back to that message. */
export function drawSaid(message: Message): Card {
  return drawSaying(message, [drawPutAway('Back')]);
}
