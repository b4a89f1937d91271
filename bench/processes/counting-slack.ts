import { z } from 'zod';
import { startStubSlack } from '../../test/support/stub-slack.ts';
import type { StubSlack } from '../../test/support/stub-slack.ts';
import { answerParent } from '../support/answer-parent.ts';

/** Slack that only counts what is posted, as a process of its own: tens of thousands of messages are too much to keep. */

const settingsShape = z.object({
  workspace: z.object({ teamId: z.string(), botToken: z.string(), botId: z.string(), botUserId: z.string() }),
  people: z.array(z.object({ id: z.string(), teamId: z.string(), email: z.string() })),
});

let slack: StubSlack | undefined;
/** Of messages that were taken: how often each came, by whom it went to and what it says first. */
const posted = new Map<string, number>();
let lastAt = 0;

answerParent(
  {
    start: async (given) => {
      const { workspace, people } = settingsShape.parse(given);
      slack = await startStubSlack({
        workspaces: [workspace],
        people,
        onCall: ({ method, args, answer }) => {
          if (method !== 'chat.postMessage' || answer !== 'ok') return;
          const message = `${String(args['channel'])} ${String(args['text'])}`;
          posted.set(message, (posted.get(message) ?? 0) + 1);
          lastAt = Date.now();
        },
      });
      return { apiUrl: slack.apiUrl };
    },
    /** How many different messages name something such as the beginning of a reference, how many came twice, and when the last one came. */
    count: (given) => {
      const sign = z.string().parse(given);
      const found = [...posted].filter(([message]) => message.includes(sign));
      return {
        different: found.length,
        twice: found.filter(([, times]) => times > 1).length,
        lastAt,
      };
    },
  },
  async () => slack?.stop(),
);
