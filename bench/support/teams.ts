import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Address } from '../../src/flows/ports.ts';
import { teamsPath } from '../../src/adapters/teams/app.ts';
import { teamsSender } from '../../test/support/teams-sender.ts';
import type { TeamsSender } from '../../test/support/teams-sender.ts';
import { startChild } from './child.ts';
import type { Stops } from './stops.ts';

const sentShape = z.array(z.object({ id: z.string(), activity: z.unknown() }));
const startedShape = z.object({
  identity: z.object({
    kind: z.literal('secret'),
    appId: z.string(),
    tenantId: z.string(),
    password: z.string(),
  }),
  serviceUrl: z.string(),
  token: z.string(),
});

/** Teams as the bench sees it: who the bot is there, what it sent, and a way to do what people do. */
export type Teams = Pick<z.infer<typeof startedShape>, 'identity' | 'serviceUrl'> & {
  /** The bot's messages to somebody, each with its newest card. */
  readonly messagesTo: (member: Member) => Promise<z.infer<typeof sentShape>>;
  /** What was sent to somebody, and when. */
  readonly arrivedFor: (member: Member) => Promise<readonly Arrived[]>;
  /** Presses or sends a card that stands in place of a message, as its reader, to the bot at a port. */
  readonly execute: (
    port: number,
    by: Member,
    message: string,
    data: object,
  ) => ReturnType<TeamsSender['send']>;
  readonly addressOf: (member: Member) => Address;
};

/** Something that arrived: what is seen of it first, and when by the clock that processes share. */
export type Arrived = { readonly says: string; readonly at: number };
export const arrivedShape = z.array(z.object({ says: z.string(), at: z.number() }));

/** Somebody who has added the bot. */
export type Member = { readonly user: string; readonly tenant: string; readonly email: string };

/** Starts Teams in a process of its own. */
export async function openTeams(stops: Stops, members: readonly Member[]): Promise<Teams> {
  const child = startChild('teams.ts', stops);
  const known = members.map((member) => ({
    conversation: conversationOf(member),
    id: `29:${member.user}`,
    aadObjectId: member.user,
    tenantId: member.tenant,
    email: member.email,
  }));
  const { identity, serviceUrl, token } = await child.ask('start', known, startedShape);
  const bot = `28:${identity.appId}`;
  return {
    identity,
    serviceUrl,
    messagesTo: (member) => child.ask('messages', conversationOf(member), sentShape),
    arrivedFor: (member) => child.ask('arrived', conversationOf(member), arrivedShape),
    execute: (port, by, message, data) =>
      teamsSender(`http://127.0.0.1:${port}${teamsPath}`).send(
        {
          type: 'invoke',
          name: 'adaptiveCard/action',
          id: `f:${randomUUID()}`,
          channelId: 'msteams',
          serviceUrl,
          timestamp: new Date().toISOString(),
          from: { id: `29:${by.user}`, aadObjectId: by.user },
          conversation: { id: conversationOf(by), conversationType: 'personal', tenantId: by.tenant },
          recipient: { id: bot },
          channelData: { tenant: { id: by.tenant } },
          replyToId: message,
          value: { action: { type: 'Action.Execute', verb: 'press', data } },
        },
        token,
      ),
    addressOf: (member) => ({
      account: { platform: 'teams', space: member.tenant, user: member.user },
      channel: conversationOf(member),
      serviceUrl,
      member: `29:${member.user}`,
      bot,
    }),
  };
}

function conversationOf({ user }: Member): string {
  return `a:own-${user}`;
}
