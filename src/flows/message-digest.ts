import type { Message } from './chat-message.ts';

/**
 * A short fingerprint of a message, to tell whether one that was sent still says what it would say now. It guards
 * nothing, so a quick hash (FNV-1a, 64 bits) is enough.
 *
 * @example digestOf({ summary: 'RED-4F7K2', blocks: [] }) // => 'a 16 digit hex text'
 */
export function digestOf(message: Message): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify(message))) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

/** Whether a message asks for something: one that does is brought up to date once it is answered. */
export function hasButtons(message: Message): boolean {
  return message.blocks.some((block) => block.kind === 'buttons');
}
