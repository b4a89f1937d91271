import { WebSocket } from 'undici';
import { z } from 'zod';
import { newScreen, type PracticeScreen } from './practice-screen.ts';
import { type PracticeLogEntry, type UiEvent, uiEvent } from './practice-shapes.ts';
import type { PracticeSlack } from './practice-slack.ts';

/** A message to the practice client, as its own browser page would send it. */
type PracticeRequest = Readonly<Record<string, unknown>> & { readonly t: string };

/** How the bot is spoken to: the kinds of delivery that the client's own log names. */
type DeliveryKind = 'slash_commands' | 'interactive' | 'events_api';

/** What the bot's HTTP answer was like. */
type BotAnswer = { readonly hasWords: boolean };

/** The line to one practice client that a browser page would have, with patience instead of eyes. */
export type PracticeLine = {
  readonly screen: PracticeScreen;
  /**
   * Sends, and resolves with the first defined thing that `look` makes of the events that follow; `answer` is there from the
   * bot's HTTP answer on. `delivers` is how the client will hand the request to the bot, if it does.
   */
  ask<T>(
    what: string,
    request: PracticeRequest,
    delivers: DeliveryKind | 'nothing',
    look: Look<T>,
  ): Promise<T>;
  /** Resolves with the first defined thing that `find` sees on the screen, now or after a change. */
  waitFor<T>(what: string, find: (screen: PracticeScreen) => T | undefined, withinMs?: number): Promise<T>;
  close(): void;
};

type Look<T> = (event: UiEvent, answer: BotAnswer | undefined) => T | undefined;

/** The client can no longer be followed. */
type Lost = { readonly t: 'lost'; readonly why: string };

const patienceMs = 15_000;

/**
 * Connects to a running practice client.
 *
 * @throws (from `ask` and `waitFor`) an Error with the latest traffic when nothing fitting happens within
 * 15 seconds; from `ask` also when the bot answers anything but HTTP 200, which the client itself shows as success.
 */
export async function openLine(slack: PracticeSlack): Promise<PracticeLine> {
  const socket = new WebSocket(`${slack.url.replace('http', 'ws')}/ui`);
  const screen = newScreen(slack.appId);
  const watchers = new Set<(event: UiEvent | Lost) => void>();

  function tell(event: UiEvent | Lost): void {
    for (const watcher of watchers) watcher(event);
  }

  socket.addEventListener('close', () => tell({ t: 'lost', why: 'the practice client went away' }));
  socket.addEventListener('message', ({ data }) => {
    const event = uiEvent.safeParse(JSON.parse(String(data)));
    if (event.success) screen.apply(event.data);
    tell(event.success ? event.data : { t: 'lost', why: `not understood: ${z.prettifyError(event.error)}` });
  });

  function next<T>(
    what: string,
    look: (event: UiEvent) => T | Failure | undefined,
    withinMs = patienceMs,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(deadline);
        watchers.delete(watcher);
      };
      const fail = (why: string): void => {
        stop();
        reject(new Error(`${slack.teamName}: ${what}: ${why}.\n${screen.lately()}`));
      };
      const watcher = (event: UiEvent | Lost): void => {
        if (event.t === 'lost') {
          fail(event.why);
          return;
        }
        const found = look(event);
        if (found === undefined) return;
        if (found instanceof Failure) {
          fail(found.message);
          return;
        }
        stop();
        resolve(found);
      };
      const deadline = setTimeout(() => fail(`nothing within ${withinMs / 1000} seconds`), withinMs);
      watchers.add(watcher);
    });
  }

  await next('opening', (event) => (event.t === 'init' ? true : undefined));
  return {
    screen,
    ask: (what, request, delivers, look) => {
      let answer: BotAnswer | undefined;
      const found = next(what, (event) => {
        const heard = event.t === 'log' ? answerIn(event.entry, delivers) : undefined;
        if (heard instanceof Failure) return heard;
        answer ??= heard;
        return look(event, answer);
      });
      socket.send(JSON.stringify(request));
      return found;
    },
    waitFor: async (what, find, withinMs) => find(screen) ?? next(what, () => find(screen), withinMs),
    close: () => socket.close(),
  };
}

/** The bot did not answer as it must. */
class Failure extends Error {}

/** The bot's HTTP answer to a delivery of this kind, if this line of traffic is one. */
function answerIn(
  { direction, kind, summary, detail }: PracticeLogEntry,
  delivers: DeliveryKind | 'nothing',
): BotAnswer | Failure | undefined {
  if (kind !== delivers || direction === 'to_bot') return undefined;
  if (direction === 'internal') return new Failure(`the bot could not be reached (${summary})`);
  if (summary !== 'HTTP 200') return new Failure(`the bot answered ${summary} ${String(detail)}`);
  return { hasWords: typeof detail === 'string' && /^\{.*"(text|blocks)":/s.test(detail) };
}
