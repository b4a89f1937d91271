import { slackApp, slackPath } from '../adapters/slack/app.ts';
import { slackChat } from '../adapters/slack/chat.ts';
import type { SlackConnection } from '../adapters/slack/connection.ts';
import { installationsOf } from '../adapters/slack/installations.ts';
import type { ChatPlatform, PlatformNeeds } from './chat-platform.ts';

export type SlackOptions = {
  readonly signingSecret: string;
  /** One for each workspace. */
  readonly botTokens: readonly string[];
  readonly apiUrl?: string;
  readonly fetch?: NonNullable<SlackConnection['fetch']>;
};

/** Slack, as its app is installed in the workspaces of the tokens. */
export function slackPlatform(
  { signingSecret, botTokens, apiUrl, fetch }: SlackOptions,
  { stores, log, slashCommand }: PlatformNeeds,
): ChatPlatform {
  const { clock } = stores;
  const connection: SlackConnection = {
    log,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(fetch === undefined ? {} : { fetch }),
  };
  const installationOf = installationsOf(botTokens, connection);
  return {
    chat: slackChat({ installationOf, connection, clock }),
    open: (route) => {
      const app = slackApp({
        signingSecret,
        slashCommand,
        title: 'Concordat',
        installationOf,
        connection,
        clock,
        route,
      });
      return { paths: { [slackPath]: app.handle }, stop: app.stop };
    },
  };
}
