import { setTimeout as pause } from 'node:timers/promises';
import type { Space } from '../directory/directory.ts';
import { spaceOf } from './accounts.ts';
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

/** So long somebody waits for a place, where the space answers faster than that: coming back costs more than waiting. */
const briefMs = 250;

/**
 * `heardAt`: when it last answered, or began to be asked. `nextAt`: the turn of whoever was turned away last. `waiting`: those
 * who wait for a place, each told when one was taken for them. `beyond`: urgent calls under way beyond its share.
 */
type Line = {
  underWay: number;
  beyond: number;
  answerMs: number;
  heardAt: number;
  nextAt: number;
  waiting: (() => void)[];
};

/** One in so many places may be taken by urgent calls to a space that has its share: no more, or one that hangs would have them all. */
const partBeyond = 8;

/**
 * The same chat for a worker that delivers to many spaces (a Slack workspace, a Teams tenant, a mail domain), so that one that
 * answers slowly or has ten thousand messages does not hold up another: **no space may have more calls under way than are
 * left free**. Alone it gets half of the places, two get a third each, and a space with none always finds one.
 *
 * Whatever is over waits for a moment where the space answers at once, so that it costs another space no more than that
 * moment. Otherwise it comes back when its turn should be: one after another, as fast as the space answers.
 *
 * What is urgent waits for nobody: it has a few places of its own beyond the share, and where those are taken too it is back
 * after a second.
 *
 * @param places how many deliveries the worker sees to at once
 * @param now real milliseconds, such as `performance.now`
 * @param wait as an argument, so that no test has to sit the moment out
 * @returns a chat whose `send`, `update` and `reach` say when to come back, and whose `find` and `profile` throw `Crowded`
 */
export function fairChat(
  chat: Chat,
  places: number,
  now: () => number,
  wait: (ms: number) => Promise<unknown> = pause,
): Chat {
  const lines = new Map<string, Line>();
  let all = 0;

  const isFree = ({ underWay }: Line) => underWay < places - all;
  const take = (line: Line) => {
    line.underWay += 1;
    all += 1;
  };

  /** Those who waited first go first; the bound itself lets the space with fewer under way go before another. */
  function giveWay(): void {
    for (const line of lines.values()) {
      while (line.waiting.length > 0 && isFree(line)) {
        take(line);
        line.waiting.shift()?.();
      }
    }
  }

  /** Whether a place was taken for whoever waited; not, where the moment passed. */
  function waitIn(line: Line): Promise<boolean> {
    return new Promise((resolve) => {
      const go = () => resolve(true);
      line.waiting.push(go);
      void wait(briefMs).then(() => {
        const at = line.waiting.indexOf(go);
        if (at < 0) return;
        line.waiting.splice(at, 1);
        resolve(false);
      });
    });
  }

  async function inTurn<T>(
    { platform, id }: Space,
    urgent: boolean | undefined,
    call: () => Promise<T>,
  ): Promise<T> {
    const key = `${platform} ${id}`;
    const line = lines.get(key) ?? {
      underWay: 0,
      beyond: 0,
      answerMs: 0,
      heardAt: 0,
      nextAt: 0,
      waiting: [],
    };
    lines.set(key, line);
    const came = now();
    if (line.underWay === 0) line.heardAt = came;
    const inShare = line.waiting.length === 0 && isFree(line);
    const isBeyond = urgent === true && !inShare;
    if (isBeyond && line.beyond >= places / partBeyond) throw new Crowded(soonestMs);
    if (isBeyond) line.beyond += 1;
    if (inShare || isBeyond) take(line);
    else if (!isSoon(line, came) || !(await waitIn(line))) throw new Crowded(turnOf(line, now()));
    const began = now();
    try {
      return await call();
    } finally {
      line.underWay -= 1;
      all -= 1;
      if (isBeyond) line.beyond -= 1;
      line.heardAt = now();
      line.answerMs += newest * (line.heardAt - began - line.answerMs);
      giveWay();
      // Nobody is in line any more: what is known of it is of no use.
      if (line.underWay === 0 && line.waiting.length === 0 && line.nextAt <= line.heardAt) lines.delete(key);
    }
  }

  const deliver = (
    account: Account,
    urgent: boolean | undefined,
    call: () => Promise<Delivery>,
  ): Promise<Delivery> =>
    inTurn(spaceOf(account), urgent, call).catch((error: unknown) => {
      if (error instanceof Crowded) return { kind: 'later', afterMs: error.afterMs, why: crowded };
      throw error;
    });

  return {
    send: (account, message, urgent) => deliver(account, urgent, () => chat.send(account, message)),
    update: (sent, message) => deliver(sent.account, false, () => chat.update(sent, message)),
    profile: (account) => inTurn(spaceOf(account), false, () => chat.profile(account)),
    find: (space, email, urgent) => inTurn(space, urgent, () => chat.find(space, email)),
    reach: (account, urgent) =>
      inTurn(spaceOf(account), urgent, () => chat.reach(account)).catch((error: unknown) => {
        if (error instanceof Crowded) return { kind: 'unknown', afterMs: error.afterMs, why: crowded };
        throw error;
      }),
    nameOf: (space) => chat.nameOf(space),
  };
}

/** The same chat for what is of an adult at immediate risk: all that it asks and sends is urgent. */
export function urgentChat(chat: Chat): Chat {
  return {
    ...chat,
    send: (account, message) => chat.send(account, message, true),
    find: (space, email) => chat.find(space, email, true),
    reach: (account) => chat.reach(account, true),
  };
}

/** A space that is silent is taken to be as slow as it has been silent, before its first answer says so. */
function expectedOf({ answerMs, heardAt }: Line, now: number): number {
  return Math.max(answerMs, now - heardAt);
}

/** Whether it answers so fast that whoever comes last has a place within a moment. */
function isSoon(line: Line, now: number): boolean {
  const expectedMs = expectedOf(line, now);
  const turns = (line.waiting.length + 1) / Math.max(1, line.underWay);
  return expectedMs * Math.max(1, turns) <= briefMs;
}

/** After how many milliseconds somebody's turn comes who stands behind all who were turned away before. */
function turnOf(line: Line, now: number): number {
  const apartMs = Math.max(closestMs, expectedOf(line, now) / Math.max(1, line.underWay));
  line.nextAt = Math.min(Math.max(line.nextAt, now + soonestMs) + apartMs, now + longestMs);
  return Math.ceil(line.nextAt - now);
}
