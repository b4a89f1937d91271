import type { IncomingMessage, ServerResponse } from 'node:http';
import { WebAPIPlatformError } from '@slack/web-api';
import { InstallProvider, type Installation as SlackInstall } from '@slack/oauth';
import { faultOf } from '../../flows/fault-of.ts';
import type { Installations, Installed } from '../../flows/installations.ts';
import type { Clock } from '../../flows/ports.ts';
import { countUnderWay } from '../../flows/under-way.ts';
import { clientOptions, deliveryTimeoutMs, type SlackConnection } from './connection.ts';
import type { SlackClient } from './exchange.ts';
import { askPage, failedPage, installedPage } from './install-outcomes.ts';
import { drawPage, sendPage, setPageHeaders } from './install-page.ts';
import { quietLogger } from './quiet-logger.ts';

/** Where somebody begins an install, and where Slack sends them back. */
export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';

/** What is asked for, and no more: the same as in the manifest, which a test holds against this. */
export const botScopes = ['commands', 'chat:write', 'im:write', 'users:read', 'users:read.email'];

export type InstallerOptions = {
  readonly client: SlackClient;
  /** Signs the state that goes to Slack and back. */
  readonly stateSecret: string;
  /** The bot's address from outside, without a slash at the end. */
  readonly baseUrl: string;
  readonly installations: Installations;
  /** Whether an agency of the directory lists a workspace. */
  readonly isListed: (workspace: string) => boolean;
  /** The command that people type, such as `/escalate`. */
  readonly slashCommand: string;
  readonly connection: SlackConnection;
  readonly clock: Clock;
};
export type Installer = {
  readonly paths: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;
  readonly stop: () => Promise<void>;
};

/**
 * Installs by Slack's own pages (OAuth), with Bolt's `InstallProvider`: its state is signed, good for ten minutes and in one
 * browser only. What it hands over is kept; any other end of an install is a page that says so, and keeps nothing.
 */
export function slackInstaller(options: InstallerOptions): Installer {
  const { client, stateSecret, baseUrl, installations, isListed, slashCommand, connection, clock } = options;
  const again = `${baseUrl}${installPath}`;
  const underWay = countUnderWay();
  const provider = new InstallProvider({
    ...client,
    stateSecret,
    installationStore: {
      storeInstallation: (install) => installations.keep(installedOf(install), clock.now()),
      // Its `authorize` would exchange a refresh token without a lock; `freshTokens` gives tokens, and this is never asked.
      fetchInstallation: () => Promise.reject(new Error('tokens are not taken from here')),
    },
    renderHtmlForInstallPath: (url) => drawPage(askPage(url)),
    authorizationUrl: authorizationUrl(connection),
    clientOptions: clientOptions(connection, deliveryTimeoutMs),
    logger: quietLogger(connection.log),
  });

  const begin = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    setPageHeaders(response);
    await provider.handleInstallPath(
      request,
      response,
      {},
      {
        scopes: botScopes,
        redirectUri: `${baseUrl}${redirectPath}`,
      },
    );
  };
  const finish = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    provider.handleCallback(request, response, {
      success: (install) => {
        const installed = installedOf(install);
        const { place, wide } = installed;
        connection.log.info({ place, wide }, 'the bot was installed in Slack');
        sendPage(response, installedPage(installed, isListed(place), slashCommand));
      },
      failure: (error) => {
        const refusal = error instanceof WebAPIPlatformError ? error.data.error : undefined;
        const says = refusal !== undefined && /^[a-z_]{1,60}$/u.test(refusal) ? refusal : undefined;
        sendPage(response, failedPage(error.code, again, says));
      },
    });

  const answer =
    (handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      if (request.method !== 'GET') {
        response.writeHead(405, { allow: 'GET' });
        response.end();
        return;
      }
      const done = underWay.begin();
      handle(request, response)
        .catch((error: unknown) => {
          connection.log.error(faultOf(error), 'an install in Slack failed');
          if (response.headersSent) response.end();
          else sendPage(response, failedPage(undefined, again));
        })
        .finally(done);
    };
  return {
    paths: { [installPath]: answer(begin), [redirectPath]: answer(finish) },
    stop: underWay.settled,
  };
}

/** Slack's page that asks for the permissions; beside its Web API, also where that is at another address. */
function authorizationUrl({ apiUrl = 'https://slack.com/api/' }: SlackConnection): string {
  return new URL('../oauth/v2/authorize', apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`).href;
}

/** @throws where there is no bot in it, which cannot be used */
function installedOf({ isEnterpriseInstall, enterprise, team, bot }: SlackInstall): Installed {
  const wide = isEnterpriseInstall === true;
  const where = wide ? enterprise : team;
  if (where === undefined || bot === undefined) throw new Error('an install without a place or a bot');
  const { token, refreshToken, expiresAt } = bot;
  return {
    place: where.id,
    wide,
    name: where.name ?? '',
    botId: bot.id,
    botUserId: bot.userId,
    tokens: {
      access: token,
      ...(refreshToken === undefined || expiresAt === undefined
        ? {}
        : { refresh: refreshToken, runsOutAt: new Date(expiresAt * 1000) }),
    },
  };
}
