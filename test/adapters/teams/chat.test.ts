import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { teamsChat } from '../../../src/adapters/teams/chat.ts';
import type { TeamsConnection } from '../../../src/adapters/teams/connection.ts';
import type { Message } from '../../../src/flows/chat-message.ts';
import type { Addresses, Chat } from '../../../src/flows/ports.ts';
import { monday } from '../../contracts/case-fixture.ts';
import { memoryAddresses } from '../../support/memory/memory-addresses.ts';
import { startStubTeams } from '../../support/stub-teams.ts';
import type { StubMember, StubTeams, StubTeamsFailure } from '../../support/stub-teams.ts';

/* What is Teams' own; what every way out keeps is in test/contracts/chat.ts. */

const tenant = 'tenant-north';
const jo = { platform: 'teams', space: tenant, user: 'object-jo' } as const;
const joThere: StubMember = {
  conversation: 'a:jo',
  id: '29:jo',
  aadObjectId: jo.user,
  tenantId: tenant,
  email: 'Jo.Marsh@example.org',
  userPrincipalName: 'jomarsh@north.example.org',
  userRole: 'user',
};
const notice: Message = { summary: 'RED-4F7K2: you owe an answer by Thursday', blocks: [] };

let teams: StubTeams;
let addresses: Addresses;
let chat: Chat;
let now: Date;
let logged: { readonly fields: Readonly<Record<string, unknown>>; readonly says: string }[];

beforeAll(async () => {
  teams = await startStubTeams();
});
afterAll(() => teams.stop());
beforeEach(async () => {
  teams.reset();
  teams.addMember(joThere);
  now = monday;
  logged = [];
  addresses = memoryAddresses();
  await addresses.keep(
    { account: jo, channel: 'a:jo', serviceUrl: teams.serviceUrl, member: '29:jo', bot: '28:bot' },
    monday,
  );
  chat = openChat();
});

function openChat(identity: TeamsConnection['identity'] = teams.identity): Chat {
  const nothing = (): void => undefined;
  const error = (fields: Readonly<Record<string, unknown>>, says: string) =>
    void logged.push({ fields, says });
  const connection = { identity, cloud: teams.cloud, log: { info: nothing, warn: nothing, error } };
  return teamsChat({ connection, addresses, clock: { now: () => now } });
}

describe('a message', () => {
  test('is a card with the words of a lock screen, from the bot to its reader, and no text beside it', async () => {
    await chat.send(jo, notice);
    expect(teams.callsOf('send')).toMatchObject([
      {
        path: '/teams/v3/conversations/a%3Ajo/activities',
        args: {
          type: 'message',
          summary: notice.summary,
          from: { id: '28:bot' },
          recipient: { id: '29:jo' },
          conversation: { id: 'a:jo', conversationType: 'personal', tenantId: tenant },
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
        },
      },
    ]);
    expect(teams.callsOf('send')[0]?.args).not.toHaveProperty('text');
  });

  test('goes where the conversation is reached now, not where it was', async () => {
    const moved = { account: jo, channel: 'a:jo-2', member: '29:jo-2', bot: '28:bot' };
    teams.addMember({ ...joThere, conversation: 'a:jo-2', id: '29:jo-2' });
    await chat.send(jo, notice);
    await addresses.keep({ ...moved, serviceUrl: teams.serviceUrl }, monday);
    expect(await chat.send(jo, notice)).toMatchObject({ message: { channel: 'a:jo-2' } });
    expect(teams.messages().map(({ conversation }) => conversation)).toEqual(['a:jo', 'a:jo-2']);
  });

  test('asks who is there once in five minutes', async () => {
    await chat.send(jo, notice);
    await chat.send(jo, notice);
    expect(teams.callsOf('member')).toHaveLength(1);
    now = new Date(monday.getTime() + 5 * 60_000);
    await chat.send(jo, notice);
    expect(teams.callsOf('member')).toHaveLength(2);
  });

  test('reaches somebody who added the bot again at once, though they were gone a moment ago', async () => {
    teams.removeMember(joThere);
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'never' });
    teams.addMember(joThere);
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
  });
});

