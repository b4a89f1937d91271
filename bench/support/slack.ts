import { z } from 'zod';
import { startChild } from './child.ts';
import type { Stops } from './stops.ts';

const callShape = z.object({
  args: z.record(z.string(), z.unknown()),
  answer: z.string(),
  at: z.number(),
  wall: z.number(),
});
/** `at` by the clock that processes share, `wall` in milliseconds since 1970. */
export type SlackCall = z.infer<typeof callShape>;

const takenShape = z.object({ ok: z.number(), refused: z.number(), last: z.number() });
/** How many calls were answered well, how many not, and when the last came: milliseconds since 1970. */
export type Taken = z.infer<typeof takenShape>;

/** Slack as the bench sees it: what it was asked, and when. */
export type Slack = {
  readonly apiUrl: string;
  /** A trigger that no other act has. */
  readonly newTrigger: () => string;
  /** The calls of a method since the last `forget`, once there are so many. */
  readonly calls: (method: string, atLeast: number) => Promise<readonly SlackCall[]>;
  /** The same as numbers alone, so that asking costs the machine next to nothing while it is busy. */
  readonly taken: (method: string) => Promise<Taken>;
  readonly forget: () => Promise<void>;
};

export type Workspace = {
  readonly teamId: string;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
};
export type User = { readonly id: string; readonly teamId: string; readonly email: string };

/** Starts Slack in a process of its own. */
export async function openSlack(
  stops: Stops,
  workspaces: readonly Workspace[],
  people: readonly User[],
): Promise<Slack> {
  const child = startChild('slack.ts', stops);
  const { apiUrl } = await child.ask('start', { workspaces, people }, z.object({ apiUrl: z.string() }));
  let triggers = 0;
  return {
    apiUrl,
    newTrigger: () => `${(triggers += 1)}.8088930838.b3c4`,
    calls: async (method, atLeast) => {
      const giveUpAt = Date.now() + 30_000;
      for (;;) {
        const calls = await child.ask('calls', method, z.array(callShape));
        if (calls.length >= atLeast) return calls;
        if (Date.now() > giveUpAt) throw new Error(`${calls.length} calls of ${method} and not ${atLeast}`);
      }
    },
    taken: (method) => child.ask('taken', method, takenShape),
    forget: async () => {
      await child.ask('forget', undefined, z.unknown());
    },
  };
}
