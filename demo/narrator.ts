import { sayDate } from '../src/policy/say-date.ts';
import type { Player } from './player.ts';
import { buttonsOf, wordsOf } from './reading-views.ts';
import type { Demo } from './start-demo.ts';

/** Prints what people read, each message once, as its reader sees it. */
export type Narrator = {
  /** A line of the story: who does what. */
  readonly tell: (line: string) => void;
  /** Everything that arrived since, with the demo's time. */
  readonly showNew: () => void;
  readonly shown: () => number;
};

export function narrator(demo: Demo, players: readonly Player[], say: (line: string) => void): Narrator {
  const seen = new Set<string>();
  return {
    tell: (line) => {
      say('');
      say(`# ${sayDate(demo.clock.now())}. ${line}`);
    },
    showNew: () => {
      for (const { name, userId, driver } of players) {
        for (const message of driver.messages(userId)) {
          const id = `${message.channel} ${message.ts}`;
          // What a person types stands in the same channel; only the bot's own messages are told.
          if (seen.has(id) || message.user === userId) continue;
          seen.add(id);
          say('');
          say(`  To ${name}:`);
          const labels = buttonsOf(message).map(({ label }) => label);
          for (const line of wordsOf(message)
            .split('\n')
            .filter((text) => !labels.includes(text)))
            say(`    | ${line}`);
          if (labels.length > 0) say(`    | ${labels.map((label) => `[ ${label} ]`).join(' ')}`);
        }
      }
    },
    shown: () => seen.size,
  };
}