describe('who cannot be reached is told in words that a colleague can act on', () => {
  test('who never added the bot', async () => {
    expect(await chat.send({ ...jo, user: 'object-new' }, notice)).toEqual({
      kind: 'never',
      why: 'has not added Concordat in Teams yet',
    });
    expect(teams.calls()).toEqual([]);
  });

  test('who removed it, though Teams might still take the message', async () => {
    await addresses.remove(jo, monday);
    expect(await chat.send(jo, notice)).toEqual({ kind: 'never', why: 'removed Concordat in Teams' });
    expect(teams.calls()).toEqual([]);
  });

  test.each([
    ['MessageWritesBlocked', 'they blocked or removed Concordat in Teams (MessageWritesBlocked)'],
    ['ConversationBlockedByUser', 'they blocked Concordat in Teams (ConversationBlockedByUser)'],
    ['BotNotInConversationRoster', 'Concordat is no longer in their Teams chat (BotNotInConversationRoster)'],
    ['BotDisabledByAdmin', 'their organisation has switched Concordat off in Teams (BotDisabledByAdmin)'],
    ['SomethingNew', 'Teams does not let Concordat write to them (SomethingNew)'],
  ])('%s', async (code, why) => {
    await chat.profile(jo);
    teams.fail('send', { kind: 'status', status: 403, code });
    expect(await chat.send(jo, notice)).toEqual({ kind: 'never', why });
  });

  test('also where the code stands in words inside the answer, as Teams sends it of who blocked a bot', async () => {
    const inside = JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is blocked.' });
    teams.fail('send', { kind: 'status', status: 403, body: { errorCode: 209, message: inside } });
    expect(await chat.send(jo, notice)).toEqual({
      kind: 'never',
      why: 'they blocked or removed Concordat in Teams (MessageWritesBlocked)',
    });
  });

  test('also where Teams names what is wrong by a number alone', async () => {
    await chat.profile(jo);
    teams.fail('send', { kind: 'status', status: 403, body: { errorCode: 1009, message: 'Not in words.' } });
    expect(await chat.send(jo, notice)).toEqual({
      kind: 'never',
      why: 'Teams does not let Concordat write to them (error 1009)',
    });
  });

  test('a message that is too long never gets shorter, whoever says so', async () => {
    await chat.profile(jo);
    teams.fail('send', { kind: 'page', status: 413 });
    expect(await chat.send(jo, notice)).toEqual({
      kind: 'never',
      why: 'the message is too long for Teams (status 413)',
    });
  });

  test('of somebody else in their place, nothing is sent', async () => {
    teams.addMember({ ...joThere, aadObjectId: 'object-other' });
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'never' });
    teams.addMember({ ...joThere, tenantId: 'tenant-other' });
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'never' });
    expect(teams.callsOf('send')).toEqual([]);
  });
});

