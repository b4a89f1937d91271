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

function whereRead(name: string, platform: Player['client']['platform'], id: string): string {
  if (platform !== 'Email') return `To ${name}, in ${platform}`;
  return id.startsWith('mail-') ? `To ${name}, by e-mail` : `On the page of ${name}`;
}

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
          // A page is opened again and again; it is news where it reads otherwise.
          const labels = buttons.map(({ label }) => label).join();
          const message = client.platform === 'Email' ? `${name} ${words} ${labels}` : `${name} ${id}`;
          if (seen.has(message)) continue;
          seen.add(message);
          say('');
          say(`  ${whereRead(name, client.platform, id)}:`);
          for (const line of words.split('\n')) say(`    | ${line}`);
          if (buttons.length > 0) say(`    | ${buttons.map(({ label }) => `[ ${label} ]`).join(' ')}`);
        }
      }
    },
    shown: () => seen.size,
  };
}
