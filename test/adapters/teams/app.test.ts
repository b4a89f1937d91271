import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { teamsApp, teamsPath } from '../../../src/adapters/teams/app.ts';
import type { TeamsApp } from '../../../src/adapters/teams/app.ts';
import { teamsAuthentication } from '../../../src/adapters/teams/connection.ts';
import type { TeamsConnection } from '../../../src/adapters/teams/connection.ts';
import { readBody } from '../../../src/adapters/teams/read-body.ts';
import { rememberReplays } from '../../../src/adapters/teams/replays.ts';
import { verify } from '../../../src/adapters/teams/verify.ts';
import type { ChatInput } from '../../../src/flows/chat-input.ts';
import type { Form, Message, Reply } from '../../../src/flows/chat-message.ts';
import type { Addresses } from '../../../src/flows/ports.ts';
import * as sent from '../../fixtures/teams/activities.ts';
import { memoryAddresses } from '../../support/memory/memory-addresses.ts';
import { startStubTeams } from '../../support/stub-teams.ts';
import type { StubTeams, StubToken } from '../../support/stub-teams.ts';
import { teamsSender } from '../../support/teams-sender.ts';
import type { TeamsAnswer, TeamsSender } from '../../support/teams-sender.ts';

const form: Form = {
  title: 'Raise',
  context: sent.context,
  intro: [{ kind: 'quote', label: 'Jo wrote', words: 'The plan was not shared.' }],
  fields: [
    { kind: 'text', id: 'issue', label: 'What is it about?', long: true, required: true, value: 'No reply.' },
  ],
  submit: 'Next',
};
const message: Message = {
  summary: 'RED-4F7K2: acknowledge by Friday',
  blocks: [{ kind: 'quote', label: 'Jo wrote', words: 'The plan was not shared.' }],
};
const home: Reply = { kind: 'home', home: { blocks: [{ kind: 'heading', text: 'My cases' }] } };
const groupChat = sent.messageInGroup.conversation.id;

let teams: StubTeams;
let connection: TeamsConnection;
let app: TeamsApp;
let server: Server;
let sender: TeamsSender;
let addresses: Addresses;
let inputs: ChatInput[];
let logged: { readonly fields: Readonly<Record<string, unknown>>; readonly says: string }[];
let route: (input: ChatInput) => Promise<Reply>;
let now: Date;

beforeAll(async () => {
  const member = { id: sent.message.from.id, aadObjectId: sent.account.user, tenantId: sent.tenant };
  teams = await startStubTeams({
    members: [sent.ownChat, groupChat, sent.messageInChannel.conversation.id].map((conversation) => ({
      conversation,
      ...member,
    })),
  });
  // The SDK writes about some tokens to the console by itself.
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  server = createServer((request, response) => app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  sender = teamsSender(`http://127.0.0.1:${port()}${teamsPath}`);
});
afterAll(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await teams.stop();
});
beforeEach(() => {
  teams.reset();
  inputs = [];
  logged = [];
  now = new Date('2026-12-22T10:00:00Z');
  route = answering({ kind: 'nothing' });
  addresses = memoryAddresses();
  const keep = (fields: Readonly<Record<string, unknown>>, says: string) =>
    void logged.push({ fields, says });
  connection = {
    identity: teams.identity,
    cloud: teams.cloud,
    log: { info: keep, warn: keep, error: keep },
  };
  app = newApp();
});
afterEach(() => app.stop());

function newApp(how: Partial<TeamsConnection> = {}): TeamsApp {
  return teamsApp({
    connection: { ...connection, ...how },
    allowedTenants: () => ['another-tenant', sent.tenant.toUpperCase()],
    slashCommand: '/escalate',
    addresses,
    clock: { now: () => now },
    route: (input) => {
      inputs.push(input);
      return route(input);
    },
  });
}

const port = () => (server.address() as AddressInfo).port;
const answering = (reply: Reply) => () => Promise.resolve(reply);
const failing = () => Promise.reject(new Error('database said: Mrs Appleby'));
const here = <T extends object>(activity: T): T => ({ ...activity, serviceUrl: teams.serviceUrl });
const send = async (activity: object, token?: StubToken): Promise<TeamsAnswer> =>
  sender.send(here(activity), await teams.token(token));
