import { sayDate } from '../src/policy/say-date.ts';
import type { Player } from './player.ts';
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
      for (const { name, client } of players) {
        for (const { id, words, buttons } of client.messages()) {
          const message = `${name} ${id}`;
          if (seen.has(message)) continue;
          seen.add(message);
          say('');
          say(`  To ${name}, in ${client.platform}:`);
          for (const line of words.split('\n')) say(`    | ${line}`);
          if (buttons.length > 0) say(`    | ${buttons.map(({ label }) => `[ ${label} ]`).join(' ')}`);
        }
      }
    },
    shown: () => seen.size,
  };
}
