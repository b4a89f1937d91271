import { slackApp, slackPath } from '../../../src/adapters/slack/app.ts';
import { slackChat } from '../../../src/adapters/slack/chat.ts';
import { installationsOf } from '../../../src/adapters/slack/installations.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import { slackSender } from '../slack-sender.ts';
import { startStubSlack, type StubPerson } from '../stub-slack.ts';
import type { Side, SideOptions } from './side.ts';
import { slackClient } from './slack-client.ts';

const signingSecret = 'a-secret-for-the-bench-only';
const workspaces = ['T01COUNCIL', 'T02HOSPITAL'].map((teamId) => ({
  teamId,
  botToken: `xoxb-${teamId}`,
  botId: `B${teamId}`,
  botUserId: `UBOT${teamId}`,
}));

/** Slack with the real adapter on it: workspaces of the agencies, and requests that are signed as Slack signs them. */
export async function startSlackSide({ members, clock, log, route }: SideOptions): Promise<Side> {
  const people = members.map(({ account, email }): StubPerson => ({
    id: account.user,
    teamId: account.space,
    email,
  }));
  const stub = await startStubSlack({ workspaces, people });
  const connection = { apiUrl: stub.apiUrl, log };
  const installationOf = installationsOf(
    workspaces.map(({ botToken }) => botToken),
    connection,
  );
  const app = slackApp({
    signingSecret,
    slashCommand: '/escalate',
    title: 'Concordat',
    installationOf,
    connection,
    clock,
    route,
  });
  return {
    path: slackPath,
    handle: app.handle,
    chat: slackChat({ installationOf, connection, clock }),
    client: (name: string, account: Account, url: string) =>
      slackClient(name, account, {
        stub,
        sender: slackSender(url, signingSecret),
        slashCommand: '/escalate',
      }),
    raw: (url, body, type) => slackSender(url, signingSecret).raw(body, type),
    refused: () =>
      stub.calls().flatMap(({ method, answer, given }) => {
        const harmless = ['ok', 'users_not_found', 'user_not_found', 'exchanged_trigger_id'];
        return harmless.includes(answer)
          ? []
          : [`Slack refused ${method}: ${answer} ${JSON.stringify(given)}`];
      }),
    stop: async () => {
      await app.stop();
      await stub.stop();
    },
  };
}
