import type { ChatInput } from './chat-input.ts';
import type { Reply } from './chat-message.ts';
import type { Log } from './ports.ts';

/** How much is let through: `burst` at once, and after that `aMinute`. */
type Rate = { readonly burst: number; readonly aMinute: number };
export type InputRates = { readonly person: Rate; readonly space: Rate };

/** No person clicks as fast as this for long, and no workspace or tenant has so many people at once. */
export const usualRates: InputRates = {
  person: { burst: 60, aMinute: 60 },
  space: { burst: 600, aMinute: 1_800 },
};

/** So many people and spaces are counted at once; whoever was quiet longest is forgotten first, and begins anew. */
const most = 10_000;

/**
 * The same conversations, with so much let through of one person and of all people of one space: whoever is faster is told to wait
 * a few seconds. Nothing is read or written for them then, and what they typed stays where it is. That a bot was added or
 * removed is news of the platform's own, and always let through.
 *
 * Counted by the real clock, in memory: each process counts for itself.
 *
 * @param now real milliseconds, such as `performance.now`
 */
export function inModeration(
  route: (input: ChatInput) => Promise<Reply>,
  {
    log,
    rates = usualRates,
    now,
  }: { readonly log: Log; readonly rates?: InputRates; readonly now: () => number },
): (input: ChatInput) => Promise<Reply> {
  const people = counting(rates.person, now);
  const spaces = counting(rates.space, now);
  return async (input) => {
    if (!isAct(input)) return route(input);
    const { platform, space, user } = input.account;
    const waits = [people(`${platform} ${space} ${user}`), spaces(`${platform} ${space}`)];
    if (waits.every((wait) => wait === 'through')) return route(input);
    // Said once for each time that somebody becomes too fast, or the log would be the next thing to be flooded.
    if (waits.includes('begins-to-wait')) {
      const of = waits[0] === 'through' ? 'space' : 'person';
      log.warn({ platform, of, ...rates[of] }, 'inputs come faster than they are let through');
    }
    return { kind: 'wait' };
  };
}

function isAct(input: ChatInput): input is Extract<ChatInput, { readonly account: unknown }> {
  switch (input.kind) {
    case 'command':
    case 'pressed':
    case 'submitted':
    case 'home-opened':
    case 'put-away':
      return true;
    case 'bot-added':
    case 'bot-removed':
    case 'space-left':
    case 'unsupported':
      return false;
  }
}

type Verdict = 'through' | 'begins-to-wait' | 'waits';

/** A bucket for each key: it holds `burst`, each input takes one, and `aMinute` drip back. */
function counting({ burst, aMinute }: Rate, now: () => number): (key: string) => Verdict {
  const buckets = new Map<string, { readonly left: number; readonly at: number; readonly waits: boolean }>();
  return (key) => {
    const at = now();
    const known = buckets.get(key);
    const dripped = known === undefined ? burst : known.left + ((at - known.at) * aMinute) / 60_000;
    const left = Math.min(burst, dripped);
    const through = left >= 1;
    buckets.delete(key);
    buckets.set(key, { left: through ? left - 1 : left, at, waits: !through });
    const [oldest] = buckets.keys();
    if (buckets.size > most && oldest !== undefined) buckets.delete(oldest);
    if (through) return 'through';
    return known?.waits === true ? 'waits' : 'begins-to-wait';
  };
}
