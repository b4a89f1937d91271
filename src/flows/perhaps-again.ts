import { sayDate } from '../policy/say-date.ts';
import { text } from './page.ts';
import type { Restored } from './restore-ports.ts';
import type { Worded } from './wording/worded.ts';

/** Alarms that rang while nobody knows what was sent are rung again within seconds; what they bring about is due then. */
const catchUpMs = 600_000;

/**
 * Whether somebody may have had a notice before: it was due before the database was put back, or comes of what the bot
 * catches up with. Late and perhaps twice is better than never, so it is sent all the same.
 */
export function mayBeRepeat(due: Date, { begun }: Restored): boolean {
  return due.getTime() <= begun.getTime() + catchUpMs;
}

/** The same message, which says that it may be a repeat, and why. */
export function saidAgain({ message, standing }: Worded, restored: Restored): Worded {
  const again = sayAgain(restored);
  const { brief } = message;
  return {
    standing,
    message: {
      ...message,
      blocks: [...message.blocks.slice(0, 1), text(again), ...message.blocks.slice(1)],
      ...(brief === undefined ? {} : { brief: { ...brief, again } }),
    },
  };
}

/** Why something may come twice, in one sentence or two. */
export function sayAgain({ made }: Restored): string {
  return `You may have had this before. Concordat was put back from a backup of ${sayDate(made)}, and does not know what it sent after that.`;
}