describe('what is to be tried later', () => {
  const afterOf = async (failure: StubTeamsFailure) => {
    teams.fail('send', failure);
    const delivery = await chat.send(jo, notice);
    if (delivery.kind !== 'later') throw new Error(delivery.kind);
    return delivery.afterMs;
  };
  const busy = (retryAfter: string): StubTeamsFailure => ({ kind: 'status', status: 429, retryAfter });
  const broken: StubTeamsFailure = { kind: 'status', status: 502 };

  test('waits at least as long as Teams asks, in seconds or until a date, and never for days', async () => {
    for (const asked of ['30', new Date(Date.now() + 30_000).toUTCString()]) {
      const after = await afterOf(busy(asked));
      expect(after).toBeGreaterThan(28_000);
      expect(after).toBeLessThanOrEqual(45_000);
    }
    expect(await afterOf(busy('999999'))).toBeLessThanOrEqual(90 * 60_000);
  });

  test('waits longer each time, up to some minutes, until it works', async () => {
    const waits: number[] = [];
    for (let time = 1; time <= 3; time += 1) waits.push(await afterOf(broken));
    expect(waits[0]).toBeGreaterThanOrEqual(5_000);
    expect(waits[1]).toBeGreaterThanOrEqual(10_000);
    expect(waits[2]).toBeGreaterThanOrEqual(20_000);
    await chat.send(jo, notice);
    expect(await afterOf(broken)).toBeLessThanOrEqual(7_500);
  });

  test('what is wrong with our own registration is logged, by code and without a word of the message', async () => {
    await chat.profile(jo);
    teams.fail('send', { kind: 'status', status: 401, code: 'BotNotRegistered' });
    expect(await chat.send(jo, notice)).toMatchObject({
      kind: 'later',
      why: "Teams did not accept Concordat's credentials (BotNotRegistered)",
    });
    chat = openChat({ ...teams.identity, password: 'expired' });
    expect(await chat.send(jo, notice)).toMatchObject({
      kind: 'later',
      why: "Microsoft did not accept Concordat's credentials (AADSTS7000215)",
    });
    expect(logged.map(({ says }) => says)).toEqual([
      'Teams refuses the bot itself',
      'Teams refuses the bot itself',
    ]);
    expect(JSON.stringify(logged)).not.toContain('RED-4F7K2');
  });

  test.each<StubTeamsFailure>([
    { kind: 'page' },
    { kind: 'status', status: 503, body: { error: 'temporarily_unavailable' } },
    { kind: 'cut' },
  ])('a sign-in that does not work now is waited for, and no message goes out: %j', async (failure) => {
    teams.fail('sign-in', failure);
    expect(await chat.send(jo, notice)).toMatchObject({
      kind: 'later',
      why: expect.stringContaining('Concordat could not sign in to Microsoft') as string,
    });
    expect(teams.callsOf('send')).toEqual([]);
    expect(logged).toEqual([]);
  });

  test.each([400, 403, 404, 451])(
    'a page of something in between with status %i says nothing of the reader',
    async (status) => {
      await chat.profile(jo);
      teams.fail('send', { kind: 'page', status });
      expect(await chat.send(jo, notice)).toMatchObject({
        kind: 'later',
        why: `the answer was not from Teams (status ${status})`,
      });
      teams.fail('member', { kind: 'page', status });
      expect(await chat.reach(jo)).toMatchObject({ kind: 'unknown' });
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
    },
  );

  test('an error of ours is not taken for one of Teams', async () => {
    addresses = { ...addresses, of: () => Promise.reject(new Error('no database')) };
    await expect(openChat().send(jo, notice)).rejects.toThrow('no database');
  });

  test('one person is held back, and another is not', async () => {
    const kim = { ...jo, user: 'object-kim' };
    teams.addMember({ ...joThere, conversation: 'a:kim', id: '29:kim', aadObjectId: kim.user });
    await addresses.keep(
      { account: kim, channel: 'a:kim', serviceUrl: teams.serviceUrl, member: '29:kim', bot: '28:bot' },
      monday,
    );
    const kinds = await Promise.all(
      Array.from({ length: 9 }, async () => (await chat.send(jo, notice)).kind),
    );
    expect(kinds.filter((kind) => kind === 'sent')).toHaveLength(7);
    expect(await chat.send(kim, notice)).toMatchObject({ kind: 'sent' });
  });
});

describe('who somebody is', () => {
  const emailOf = async (member: Partial<StubMember>) => {
    teams.addMember({ conversation: 'a:jo', id: '29:jo', aadObjectId: jo.user, tenantId: tenant, ...member });
    return (await openChat().profile(jo))?.email;
  };

  test('is their address, else the name that they sign in with', async () => {
    expect(await emailOf({ email: 'jo.marsh@example.org', userPrincipalName: 'jm@example.org' })).toBe(
      'jo.marsh@example.org',
    );
    expect(await emailOf({ userPrincipalName: 'jm@example.org' })).toBe('jm@example.org');
    expect(await emailOf({})).toBeUndefined();
  });

  test.each<Partial<StubMember>>([
    { userRole: 'guest' },
    { userRole: 'anonymous' },
    { userPrincipalName: 'jo.marsh_example.org#EXT#@north.example.org' },
  ])('is told by their own organisation alone: a guest %j has no address here', async (guest) => {
    expect(await emailOf({ email: 'jo.marsh@example.org', ...guest })).toBeUndefined();
  });

  test('is kept with their address, by which they are then found', async () => {
    const space = { platform: 'teams', id: tenant } as const;
    expect(await chat.find(space, 'jo.marsh@example.org')).toBeUndefined();
    await chat.profile(jo);
    expect(await chat.find(space, 'jo.marsh@example.org')).toEqual(jo);
  });

  test('is asked of nobody who cannot be asked', async () => {
    expect(await chat.profile({ ...jo, user: 'object-new' })).toBeUndefined();
    await addresses.noteEmail(jo, 'jo.marsh@example.org');
    await addresses.remove(jo, monday);
    expect(await chat.profile(jo)).toEqual({ active: false, email: 'jo.marsh@example.org' });
    expect(teams.calls()).toEqual([]);
  });
});