const cardOf = ({ body }: TeamsAnswer) => JSON.stringify((body as { readonly value: unknown }).value);
const said = (conversation?: string) =>
  teams.messages(conversation).map(({ versions }) => JSON.stringify(versions.at(-1)));
const jo = () => ({
  account: sent.account,
  channel: sent.ownChat,
  serviceUrl: teams.serviceUrl,
  member: sent.message.from.id,
  bot: sent.message.recipient.id,
});
const nothingHappened = () => {
  expect(inputs).toEqual([]);
  expect(teams.messages()).toEqual([]);
};

describe('what is not from Teams', () => {
  test.each<[string, StubToken]>([
    ['a forged signature', { key: 'forged' }],
    ['a key that Microsoft does not publish', { key: 'unknown' }],
    ['a key that is for another channel', { key: 'unendorsed' }],
    ['a token that has expired', { expiresIn: -600 }],
    ['a token that is not good yet', { notBefore: 600 }],
    ['a token for another bot', { audience: 'c0ffee00-0000-4000-8000-000000000000' }],
    ['a token from somebody else', { issuer: 'https://issuer.example.org' }],
    ['a token for another service address', { serviceUrl: 'https://smba.example.org/elsewhere/' }],
    ['a token for no service address', { claims: { serviceurl: undefined } }],
  ])('is refused with %s, and reaches nothing', async (_what, token) => {
    expect(await send(sent.message, token)).toEqual({ status: 401, body: undefined });
    expect(await send(sent.actPress, token)).toEqual({ status: 401, body: undefined });
    nothingHappened();
    expect(logged.map(({ fields }) => Object.keys(fields))).toEqual([
      ['status', 'why'],
      ['status', 'why'],
    ]);
  });

  test.each([
    ['without a token', undefined],
    ['with an empty one', ''],
    ['with no token at all in its place', 'not a token'],
    ['with two of them', 'a b'],
    ['with half of one', 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2FwaS5ib3RmcmFtZXdvcmsuY29tIn0.'],
    ['with 15 KB in its place', 'x'.repeat(15_000)],
  ])('is refused %s', async (_what, token) => {
    expect(await sender.send(here(sent.message), token)).toEqual({ status: 401, body: undefined });
    nothingHappened();
  });

  test.each([
    ['nothing in it', {}],
    ['no service address', { ...sent.message, serviceUrl: undefined }],
    ['another service address than its token', { ...sent.message, serviceUrl: 'https://evil.example.org/' }],
    ['another channel', { ...sent.message, channelId: 'emulator' }],
    ['no channel', { ...sent.message, channelId: undefined }],
    ['a channel of an odd kind', { ...sent.message, channelId: { id: 'msteams' } }],
  ])('is refused with %s', async (_what, activity) => {
    const mine =
      'serviceUrl' in activity && activity.serviceUrl !== sent.serviceUrl ? activity : here(activity);
    expect(await sender.send(mine, await teams.token())).toEqual({ status: 401, body: undefined });
    nothingHappened();
  });

  test('is refused with a token of the emulator for this bot, which the SDK takes for any service address', async () => {
    const claims = { ver: '1.0', appid: teams.identity.appId, serviceurl: undefined };
    const issuer = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
    expect(await send(sent.message, { issuer, claims })).toEqual({ status: 401, body: undefined });
    expect(logged).toMatchObject([{ fields: { why: 'another service address' } }]);
    nothingHappened();
  });

  test('is refused while Microsoft’s keys cannot be had, and never blamed on us', async () => {
    const cloud = { ...teams.cloud, openIdMetadata: 'http://127.0.0.1:9/metadata' };
    await app.stop();
    app = newApp({ cloud });
    expect(await send(sent.message)).toEqual({ status: 401, body: undefined });
    nothingHappened();
  });

  test('is refused when Microsoft’s keys do not come, and nobody waits for them for ever', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const openIdMetadata = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/metadata`;
    const authentication = teamsAuthentication({ ...connection, cloud: { ...teams.cloud, openIdMetadata } });
    const way = { authentication, identity: teams.identity, timeoutMs: 50 };
    expect(await verify(way, here(sent.message), `Bearer ${await teams.token()}`)).toEqual({
      kind: 'refused',
      why: 'the keys did not come',
    });
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  test.each([
    [
      'another tenant',
      { ...sent.message.conversation, tenantId: 'c0ffee00-0000-4000-8000-000000000000' },
      {},
    ],
    [
      'two tenants at once',
      sent.message.conversation,
      { tenant: { id: 'c0ffee00-0000-4000-8000-000000000000' } },
    ],
    ['no tenant', { ...sent.message.conversation, tenantId: undefined }, {}],
  ])(
    'an organisation that is listed but from %s is refused, and nothing happens',
    async (_what, conversation, channelData) => {
      for (const activity of [sent.message, sent.actPress, sent.added, sent.removed]) {
        expect(await send({ ...activity, conversation, channelData })).toEqual({
          status: 403,
          body: undefined,
        });
      }
      nothingHappened();
      expect(await addresses.of(sent.account)).toBeUndefined();
    },
  );

  test.each([
    ['no JSON', '{"secret words'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['nothing', ''],
    ['null', 'null'],
    ['nested deeply', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['nested far too deeply', '['.repeat(100_000)],
    ['nested far too deeply in an object', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('and is %s is answered 400 without a word of it in the log', async (_what, body) => {
    expect(await sender.raw(body, await teams.token())).toEqual({ status: 400, body: undefined });
    expect(JSON.stringify(logged)).not.toContain('secret words');
    nothingHappened();
  });

  test.each(['type', 'from', 'recipient', 'conversation'])('and has no %s is answered 400', async (field) => {
    const activity = { ...sent.message, channelData: { tenant: { id: sent.tenant } }, [field]: undefined };
    expect(await send(activity)).toEqual({ status: 400, body: undefined });
    nothingHappened();
  });

  test('and is no post is answered 405', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`http://127.0.0.1:${port()}${teamsPath}`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  test('and is too large is answered 413, told or not how large it will be', async () => {
    expect(await send({ ...sent.message, text: 'x'.repeat(400_000) })).toEqual({
      status: 413,
      body: undefined,
    });
    const parts = async function* () {
      for (let part = 0; part < 8; part += 1) yield await Promise.resolve(Buffer.alloc(50_000, 'x'));
    };
    const init = { method: 'POST', body: ReadableStream.from(parts()), duplex: 'half' as const };
    expect((await fetch(`http://127.0.0.1:${port()}${teamsPath}`, init)).status).toBe(413);
    nothingHappened();
  });

  test('and does not come to an end is given up', async () => {
    const bodies: unknown[] = [];
    const slow = createServer((request, response) => {
      void readBody(request, { limit: 100, timeoutMs: 50 }).then((body) => {
        bodies.push(body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const ask = async (body: string, cut: boolean) => {
      const socket = connect((slow.address() as AddressInfo).port, '127.0.0.1');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.on('data', () => socket.destroy());
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\n${body}`, () => {
        if (cut) socket.destroy();
      });
      await closed;
    };
    await ask('{"a":', false);
    await ask('x'.repeat(200), false);
    await ask('x'.repeat(2000), false);
    await ask('{"a":', true);
    await vi.waitUntil(() => bodies.length === 4);
    expect(bodies).toEqual(['too-slow', 'too-large', 'too-large', 'cut-off'].map((kind) => ({ kind })));
    slow.closeAllConnections();
    await new Promise((resolve) => slow.close(resolve));
  });

  test('in practice nobody signs anything, and the same is answered', async () => {
    await app.stop();
    app = newApp({ identity: { kind: 'practice' } });
    route = answering({ kind: 'message', message });
    expect(await sender.send(here(sent.actPress))).toMatchObject({ status: 200, body: { statusCode: 200 } });
    expect(
      await sender.send(
        here({ ...sent.message, conversation: { ...sent.message.conversation, tenantId: 'x' } }),
      ),
    ).toMatchObject({ status: 403 });
  });
});

describe('what is typed to the bot', () => {
  test('is answered with a message, before the request is', async () => {
    route = answering({ kind: 'message', message });
    expect(await send(sent.message)).toEqual({ status: 200, body: undefined });
    expect(inputs).toMatchObject([{ kind: 'command', text: 'list', typed: 'to-us', account: sent.account }]);
    expect(teams.messages(sent.ownChat)).toMatchObject([
      {
        versions: [
          { type: 'message', summary: message.summary, attachments: [{ content: { version: '1.5' } }] },
        ],
      },
    ]);
  });

  test.each<[string, Reply, string]>([
    ['a form', { kind: 'form', form }, 'What is it about?'],
    ['words', { kind: 'say', message }, 'acknowledge by Friday'],
    ['the home view', home, 'My cases'],
  ])('with %s, and never with what people wrote', async (_what, reply, shows) => {
    route = answering(reply);
    expect(await send(sent.message)).toMatchObject({ status: 200 });
    expect(said(sent.ownChat)).toHaveLength(1);
    expect(said(sent.ownChat)[0]).toContain(shows);
    expect(said()[0]).not.toContain('The plan was not shared');
  });

  test('and answered with nothing is left at that', async () => {
    expect(await send(sent.message)).toMatchObject({ status: 200 });
    expect(teams.messages()).toEqual([]);
  });

  test('delivered twice is answered once, also while it is being answered', async () => {
    const slow = later<Reply>();
    route = () => slow.promise;
    const both = [send(sent.message), send(sent.message)];
    await vi.waitUntil(() => inputs.length > 0);
    slow.resolve({ kind: 'message', message });
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
    expect(await send(sent.message)).toMatchObject({ status: 200 });
    expect(inputs).toHaveLength(1);
    expect(teams.messages()).toHaveLength(1);
  });

  test('whose flow fails is told so, and logged without its words', async () => {
    route = failing;
    expect(await send(sent.message)).toMatchObject({ status: 200 });
    expect(said(sent.ownChat)[0]).toContain('may not have been saved');
    expect(logged).toContainEqual(expect.objectContaining({ says: 'an input from Teams failed' }));
    expect(JSON.stringify([said(), logged])).not.toContain('Appleby');
  });

  test('whose author cannot be told anything is answered 500, and done again when it comes again', async () => {
    route = answering({ kind: 'message', message });
    teams.fail('send', { kind: 'status', status: 503 });
    expect(await send(sent.message)).toEqual({ status: 500, body: undefined });
    expect(teams.callsOf('send')).toHaveLength(1);
    expect(await send(sent.message)).toMatchObject({ status: 200 });
    expect(inputs[0]).toEqual(inputs[1]);
    expect(teams.messages()).toHaveLength(1);
  });

  test('as a picture, or by a guest, is answered kindly and not routed', async () => {
    expect(await send({ ...sent.message, text: undefined, id: '1' })).toMatchObject({ status: 200 });
    expect(await send({ ...sent.message, from: { id: '29:1guest' }, id: '2' })).toMatchObject({
      status: 200,
    });
    expect(said()[0]).toContain('typed words only');
    expect(said()[1]).toContain('cannot tell who you are');
    expect(inputs).toEqual([]);
    expect(await addresses.of(sent.account)).toBeUndefined();
  });

  test('by the bot itself is not answered', async () => {
    expect(await send({ ...sent.message, from: sent.message.recipient })).toMatchObject({ status: 200 });
    nothingHappened();
  });

  test('as 100 KB of text is answered', async () => {
    route = answering({ kind: 'message', message });
    expect(await send({ ...sent.message, text: '👩🏽‍🚒'.repeat(14_000) })).toMatchObject({ status: 200 });
    expect(inputs).toHaveLength(1);
  });
});

describe('what is typed where others read along', () => {
  beforeEach(async () => {
    await addresses.keep(jo(), now);
  });

  test.each([
    ['a group chat', sent.messageInGroup],
    ['a channel', sent.messageInChannel],
  ])(
    'in %s is answered in the person’s own chat, and there is no more said than that',
    async (_where, activity) => {
      route = answering({ kind: 'form', form });
      expect(await send(activity)).toMatchObject({ status: 200 });
      expect(inputs).toMatchObject([{ text: 'RED-4F7K2', typed: 'elsewhere' }]);
      expect(said(sent.ownChat)).toHaveLength(1);
      expect(said(sent.ownChat)[0]).toContain('What is it about?');
      expect(said(activity.conversation.id)).toHaveLength(1);
      expect(said(activity.conversation.id)[0]).toContain('I have written to you');
      expect(said(activity.conversation.id)[0]).not.toContain('RED-4F7K2');
    },
  );

  test('and said by the flow to be written is said in one line, with nothing more of it', async () => {
    route = answering({ kind: 'say', message: { ...message, summary: 'I have written to you.' } });
    await send(sent.messageInGroup);
    expect(teams.messages()).toHaveLength(1);
    expect(said(groupChat)[0]).toContain('I have written to you.');
    expect(said(groupChat)[0]).not.toContain('Jo wrote');
  });

  test('by somebody who never added the bot, or removed it, is told to add it and what to do at once', async () => {
    await addresses.remove(sent.account, now);
    expect(await send(sent.messageInGroup)).toMatchObject({ status: 200 });
    expect(said(groupChat)[0]).toContain('ring 999 now');
    expect(inputs).toEqual([]);
  });

  test('and cannot be written to the person is told as that', async () => {
    route = answering({ kind: 'form', form });
    teams.block(sent.ownChat);
    expect(await send(sent.messageInGroup)).toMatchObject({ status: 200 });
    expect(said(groupChat)[0]).toContain('I could not write to you just now');
    expect(logged).toContainEqual(expect.objectContaining({ says: 'an input from Teams failed' }));
  });

  test('whose flow fails is told no more than that', async () => {
    route = failing;
    expect(await send(sent.messageInGroup)).toMatchObject({ status: 200 });
    expect(said(groupChat)[0]).toContain('Something went wrong on our side');
  });

  test('keeps no address: others could read what is sent there', async () => {
    await addresses.remove(sent.account, now);
    await send(sent.messageInGroup);
    expect(await addresses.of(sent.account)).toMatchObject({ channel: sent.ownChat, removed: true });
  });
});

describe('a press', () => {
  test.each<[string, Reply, string]>([
    ['a form', { kind: 'form', form }, 'What is it about?'],
    ['the home view', home, 'My cases'],
    ['words, with a way back', { kind: 'say', message: { summary: 'Done.', blocks: [] } }, '"putAway":true'],
    ['the message as it reads now', { kind: 'message', message }, 'acknowledge by Friday'],
  ])('is answered with %s, to the one who pressed and to nobody else', async (_what, reply, shows) => {
    route = answering(reply);
    const answer = await send(sent.actPress);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: { type: 'AdaptiveCard' },
      },
    });
    expect(cardOf(answer)).toContain(shows);
    expect(inputs).toMatchObject([{ kind: 'pressed', of: { id: sent.pressedMessage } }]);
    expect(teams.messages()).toEqual([]);
  });

  test('shows what was written in its answer, and not in the message', async () => {
    route = answering({ kind: 'form', form });
    expect(cardOf(await send(sent.actPress))).toContain('The plan was not shared');
    route = answering({ kind: 'message', message });
    expect(cardOf(await send(sent.actPress))).not.toContain('The plan was not shared');
  });

  test('that is answered in a new message leaves the card as it is', async () => {
    expect(await send(sent.actPress)).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
    });
  });

  test('delivered again is asked again as the same input, and gets the same answer', async () => {
    route = answering({ kind: 'form', form });
    const first = await send(sent.actPress);
    expect(await send(sent.actPress)).toEqual(first);
    expect(inputs).toHaveLength(2);
    expect(inputs[0]).toEqual(inputs[1]);
  });

  test('delivered twice at the same time is one input', async () => {
    const slow = later<Reply>();
    route = ({ kind }) => (kind === 'submitted' ? slow.promise : Promise.resolve({ kind: 'nothing' }));
    let arrived = 0;
    const count = () => void (arrived += 1);
    server.on('request', count);
    const both = [send(sent.formPress), send(sent.formPress)];
    await vi.waitUntil(() => arrived === 2, { timeout: 30_000 });
    server.off('request', count);
    // What came after them and is answered shows that both were read.
    await send({ ...sent.actPress, id: 'f:after-both' });
    slow.resolve({ kind: 'form', form });
    const [one, other] = await Promise.all(both);
    expect(one).toEqual(other);
    expect(inputs.filter(({ kind }) => kind === 'submitted')).toHaveLength(1);
  });

  test('whose flow fails leaves the card and what was typed, and says so over it', async () => {
    route = failing;
    const answer = await send(sent.formPress);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        statusCode: 500,
        type: 'application/vnd.microsoft.error',
        value: { code: 'InternalServerError' },
      },
    });
    expect(JSON.stringify(answer.body)).toContain('What you typed is still here');
    expect(JSON.stringify([answer.body, logged])).not.toContain('Appleby');
  });

  test('with something wrong shows the form again, with what is wrong and what was typed', async () => {
    route = answering({ kind: 'field-errors', errors: { issue: 'Say a little more.' }, form });
    const answer = await send(sent.formPress);
    expect(answer).toMatchObject({ status: 200, body: { statusCode: 200 } });
    expect(cardOf(answer)).toContain('Say a little more.');
    expect(cardOf(answer)).toContain('No reply.');
    expect(inputs).toMatchObject([
      { kind: 'submitted', answers: { time: '09:30', who: ['jo-marsh', 'sam,green'] } },
    ]);
  });

  test('that is done with gives the place back to the message', async () => {
    route = (input) =>
      Promise.resolve(input.kind === 'put-away' ? { kind: 'message', message } : { kind: 'close' });
    expect(cardOf(await send(sent.formPress))).toContain('acknowledge by Friday');
    expect(inputs.map(({ kind }) => kind)).toEqual(['submitted', 'put-away']);
  });

  test('of a button that is not ours, or where others read along, or by a guest, is answered kindly and not routed', async () => {
    const notOurs = await send({ ...sent.press({ msteams: { type: 'task/fetch' } }), id: 'f:1' });
    expect(cardOf(notOurs)).toContain('does nothing in Concordat');
    const elsewhere = await send({ ...sent.actPress, conversation: sent.twoPeople, id: 'f:2' });
    expect(cardOf(elsewhere)).toContain('in your own chat with Concordat only');
    expect(cardOf(elsewhere)).not.toContain('putAway');
    const guest = await send({ ...sent.actPress, from: { id: '29:1guest' }, id: 'f:3' });
    expect(cardOf(guest)).toContain('cannot tell who you are');
    nothingHappened();
  });

  test('with 100 KB in an answer says that it is too long, and keeps it', async () => {
    const data = { concordat: { form: sent.context, asks: sent.asks }, 'field:issue': 'x'.repeat(100_000) };
    expect(await send(sent.press(data))).toMatchObject({
      status: 200,
      body: { statusCode: 400, type: 'application/vnd.microsoft.error' },
    });
    nothingHappened();
  });

  test('for a dialog is told that there is none; any other request is not known', async () => {
    expect(await send(sent.dialog)).toMatchObject({ status: 200, body: { task: { type: 'message' } } });
    for (const name of [
      'message/submitAction',
      'composeExtension/query',
      'signin/verifyState',
      '',
      undefined,
    ]) {
      expect(await send({ ...sent.dialog, name, id: `f:${String(name)}` })).toEqual({
        status: 501,
        body: undefined,
      });
    }
    nothingHappened();
  });
});

describe('a press in a client that is too old to be answered in place', () => {
  /** The bot's own message, in which the button stands. */
  const pressedIn = async (): Promise<string> => {
    route = answering({ kind: 'message', message });
    await send({ ...sent.message, id: 'first' });
    inputs = [];
    return teams.messages()[0]?.id ?? '';
  };
  const older = (
    replyToId: string,
    data: Readonly<Record<string, unknown>> = { concordat: { act: sent.act } },
  ) => send({ ...sent.olderPress(data), replyToId });

  test('puts the answer in the place of the message, without what people wrote', async () => {
    const id = await pressedIn();
    route = answering({ kind: 'form', form });
    expect(await older(id)).toEqual({ status: 200, body: undefined });
    expect(inputs).toMatchObject([{ kind: 'pressed', act: sent.act, of: { id } }]);
    expect(teams.messages()).toHaveLength(1);
    expect(said()[0]).toContain('What is it about?');
    expect(said()[0]).not.toContain('The plan was not shared');
  });

  test('says something with a way back', async () => {
    const id = await pressedIn();
    route = answering({ kind: 'say', message: { summary: 'Done.', blocks: [] } });
    await older(id);
    expect(said()[0]).toContain('"putAway":true');
  });

  test('answers in a new message where the old one is gone', async () => {
    route = answering({ kind: 'form', form });
    expect(await older('1700000000000')).toMatchObject({ status: 200 });
    expect(said(sent.ownChat)[0]).toContain('What is it about?');
  });

  test('leaves a form with what was typed, and says below it what is wrong', async () => {
    const id = await pressedIn();
    route = answering({ kind: 'field-errors', errors: { issue: 'Say a little more.' }, form });
    await older(id, { concordat: { form: sent.context, asks: sent.asks }, 'field:issue': 'No reply.' });
    expect(teams.callsOf('update')).toEqual([]);
    expect(said()[1]).toContain('Say a little more.');
    expect(said()[1]).not.toContain('No reply.');
  });

  test('whose flow fails says so in a new message', async () => {
    const id = await pressedIn();
    route = failing;
    expect(await older(id)).toMatchObject({ status: 200 });
    expect(teams.callsOf('update')).toEqual([]);
    expect(said()[1]).toContain('Something went wrong on our side');
  });

  test('with 100 KB in an answer says that it is too long', async () => {
    const id = await pressedIn();
    await older(id, {
      concordat: { form: sent.context, asks: sent.asks },
      'field:issue': 'x'.repeat(100_000),
    });
    expect(said()[1]).toContain('too long');
    expect(inputs).toEqual([]);
  });
});

describe('somebody who is too fast', () => {
  test('is told to wait where they are, and loses nothing that they typed', async () => {
    route = answering({ kind: 'wait' });
    // Over the card, which stays with what was typed into it.
    expect(await send(sent.formPress)).toMatchObject({
      status: 200,
      body: { statusCode: 400, type: 'application/vnd.microsoft.error' },
    });
    expect(cardOf(await send(sent.actPress))).toContain('What you typed is still here');
    await send(sent.message);
    await send(sent.olderPress({ concordat: { act: sent.act } }));
    expect(said(sent.ownChat)).toHaveLength(2);
    for (const one of said(sent.ownChat)) expect(one).toContain('You are going very fast');
  });
});

describe('coming and going', () => {
  test('somebody who adds the bot is greeted once, however often Teams says so', async () => {
    route = answering({ kind: 'message', message });
    const answers = await Promise.all([send(sent.added), send(sent.membersAdded)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await send({ ...sent.added, id: 'f:once-more' });
    await send({ ...sent.upgraded });
    expect(inputs.map(({ kind }) => kind)).toEqual(['bot-added']);
    expect(teams.messages(sent.ownChat)).toHaveLength(1);
    expect(await addresses.of(sent.account)).toEqual({ ...jo(), removed: false });
  });

  test('somebody who removes it is known to be out of reach before the flow hears of it, and is greeted when they come back', async () => {
    route = answering({ kind: 'message', message });
    await send(sent.added);
    const seen: unknown[] = [];
    route = async () => {
      seen.push((await addresses.of(sent.account))?.removed);
      return { kind: 'nothing' };
    };
    expect(await send(sent.removed)).toMatchObject({ status: 200 });
    expect(await send(sent.removed)).toMatchObject({ status: 200 });
    expect(inputs.map(({ kind }) => kind)).toEqual(['bot-added', 'bot-removed']);
    expect(seen).toEqual([true]);
    route = answering({ kind: 'message', message });
    await send({ ...sent.added, id: 'f:back' });
    expect(inputs.map(({ kind }) => kind)).toEqual(['bot-added', 'bot-removed', 'bot-added']);
    expect(await addresses.of(sent.account)).toMatchObject({ removed: false });
  });

  test('a removal whose flow fails is answered 500, and told again when it comes again', async () => {
    await send(sent.added);
    route = failing;
    expect(await send(sent.removed)).toEqual({ status: 500, body: undefined });
    expect(await send(sent.removed)).toEqual({ status: 500, body: undefined });
    expect(inputs.filter(({ kind }) => kind === 'bot-removed')).toHaveLength(2);
  });

  test('what does not concern the bot is taken in silence', async () => {
    for (const activity of [sent.colleagueAdded, sent.reaction, sent.removedForUpgrade, sent.addedToTeam]) {
      expect(await send(activity)).toEqual({ status: 200, body: undefined });
    }
    nothingHappened();
    expect(await addresses.of(sent.account)).toBeUndefined();
  });

  test('whoever types or presses can be written to from then on; the database is asked when that is news', async () => {
    const kept: string[] = [];
    const { keep } = addresses;
    addresses = {
      ...addresses,
      keep: (address, at) => {
        kept.push(address.serviceUrl);
        return keep(address, at);
      },
    };
    await app.stop();
    app = newApp();
    route = async () => {
      expect(await addresses.of(sent.account)).toEqual({ ...jo(), removed: false });
      return home;
    };
    await send(sent.actPress);
    await send(sent.message);
    expect(kept).toHaveLength(1);
    now = new Date('2026-12-22T10:06:00Z');
    await send({ ...sent.message, id: 'later' });
    expect(kept).toHaveLength(2);
    expect(logged).toEqual([]);
  });

  test('an answer is given all the same when the address cannot be kept', async () => {
    addresses = { ...addresses, keep: () => Promise.reject(new Error('no database')) };
    await app.stop();
    app = newApp();
    route = answering({ kind: 'form', form });
    expect(await send(sent.actPress)).toMatchObject({ status: 200, body: { statusCode: 200 } });
    expect(logged).toMatchObject([{ says: 'where somebody can be written to was not kept' }]);
  });
});

describe('what is remembered of activities', () => {
  test('goes back as far as it is told to, and what failed is forgotten', async () => {
    const replays = rememberReplays<number>(2);
    let done = 0;
    const once = (id: string) => replays.once(id, () => Promise.resolve((done += 1)));
    expect([await once('a'), await once('a'), await once('b'), await once('c'), await once('a')]).toEqual([
      1, 1, 2, 3, 4,
    ]);
    await expect(replays.once('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await replays.once('d', () => Promise.resolve(9))).toBe(9);
  });
});

describe('a stop', () => {
  test('waits for what is under way and turns the rest away', async () => {
    const slow = later<Reply>();
    route = () => slow.promise;
    const answer = send(sent.formPress);
    await vi.waitUntil(() => inputs.length > 0);
    const order: string[] = [];
    const stopped = app.stop().then(() => order.push('stopped'));
    expect(await send(sent.message)).toMatchObject({ status: 503 });
    slow.resolve({ kind: 'form', form });
    expect(await answer.then((it) => (order.push('answered'), it))).toMatchObject({ status: 200 });
    await stopped;
    expect(inputs).toHaveLength(1);
    expect(order).toContain('stopped');
  });

  test('waits for a flow whose request was given up', async () => {
    const slow = later<Reply>();
    const order: string[] = [];
    route = () => slow.promise.finally(() => order.push('flow'));
    const giveUp = new AbortController();
    const noticed = new Promise((resolve) =>
      server.once('request', (_request, response) => response.once('close', resolve)),
    );
    const body = JSON.stringify(here(sent.formPress));
    const headers = { authorization: `Bearer ${await teams.token()}` };
    const url = `http://127.0.0.1:${port()}${teamsPath}`;
    const asked = fetch(url, { method: 'POST', headers, body, signal: giveUp.signal }).catch(() => undefined);
    await vi.waitUntil(() => inputs.length > 0);
    giveUp.abort();
    await Promise.all([asked, noticed]);
    const stopped = app.stop().then(() => order.push('stopped'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    slow.resolve({ kind: 'form', form });
    await stopped;
    expect(order).toEqual(['flow', 'stopped']);
  });
});

/** A promise that the test keeps, to hold something under way for as long as it wants. */
function later<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
