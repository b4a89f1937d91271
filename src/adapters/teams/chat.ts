import { z } from 'zod';
import type { Account } from '../../flows/chat-input.ts';
import type { Message } from '../../flows/chat-message.ts';
import type { Addresses, Chat, Clock, Delivery, KnownAddress, Reach } from '../../flows/ports.ts';
import { remembered } from '../../flows/remembered.ts';
import { connectorAt } from './connection.ts';
import type { Connector, TeamsConnection } from './connection.ts';
import { drawMessage } from './draw-message.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';
import { messageActivity } from './message-activity.ts';
import { makePace, unpaced } from './pace.ts';
import type { Pace } from './pace.ts';
import { makePauses } from '../../flows/pauses.ts';
import { askProfile } from './profiles.ts';
import type { TeamsProfile } from './profiles.ts';

/** Who is in a conversation is asked again after this: somebody who leaves is noticed the same morning. */
const profileKeptMs = 5 * 60_000;
const profilesKept = 10_000;
/** Where Teams does not say how long to wait before it is asked again who is there. */
const askAgainMs = 5_000;

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

  async function profileOf(
    known: KnownAddress,
    connector?: Connector,
    from: 'of' | 'anew' = 'of',
  ): Promise<TeamsProfile | undefined> {
    return profiles[from](keyOf(known), async () => {
      const profile = await askProfile(connector ?? (await connect(known.serviceUrl)), known);
      // What is not said any more was not taken back: by the address that is kept people are found.
      if (profile?.email !== undefined && profile.email !== known.email) {
        await addresses.noteEmail(known.account, profile.email);
      }
      return profile;
    });
  }

  /** A message to somebody whose account is gone might be taken by Teams and read by nobody, so that is asked first. */
  async function deliver(
    account: Account,
    call: (connector: Connector, known: KnownAddress) => Promise<Delivery>,
  ): Promise<Delivery> {
    const known = await addresses.of(account);
    if (known === undefined || known.removed) return never(notThere(known));
    const waitMs = await pace(account.space, known.channel, profiles.has(keyOf(known)) ? 1 : 2);
    if (waitMs !== undefined) return { kind: 'later', afterMs: waitMs, why: 'Teams takes no more at once' };
    try {
      const connector = await connect(known.serviceUrl);
      const profile = await profileOf(known, connector);
      if (profile === undefined) return never(unknownThere);
      const delivery = await call(connector, known);
      pauses.over(known.channel);
      return delivery;
    } catch (error) {
      return failed(known, error);
    }
  }

  function failed(known: KnownAddress, error: unknown): Delivery {
    const failure = toldOf(known, error);
    if (failure.kind === 'never') return failure;
    return { kind: 'later', afterMs: pauses.next(known.channel, failure.atLeastMs), why: failure.why };
  }

  /** A failure of Teams, logged where somebody has to mend our registration; what is none is thrown on. */
  function toldOf({ account }: KnownAddress, error: unknown): Failure {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    if (failure.kind === 'later' && failure.ours === true) {
      connection.log.error({ tenant: account.space, why: failure.why }, 'Teams refuses the bot itself');
    }
    return failure;
  }

  async function reach(account: Account): Promise<Reach> {
    const known = await addresses.of(account);
    if (known === undefined || known.removed) return { kind: 'unreachable', why: notThere(known) };
    const waitMs = await pace(account.space, known.channel, 1);
    if (waitMs !== undefined) return { kind: 'unknown', afterMs: waitMs, why: 'Teams takes no more at once' };
    try {
      const profile = await profileOf(known, undefined, 'anew');
      return profile === undefined ? { kind: 'unreachable', why: unknownThere } : { kind: 'reachable' };
    } catch (error) {
      const failure = toldOf(known, error);
      if (failure.kind === 'never') return { kind: 'unreachable', why: failure.why };
      return { kind: 'unknown', afterMs: failure.atLeastMs ?? askAgainMs, why: failure.why };
    }
  }

  return {
    send: async (account, message) => {
      const draw = drawn(message);
      return deliver(account, async ({ conversations }, known) => {
        const sent = await conversations.sendToConversation(known.channel, draw(known));
        return sentAs(account, known.channel, sent);
      });
    },
    update: async (sent, message) => {
      const draw = drawn(message);
      return deliver(sent.account, async ({ conversations }, known) => {
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
    reach,
    nameOf: ({ id }) => `Microsoft Teams (tenant ${id})`,
  };
}

function keyOf({ account: { space, user }, channel }: KnownAddress): string {
  return `${space} ${user} ${channel}`;
}

const unknownThere = 'Teams does not know that account any more';

function notThere(known: KnownAddress | undefined): string {
  return known === undefined ? 'has not added Concordat in Teams yet' : 'removed Concordat in Teams';
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
