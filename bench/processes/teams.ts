import { z } from 'zod';
import { startStubTeams } from '../../test/support/stub-teams.ts';
import type { StubTeams } from '../../test/support/stub-teams.ts';
import { answerParent } from '../support/answer-parent.ts';

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
  },
  async () => teams?.stop(),
);
