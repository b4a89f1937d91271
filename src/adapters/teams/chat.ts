import { z } from 'zod';
import type { Account } from '../../flows/chat-input.ts';
import type { Message } from '../../flows/chat-message.ts';
import type { Addresses, Chat, Clock, Delivery, KnownAddress } from '../../flows/ports.ts';
import { remembered } from '../../flows/remembered.ts';
import { connectorAt } from './connection.ts';
import type { Connector, TeamsConnection } from './connection.ts';
import { drawMessage } from './draw-message.ts';
import { failureOf } from './failure.ts';
import { messageActivity } from './message-activity.ts';
import { makePace, unpaced } from './pace.ts';
import type { Pace } from './pace.ts';
import { makePauses } from './pauses.ts';
import { askProfile } from './profiles.ts';
import type { TeamsProfile } from './profiles.ts';

/** Who is in a conversation is asked again after this: somebody who leaves is noticed the same morning. */
const profileKeptMs = 5 * 60_000;
const profilesKept = 10_000;

/** Teams' way out: messages to one person in their own conversation with the bot, and who they are by their own tenant. */
export function teamsChat(options: {
  readonly connection: TeamsConnection;
  readonly addresses: Addresses;
  readonly clock: Clock;
  /** How fast Teams takes messages: as it says, where nothing else is given. */
  readonly pace?: Pace;
}): Chat {
  const { addresses, connection } = options;
  const pace = options.pace ?? (connection.identity.kind === 'practice' ? unpaced : makePace());
  const connect = connectorAt(connection);
  const profiles = remembered<TeamsProfile>(options.clock, profileKeptMs, profilesKept);
  const pauses = makePauses();

  async function profileOf(known: KnownAddress, connector?: Connector): Promise<TeamsProfile | undefined> {
    return profiles.of(keyOf(known), async () => {
      const profile = await askProfile(connector ?? (await connect(known.serviceUrl)), known);
      if (profile !== undefined && profile.email !== known.email) {
        await addresses.noteEmail(known.account, profile.email);
      }
      return profile;
    });
  }

  /** A message to somebody whose account is gone might be taken by Teams and read by nobody, so that is asked first. */
  async function reach(
    account: Account,
    call: (connector: Connector, known: KnownAddress) => Promise<Delivery>,
  ): Promise<Delivery> {
    const known = await addresses.of(account);
    if (known === undefined) return never('has not added Concordat in Teams yet');
    if (known.removed) return never('removed Concordat in Teams');
    const waitMs = await pace(account.space, known.channel, profiles.has(keyOf(known)) ? 1 : 2);
    if (waitMs !== undefined) return { kind: 'later', afterMs: waitMs, why: 'Teams takes no more at once' };
    try {
      const connector = await connect(known.serviceUrl);
      const profile = await profileOf(known, connector);
      if (profile === undefined) return never('Teams does not know that account any more');
      const delivery = await call(connector, known);
      pauses.over(known.channel);
      return delivery;
    } catch (error) {
      return failed(known, error);
    }
  }

  function failed({ account, channel }: KnownAddress, error: unknown): Delivery {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    if (failure.kind === 'never') return failure;
    const { why, atLeastMs, ours } = failure;
    if (ours === true) connection.log.error({ tenant: account.space, why }, 'Teams refuses the bot itself');
    return { kind: 'later', afterMs: pauses.next(channel, atLeastMs), why };
  }

  return {
    send: async (account, message) => {
      const draw = drawn(message);
      return reach(account, async ({ conversations }, known) => {
        const sent = await conversations.sendToConversation(known.channel, draw(known));
        return sentAs(account, known.channel, sent);
      });
    },
    update: async (sent, message) => {
      const draw = drawn(message);
      return reach(sent.account, async ({ conversations }, known) => {
        await conversations.updateActivity(sent.channel, sent.id, draw(known));
        return { kind: 'sent', message: sent };
      });
    },
    profile: async (account) => {
      const known = await addresses.of(account);
      if (known === undefined) return undefined;
      if (!known.removed) return profileOf(known);
      return { active: false, ...(known.email === undefined ? {} : { email: known.email }) };
    },
    find: (space, email) => addresses.withEmail(space, email),
  };
}

function keyOf({ account: { space, user }, channel }: KnownAddress): string {
  return `${space} ${user} ${channel}`;
}

function never(why: string): Delivery {
  return { kind: 'never', why };
}

/** Drawn before anybody is looked up: what cannot be drawn fails at once. */
function drawn(message: Message) {
  const activity = messageActivity(drawMessage(message));
  return ({ account, channel, serviceUrl, member, bot }: KnownAddress) => ({
    ...activity,
    channelId: 'msteams',
    serviceUrl,
    conversation: {
      id: channel,
      conversationType: 'personal',
      isGroup: false,
      name: '',
      tenantId: account.space,
    },
    from: { id: bot, name: '' },
    recipient: { id: member, name: '' },
  });
}

function sentAs(account: Account, channel: string, answer: unknown): Delivery {
  const { data } = z.object({ id: z.string().min(1) }).safeParse(answer);
  return data === undefined ? { kind: 'sent' } : { kind: 'sent', message: { account, channel, id: data.id } };
}
