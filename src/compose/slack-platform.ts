import { slackApp, slackPath, type SlackAppOptions } from '../adapters/slack/app.ts';
import { slackChat } from '../adapters/slack/chat.ts';
import type { SlackConnection } from '../adapters/slack/connection.ts';
import { exchangeTokens, workspacesOf, type SlackClient } from '../adapters/slack/exchange.ts';
import { freshTokens } from '../adapters/slack/fresh-tokens.ts';
import { installationsOf } from '../adapters/slack/installations.ts';
import { installedPlaces } from '../adapters/slack/installed-places.ts';
import { slackInstaller } from '../adapters/slack/installer.ts';
import { noteRemoval } from '../adapters/slack/removed.ts';
import { spacesOn } from '../directory/lookup.ts';
import type { ChatPlatform, PlatformNeeds, WayIn } from './chat-platform.ts';

export type SlackOptions = {
  readonly signingSecret: string;
  readonly apiUrl?: string;
  readonly fetch?: NonNullable<SlackConnection['fetch']>;
} & (OfTokens | OfInstalls);

/** One token for each workspace, given to the bot from outside. */
type OfTokens = { readonly botTokens: readonly string[] };
/** The bot is installed by Slack's own pages, in any number of workspaces. */
type OfInstalls = {
  readonly client: SlackClient;
  readonly stateSecret: string;
  /** The bot's address from outside, without a slash at the end. */
  readonly baseUrl: string;
};

/** Slack, as its app is installed in the workspaces of the tokens, or wherever somebody installs it. */
export function slackPlatform(options: SlackOptions, needs: PlatformNeeds): ChatPlatform {
  const { stores, log, slashCommand } = needs;
  const { signingSecret, apiUrl, fetch } = options;
  const { clock } = stores;
  const connection: SlackConnection = {
    log,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(fetch === undefined ? {} : { fetch }),
  };
  const { installationOf, removed, wayIn } =
    'botTokens' in options
      ? { installationOf: installationsOf(options.botTokens, connection) }
      : byInstalls(options, needs, connection);
  return {
    chat: slackChat({ installationOf, connection, clock }),
    open: (route) => {
      const app = slackApp({
        signingSecret,
        slashCommand,
        title: 'Concordat',
        installationOf,
        ...(removed === undefined ? {} : { removed }),
        connection,
        clock,
        route,
      });
      return {
        paths: { [slackPath]: app.handle, ...wayIn?.paths },
        stop: async () => {
          await Promise.all([app.stop(), wayIn?.stop()]);
        },
      };
    },
  };
}

type ByInstalls = Pick<SlackAppOptions, 'installationOf' | 'removed'> & { readonly wayIn?: WayIn };

function byInstalls(
  { client, stateSecret, baseUrl }: OfInstalls,
  { stores, log, slashCommand }: PlatformNeeds,
  connection: SlackConnection,
): ByInstalls {
  const { clock, installations, people } = stores;
  const exchange = (refresh: string) => exchangeTokens(client, refresh, connection, clock.now);
  const tokens = freshTokens({ installations, exchange, clock, log });
  const installer = slackInstaller({
    client,
    stateSecret,
    baseUrl,
    installations,
    isListed: (workspace) => spacesOn(people.directory(), 'slack').includes(workspace),
    slashCommand,
    connection,
    clock,
  });
  return {
    installationOf: installedPlaces({
      installations,
      tokens,
      workspacesOf: (botToken) => workspacesOf(botToken, connection),
      clock,
    }),
    removed: (removal) => noteRemoval(installations, removal),
    wayIn: {
      paths: installer.paths,
      stop: async () => {
        await installer.stop();
        await tokens.settled();
      },
    },
  };
}
