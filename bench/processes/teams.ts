import { z } from 'zod';
import { startStubTeams } from '../../test/support/stub-teams.ts';
import type { StubTeams } from '../../test/support/stub-teams.ts';
import { answerParent } from '../support/answer-parent.ts';
import { sharedNow } from '../support/measure.ts';

/** Microsoft Teams, as a process of its own: its work is not counted as anybody's. */

const membersShape = z.array(
  z.object({
    conversation: z.string(),
    id: z.string(),
    aadObjectId: z.string(),
    tenantId: z.string(),
    email: z.string(),
  }),
);

let teams: StubTeams | undefined;

function running(): StubTeams {
  if (teams === undefined) throw new Error('Teams was not started');
  return teams;
}

answerParent(
  {
    start: async (given) => {
      teams = await startStubTeams({ members: membersShape.parse(given) });
      return { identity: teams.identity, serviceUrl: teams.serviceUrl, token: await teams.token() };
    },
    /** The messages of the bot that stand in a conversation, each with its newest card. */
    messages: (conversation) =>
      running()
        .messages(z.string().parse(conversation))
        .map(({ id, versions }) => ({ id, activity: versions.at(-1) })),
    /** What arrived in a conversation: what a lock screen shows of it, and when by the shared clock. */
    arrived: (conversation) => {
      const toShared = sharedNow() - performance.now();
      return running()
        .callsOf('send')
        .filter(({ path }) => decodeURIComponent(path).includes(z.string().parse(conversation)))
        .map(({ args, at }) => ({ says: String(args['summary'] ?? args['text']), at: at + toShared }));
    },
  },
  async () => teams?.stop(),
);
