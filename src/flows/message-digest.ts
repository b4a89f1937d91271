import { createHash } from 'node:crypto';
import type { Message } from './chat-message.ts';
import type { Worded } from './wording/worded.ts';

/** A fingerprint of what a message stands on, to tell whether one that was sent still says what it should. */
export function digestOf({ standing }: Pick<Worded, 'standing'>): string {
  return createHash('sha256').update(standing).digest('base64url').slice(0, 22);
}

/** Whether a message asks for something: one that does is brought up to date once it is answered. */
export function hasButtons(message: Message): boolean {
  return message.blocks.some((block) => block.kind === 'buttons');
}
