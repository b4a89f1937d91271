import type { WebClient } from '@slack/web-api';
import type { Account, SentMessage } from '../../flows/chat-input.ts';
import type { Chat, Clock, Delivery, Reach } from '../../flows/ports.ts';
import { remembered } from '../../flows/remembered.ts';
import { deliveryTimeoutMs, webClient } from './connection.ts';
import type { SlackConnection } from './connection.ts';
import { drawMessage } from './draw-message.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';
import type { InstallationOf } from './installations.ts';
import { askProfile, askUserByEmail } from './profiles.ts';
import type { SlackProfile } from './profiles.ts';

/** A profile is asked again after this: somebody who leaves is noticed the same morning. */
const profileKeptMs = 5 * 60_000;
const profilesKept = 10_000;

/** Slack's way out: messages to one person, and who they are by their own workspace. */
export function slackChat(options: {
  readonly installationOf: InstallationOf;
  readonly connection: SlackConnection;
  readonly clock: Clock;
}): Chat {
  const clientOf = clientsBySpace(options.installationOf, options.connection);
  const profiles = remembered<SlackProfile>(options.clock, profileKeptMs, profilesKept);
  const profileOf = (client: WebClient, account: Account, from: 'of' | 'anew' = 'of') =>
    profiles[from](`${account.space} ${account.user}`, () => askProfile(client, account));

  /** Calls where somebody is there. A message to somebody who has left would be taken by Slack and read by nobody. */
  async function ifThere<T>(
    account: Account,
    from: 'of' | 'anew',
    call: (client: WebClient) => Promise<T>,
  ): Promise<T | Failure> {
    try {
      const there = await clientOf(account.space);
      if (there.kind === 'not-installed') return never(there.why);
      const { client } = there;
      const profile = await profileOf(client, account, from);
      if (profile === undefined) return never('Slack does not know that account in that workspace');
      if (!profile.active) return never('that Slack account has been deactivated');
      return await call(client);
    } catch (error) {
      return toldOf(account.space, error);
    }
  }

  /** A failure of Slack, logged where somebody has to mend the app or its token. */
  function toldOf(workspace: string, error: unknown): Exclude<Delivery, { readonly kind: 'sent' }> {
    const failure = failureOf(error);
    if (failure.kind === 'never') return failure;
    const { afterMs, why, ours } = failure;
    if (ours === true) options.connection.log.error({ workspace, why }, 'Slack refuses the bot itself');
    return { kind: 'later', afterMs, why };
  }

  return {
    send: async (account, message) => {
      const drawn = drawMessage(message);
      return ifThere<Delivery>(account, 'of', async (client) => {
        // A user's id as the channel is that person's conversation with the bot; the answer says which one it is.
        const sent = await client.chat.postMessage({ channel: account.user, ...drawn, ...asWritten });
        return sentAs(account, sent.channel, sent.ts);
      });
    },
    update: async (sent, message) => {
      const drawn = drawMessage(message);
      return ifThere<Delivery>(sent.account, 'of', async (client) => {
        await client.chat.update({
          channel: sent.channel,
          ts: sent.id,
          ...drawn,
          parse: 'none',
          link_names: false,
        });
        return { kind: 'sent', message: sent };
      });
    },
    profile: async (account) => {
      const there = await clientOf(account.space);
      return there.kind === 'installed' ? profileOf(there.client, account) : undefined;
    },
    find: async (space, email) => {
      try {
        const there = await clientOf(space.id);
        const user =
          there.kind === 'installed' ? await askUserByEmail(there.client, space.id, email) : undefined;
        return user === undefined ? undefined : { platform: 'slack', space: space.id, user };
      } catch (error) {
        // A workspace that the bot was removed from has nobody, also tomorrow; anything that passes is asked again.
        if (toldOf(space.id, error).kind === 'never') return undefined;
        throw error;
      }
    },
    reach: async (account) => {
      const found = await ifThere<Reach>(account, 'anew', () => Promise.resolve({ kind: 'reachable' }));
      return reachOf(found);
    },
    nameOf: ({ id }) => `Slack (workspace ${id})`,
  };
}

/** Nothing in a text becomes a mention, a link or a preview. */
const asWritten = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

function never(why: string): Failure {
  return { kind: 'never', why };
}

function reachOf(found: Reach | Failure): Reach {
  if (found.kind === 'never') return { kind: 'unreachable', why: found.why };
  return found.kind === 'later' ? { ...found, kind: 'unknown' } : found;
}

function sentAs(account: Account, channel: string | undefined, ts: string | undefined): Delivery {
  if (channel === undefined || ts === undefined) return { kind: 'sent' };
  const message: SentMessage = { account, channel, id: ts };
  return { kind: 'sent', message };
}

type Client =
  | { readonly kind: 'installed'; readonly client: WebClient }
  | { readonly kind: 'not-installed'; readonly why: string };

/** A client of each space, made anew when its token has changed. */
function clientsBySpace(
  installationOf: InstallationOf,
  connection: SlackConnection,
): (space: string) => Promise<Client> {
  const clients = new Map<string, { readonly botToken: string; readonly client: WebClient }>();
  return async (space) => {
    const installation = await installationOf(space);
    if (installation.kind === 'not-installed') return installation;
    const { botToken, naming } = installation;
    const known = clients.get(space);
    if (known?.botToken === botToken) return { kind: 'installed', client: known.client };
    const client = webClient(botToken, connection, deliveryTimeoutMs, naming);
    clients.set(space, { botToken, client });
    return { kind: 'installed', client };
  };
}
