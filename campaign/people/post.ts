import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Dice } from '../plan/dice.ts';
import type { Scene } from '../scene/scene.ts';

type Sent = { readonly status: number; readonly body: unknown };

/** Something that a person did, as Slack or Teams sends it: the same content, however often it is sent. */
export type Request =
  | { readonly kind: 'command'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'interact'; readonly payload: object }
  | { readonly kind: 'teams'; readonly activity: object };

/** Longer than any answer takes; then the person tries again. */
const patienceMs = 20_000;
const pauseMs = 400;
const mostTries = 100;

/** How Slack and Teams deliver in a campaign: more than once, and out of order. */
export type Post = {
  /** Sends until it is answered, the very same request each time. @returns the answer that the person sees */
  readonly send: (request: Request, dice: Dice) => Promise<Sent>;
  readonly counts: () => { readonly repeated: number; readonly late: number; readonly tries: number };
};

export function openPost(
  { senders, platform }: Pick<Scene, 'senders' | 'platform'>,
  isOver: () => boolean,
): Post {
  let repeated = 0;
  let late = 0;
  let tries = 0;
  /** Kept back, to be delivered once more after something newer. */
  let keptBack: Request | undefined;

  async function once(request: Request): Promise<Sent | undefined> {
    tries += 1;
    const sender = senders[tries % senders.length];
    if (sender === undefined) throw new Error('Nobody answers people');
    const answer = await Promise.race([
      sentBy(sender, request).catch(() => undefined),
      pause(patienceMs, undefined, { ref: false }),
    ]);
    return answer === undefined || isFailed(answer) ? undefined : answer;
  }
  async function sentBy({ slack, teams }: Scene['senders'][number], request: Request): Promise<Sent> {
    switch (request.kind) {
      case 'command':
        return slack.command(request.fields);
      case 'interact':
        return slack.interact(request.payload);
      case 'teams':
        return teams.send(request.activity, await platform.teams.token());
    }
  }

  return {
    send: async (request, dice) => {
      const twice = dice.percent(10);
      const again = dice.percent(8);
      if (twice) {
        repeated += 1;
        void once(request); // at the same moment, and nobody looks at its answer
      }
      for (let attempt = 0; attempt < mostTries; attempt += 1) {
        const answer = await once(request);
        if (answer !== undefined) {
          const older = keptBack;
          if (again) keptBack = request;
          if (older !== undefined && older !== request) {
            keptBack = undefined;
            late += 1;
            void once(older);
          }
          return answer;
        }
        if (isOver()) break;
        await pause(pauseMs);
      }
      return { status: 0, body: undefined };
    },
    counts: () => ({ repeated, late, tries }),
  };
}

/** Also where the keys did not come by which Teams is known (401), and where a card says that it went wrong. */
function isFailed({ status, body }: Sent): boolean {
  return status >= 500 || status === 401 || errorCard.safeParse(body).success;
}
const errorCard = z.object({ statusCode: z.number().min(500), type: z.string().endsWith('.error') });
