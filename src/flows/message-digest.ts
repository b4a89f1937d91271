import { createHash } from 'node:crypto';
import type { Message } from './chat-message.ts';

/** A fingerprint of a message, to tell whether one that was sent still says what it would say now. */
export function digestOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('base64url').slice(0, 22);
}

/** Whether a message asks for something: one that does is brought up to date once it is answered. */
export function hasButtons(message: Message): boolean {
  return message.blocks.some((block) => block.kind === 'buttons');
}
