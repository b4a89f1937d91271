import { z } from 'zod';
import { startStubSlack } from '../../test/support/stub-slack.ts';
import type { StubSlack } from '../../test/support/stub-slack.ts';
import { answerParent } from '../support/answer-parent.ts';
import { sharedNow } from '../support/measure.ts';

/** Slack, as a process of its own: its work is not counted as anybody's. */

const workspacesShape = z.object({
  workspaces: z.array(
    z.object({ teamId: z.string(), botToken: z.string(), botId: z.string(), botUserId: z.string() }),
  ),
  people: z.array(z.object({ id: z.string(), teamId: z.string(), email: z.string() })),
});

let slack: StubSlack | undefined;

function running(): StubSlack {
  if (slack === undefined) throw new Error('Slack was not started');
  return slack;
}

answerParent(
  {
    start: async (given) => {
      slack = await startStubSlack(workspacesShape.parse(given));
      return { apiUrl: slack.apiUrl };
    },
    /** Calls of a method since the last `forget`; `at` by the shared clock, `wall` in milliseconds since 1970. */
    calls: (method) => {
      const toShared = sharedNow() - performance.now();
      const toWall = Date.now() - performance.now();
      return running()
        .callsOf(z.string().parse(method))
        .map(({ args, answer, at }) => ({ args, answer, at: at + toShared, wall: at + toWall }));
    },
    /** How many calls of a method were answered `ok`, how many not, and when the last of them came. */
    taken: (method) => {
      const calls = running().callsOf(z.string().parse(method));
      const ok = calls.filter(({ answer }) => answer === 'ok').length;
      const toWall = Date.now() - performance.now();
      return { ok, refused: calls.length - ok, last: (calls.at(-1)?.at ?? 0) + toWall };
    },
    forget: () => {
      running().reset();
    },
  },
  async () => slack?.stop(),
);
