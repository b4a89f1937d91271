import type { Account } from '../../../src/flows/chat-input.ts';
import { teamsApp, teamsPath } from '../../../src/adapters/teams/app.ts';
import { teamsChat } from '../../../src/adapters/teams/chat.ts';
import { problemsOfCard } from '../card-rules.ts';
import { memoryAddresses } from '../memory/memory-addresses.ts';
import { startStubTeams } from '../stub-teams.ts';
import type { Answered } from './seen.ts';
import type { Side, SideOptions } from './side.ts';
import { conversationOf, memberOf, teamsClient } from './teams-client.ts';

/** Cards that were held against the rules before, by their shape. */
const checked = new Set<string>();

/**
 * Teams with the real adapter on it: tenants of the agencies, in which everybody has added the bot, and activities with
 * tokens as Teams signs them. Every card that anybody is shown is held against the rules of cards.
 */
export async function startTeamsSide({ members, clock, log, route }: SideOptions): Promise<Side> {
  const stub = await startStubTeams({
    members: members.map(({ account, email }) => ({
      conversation: conversationOf(account),
      id: memberOf(account),
      aadObjectId: account.user,
      tenantId: account.space,
      email,
    })),
  });
  const problems: string[] = [];
  const check = (card: unknown, name: string): void => {
    const shape = shapeOf(card);
    if (checked.has(shape)) return;
    checked.add(shape);
    problems.push(...problemsOfCard(card).map((problem) => `${name}: ${problem}`));
  };
  const connection = { identity: stub.identity, cloud: stub.cloud, log };
  const addresses = memoryAddresses();
  const app = teamsApp({
    connection,
    allowedTenants: () => [...new Set(members.map(({ account }) => account.space))],
    slashCommand: '/escalate',
    addresses,
    clock,
    route,
  });
  const token = await stub.token();
  const post = async (url: string, activity: object): Promise<Answered> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const clientOf = (name: string, account: Account, url: string) =>
    teamsClient(name, account, { stub, post: (activity) => post(url, activity), check });
  return {
    path: teamsPath,
    handle: app.handle,
    // Weeks pass here in a second: as fast as Teams takes messages would be for the real clock.
    chat: teamsChat({ connection, addresses, clock, pace: () => Promise.resolve(undefined) }),
    client: clientOf,
    raw: async (url, body, type) => {
      const headers = { 'content-type': type, authorization: `Bearer ${token}` };
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: body.replaceAll('SERVICE_URL', stub.serviceUrl),
      });
      await response.arrayBuffer();
      return response;
    },
    arrive: async (url) => {
      for (const { account } of members) await clientOf('somebody', account, url).add();
    },
    refused: () => [
      ...problems,
      ...stub
        .calls()
        .flatMap(({ method, answer }) => (answer === 'ok' ? [] : [`Teams refused ${method}: ${answer}`])),
    ],
    stop: async () => {
      await app.stop();
      await stub.stop();
    },
  };
}

/** A card without the letters and figures of its texts: two that differ in nothing else are right or wrong together. */
function shapeOf(card: unknown): string {
  return JSON.stringify(card, (key, value: unknown) =>
    typeof value === 'string' &&
    ['text', 'title', 'label', 'value', 'tooltip', 'speak', 'fallbackText'].includes(key)
      ? value.replace(/[\p{L}\p{N} .,;:'’"“”()/%£?!…–—•-]+/gu, '')
      : key === 'data'
        ? null
        : value,
  );
}
