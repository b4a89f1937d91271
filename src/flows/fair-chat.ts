import type { Account } from './chat-input.ts';
import type { Chat, Delivery } from './ports.ts';

/** There is no place just now for one more call to that space: to be tried again after this. */
export class Crowded extends Error {
  override readonly name = 'Crowded';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(crowded);
    this.afterMs = afterMs;
  }
}

const crowded = 'that space has as many messages under way as it may';

/** Nobody who is turned away comes back sooner, and however quick the answers are, no two come closer together. */
const soonestMs = 1_000;
const closestMs = 2;
/** As long as a single answer may take. What is in line is tried after five minutes at the latest. */
const longestMs = 5 * 60_000;
/** How much the newest answer counts in what is expected of the next. */
const newest = 0.2;

/** `heardAt`: when it last answered, or began to be asked. `nextAt`: the turn of whoever was turned away last. */
type Line = { underWay: number; answerMs: number; heardAt: number; nextAt: number };

/**
 * The same chat for a worker that delivers to many spaces (a Slack workspace, a Teams tenant, a mail domain), so that one that
 * answers slowly or has ten thousand messages does not hold up another: **no space may have more calls under way than are
 * left free**. Alone it gets half of the places, two get a third each, and a space with none always finds one.
 *
 * Whatever is over is not waited for. It comes back when its turn should be: one after another, as fast as the space answers.
 *
 * @param places how many deliveries the worker sees to at once
 * @param now real milliseconds, such as `performance.now`
 * @returns a chat whose `send`, `update` and `reach` say when to come back, and whose `find` and `profile` throw `Crowded`
 */
export function fairChat(chat: Chat, places: number, now: () => number): Chat {
  const lines = new Map<string, Line>();
  let all = 0;

  async function inTurn<T>(platform: string, space: string, call: () => Promise<T>): Promise<T> {
    const key = `${platform} ${space}`;
    const line = lines.get(key) ?? { underWay: 0, answerMs: 0, heardAt: 0, nextAt: 0 };
    lines.set(key, line);
    const began = now();
    if (line.underWay === 0) line.heardAt = began;
    if (line.underWay >= places - all) throw new Crowded(turnOf(line, began));
    line.underWay += 1;
    all += 1;
    try {
      return await call();
    } finally {
      line.underWay -= 1;
      all -= 1;
      line.heardAt = now();
      line.answerMs += newest * (line.heardAt - began - line.answerMs);
      // Nobody is in line any more: what is known of it is of no use.
      if (line.underWay === 0 && line.nextAt <= line.heardAt) lines.delete(key);
    }
  }

  const deliver = (account: Account, call: () => Promise<Delivery>): Promise<Delivery> =>
    inTurn(account.platform, account.space, call).catch((error: unknown) => {
      if (error instanceof Crowded) return { kind: 'later', afterMs: error.afterMs, why: crowded };
      throw error;
    });

  return {
    send: (account, message) => deliver(account, () => chat.send(account, message)),
    update: (sent, message) => deliver(sent.account, () => chat.update(sent, message)),
    profile: (account) => inTurn(account.platform, account.space, () => chat.profile(account)),
    find: (space, email) => inTurn(space.platform, space.id, () => chat.find(space, email)),
    reach: (account) =>
      inTurn(account.platform, account.space, () => chat.reach(account)).catch((error: unknown) => {
        if (error instanceof Crowded) return { kind: 'unknown', afterMs: error.afterMs, why: crowded };
        throw error;
      }),
    nameOf: (space) => chat.nameOf(space),
  };
}

/** After how many milliseconds somebody's turn comes who stands behind all who were turned away before. */
function turnOf(line: Line, now: number): number {
  // A space that is silent is taken to be as slow as it has been silent, before its first answer says so.
  const expectedMs = Math.max(line.answerMs, now - line.heardAt);
  const apartMs = Math.max(closestMs, expectedMs / Math.max(1, line.underWay));
  line.nextAt = Math.min(Math.max(line.nextAt, now + soonestMs) + apartMs, now + longestMs);
  return Math.ceil(line.nextAt - now);
}
