import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { slackChat } from '../../../src/adapters/slack/chat.ts';
import { installationsOf } from '../../../src/adapters/slack/installations.ts';
import type { Chat } from '../../../src/flows/ports.ts';
import type { Message } from '../../../src/flows/chat-message.ts';
import { startStubSlack } from '../../support/stub-slack.ts';
import type { StubFailure, StubSlack } from '../../support/stub-slack.ts';

const jo = { platform: 'slack', space: 'T0NORTH', user: 'U0JO' } as const;
const sam = { platform: 'slack', space: 'T0NHS', user: 'U0SAM' } as const;
const notice: Message = {
  summary: 'RED-4F7K2: you owe an answer by Thursday',
  blocks: [
    { kind: 'buttons', buttons: [{ label: 'Acknowledge', act: { do: 'acknowledge', caseId: 'c1' } }] },
  ],
};

let slack: StubSlack;
let chat: Chat;
let now: Date;
let logged: { readonly fields: Readonly<Record<string, unknown>>; readonly says: string }[];

beforeAll(async () => {
  slack = await startStubSlack({
    workspaces: [
      { teamId: 'T0NORTH', botToken: 'xoxb-north', botId: 'B0N', botUserId: 'U0NBOT' },
      { teamId: 'T0NHS', botToken: 'xoxb-nhs', botId: 'B0H', botUserId: 'U0HBOT' },
    ],
    people: [
      { id: 'U0JO', teamId: 'T0NORTH', email: 'jo.marsh@example.org' },
      { id: 'U0LEFT', teamId: 'T0NORTH', email: 'left@example.org', deleted: true },
      { id: 'U0SAM', teamId: 'T0NHS', email: 'sam.okoro@example.org' },
    ],
  });
});
afterAll(() => slack.stop());
beforeEach(() => {
  slack.reset();
  now = new Date('2026-12-22T10:00:00Z');
  const nothing = (): void => undefined;
  logged = [];
  const error = (fields: Readonly<Record<string, unknown>>, says: string) =>
    void logged.push({ fields, says });
  const connection = { apiUrl: slack.apiUrl, log: { info: nothing, warn: nothing, error } };
  chat = slackChat({
    installationOf: installationsOf(['xoxb-north', 'xoxb-nhs'], connection),
    connection,
    clock: { now: () => now },
  });
});

describe('sending', () => {
  test('goes to the person alone, with the token of their own workspace, and keeps where it stands', async () => {
    expect(await chat.send(jo, notice)).toEqual({
      kind: 'sent',
      message: { account: jo, channel: 'D0JO', id: expect.stringMatching(/^\d+\.\d+$/u) as string },
    });
    await chat.send(sam, notice);
    expect(slack.callsOf('chat.postMessage')).toMatchObject([
      {
        token: 'xoxb-north',
        args: { channel: 'U0JO', text: notice.summary, unfurl_links: 'false', parse: 'none' },
      },
      { token: 'xoxb-nhs', args: { channel: 'U0SAM' } },
    ]);
  });

  test('is not counted for somebody who has left: nothing is posted', async () => {
    expect(await chat.send({ ...jo, user: 'U0LEFT' }, notice)).toEqual({
      kind: 'never',
      why: 'that Slack account has been deactivated',
    });
    expect(slack.callsOf('chat.postMessage')).toEqual([]);
  });

  test.each([
    ['an unknown account', { ...jo, user: 'U0NOBODY' }, 'Slack does not know that account in that workspace'],
    [
      'a workspace without the bot',
      { ...jo, space: 'T0FAR' },
      'the bot is not installed in that Slack workspace',
    ],
  ])('to %s can never succeed', async (_whom, account, why) => {
    expect(await chat.send(account, notice)).toEqual({ kind: 'never', why });
  });

  test('asks who somebody is once in five minutes, and notices who left', async () => {
    slack.addPerson({ id: 'U0KIM', teamId: 'T0NORTH', email: 'kim@example.org' });
    const kim = { ...jo, user: 'U0KIM' };
    await chat.send(kim, notice);
    await chat.send(kim, notice);
    expect(slack.callsOf('users.info')).toHaveLength(1);
    slack.addPerson({ id: 'U0KIM', teamId: 'T0NORTH', email: 'kim@example.org', deleted: true });
    now = new Date('2026-12-22T10:05:00Z');
    expect(await chat.send(kim, notice)).toMatchObject({ kind: 'never' });
  });
});

describe('failures are told in the terms of the queue', () => {
  const cases: readonly (readonly [StubFailure, object])[] = [
    [
      { kind: 'rate-limited', retryAfter: 30 },
      { kind: 'later', afterMs: 30_000 },
    ],
    [
      { kind: 'rate-limited', retryAfter: 0 },
      { kind: 'later', afterMs: 1_000 },
    ],
    [
      { kind: 'rate-limited', retryAfter: -5 },
      { kind: 'later', afterMs: 1_000 },
    ],
    [
      { kind: 'rate-limited', retryAfter: 999_999_999 },
      { kind: 'later', afterMs: 3_600_000 },
    ],
    [
      { kind: 'status', status: 503 },
      { kind: 'later', why: 'Slack answered with status 503' },
    ],
    [{ kind: 'cut' }, { kind: 'later' }],
    [{ kind: 'answer-lost' }, { kind: 'later' }],
    [{ kind: 'page' }, { kind: 'later', why: 'the answer was not from Slack' }],
    ...[400, 403, 404, 451].map((status): readonly [StubFailure, object] => [
      { kind: 'page', status },
      { kind: 'later', why: `the answer was not from Slack (status ${status})` },
    ]),
    [
      { kind: 'code', code: 'internal_error' },
      { kind: 'later', why: 'Slack has a problem (internal_error)' },
    ],
    [{ kind: 'code', code: 'channel_not_found' }, { kind: 'never' }],
    [{ kind: 'code', code: 'not_in_channel' }, { kind: 'never' }],
    [{ kind: 'code', code: 'is_archived' }, { kind: 'never' }],
    [{ kind: 'code', code: 'account_inactive' }, { kind: 'never' }],
    [{ kind: 'code', code: 'restricted_action' }, { kind: 'never' }],
    [
      { kind: 'code', code: 'invalid_blocks' },
      { kind: 'never', why: 'Slack refused the message (invalid_blocks)' },
    ],
    [
      { kind: 'status', status: 413 },
      { kind: 'never', why: 'Slack refused the message (status 413)' },
    ],
  ];
  test.each(cases)('%j', async (failure, outcome) => {
    slack.fail('chat.postMessage', failure);
    expect(await chat.send(jo, notice)).toMatchObject(outcome);
    expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  });

  test.each([
    'invalid_auth',
    'not_authed',
    'token_expired',
    'token_revoked',
    'missing_scope',
    'team_access_not_granted',
    'org_login_required',
  ])('%s is refused to the bot and not to its reader: it waits, and the log says an error', async (code) => {
    slack.fail('chat.postMessage', { kind: 'code', code });
    expect(await chat.send(jo, notice)).toEqual({
      kind: 'later',
      afterMs: 60_000,
      why: expect.stringContaining(`(${code})`) as string,
    });
    expect(logged).toEqual([
      {
        fields: { workspace: 'T0NORTH', why: expect.stringContaining(code) as string },
        says: 'Slack refuses the bot itself',
      },
    ]);
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
  });

  test('nobody is said to be unreachable, or to have no account, while the bot itself is refused', async () => {
    slack.fail('*', { kind: 'code', code: 'invalid_auth' }, 4);
    expect(await chat.reach(jo)).toMatchObject({ kind: 'unknown' });
    const space = { platform: 'slack', id: 'T0NORTH' } as const;
    await expect(chat.find(space, 'jo.marsh@example.org')).rejects.toThrow('invalid_auth');
    expect(logged.map(({ says }) => says)).toEqual([
      'Slack refuses the bot itself',
      'Slack refuses the bot itself',
    ]);
  });

  test('where the bot was removed nobody has an account, and nobody is waited for', async () => {
    const space = { platform: 'slack', id: 'T0NORTH' } as const;
    slack.fail('users.lookupByEmail', { kind: 'code', code: 'account_inactive' });
    expect(await chat.find(space, 'jo.marsh@example.org')).toBeUndefined();
    slack.fail('users.info', { kind: 'code', code: 'account_inactive' });
    expect(await chat.reach(jo)).toMatchObject({ kind: 'unreachable' });
    expect(logged).toEqual([]);
  });

  test('also when it is not known yet whose a token is', async () => {
    slack.fail('auth.test', { kind: 'status', status: 500 }, 2);
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'later' });
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
  });

  test('a second message within the second is asked to wait', async () => {
    slack.limitPosts();
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
    expect(await chat.send(jo, notice)).toEqual({
      kind: 'later',
      afterMs: 1000,
      why: 'Slack asked us to slow down',
    });
  });
});

describe('a message that was sent', () => {
  test('is updated where it stands', async () => {
    const sent = await chat.send(jo, notice);
    const message = sent.kind === 'sent' ? sent.message : undefined;
    expect(message).toBeDefined();
    if (message === undefined) return;
    const done: Message = { summary: 'RED-4F7K2: Jo Marsh acknowledged it', blocks: [] };
    expect(await chat.update(message, done)).toEqual({ kind: 'sent', message });
    expect(slack.callsOf('chat.update')).toMatchObject([
      { args: { channel: message.channel, ts: message.id, text: done.summary } },
    ]);
  });

  test('and is gone can never be updated', async () => {
    expect(await chat.update({ account: jo, channel: 'D0JO', id: '1.1' }, notice)).toEqual({
      kind: 'never',
      why: 'the message is no longer there (message_not_found)',
    });
  });
});

describe('who somebody is', () => {
  test('is what their own workspace says', async () => {
    expect(await chat.profile(jo)).toEqual({ email: 'jo.marsh@example.org', active: true });
    expect(await chat.profile({ ...jo, user: 'U0LEFT' })).toEqual({
      email: 'left@example.org',
      active: false,
    });
    expect(await chat.profile({ ...jo, user: 'U0NOBODY' })).toBeUndefined();
    expect(await chat.profile({ ...jo, space: 'T0FAR' })).toBeUndefined();
  });

  test('is not guessed when Slack does not answer', async () => {
    slack.fail('users.info', { kind: 'status', status: 500 });
    await expect(chat.profile(jo)).rejects.toThrow('500');
  });

  test('is found by address in that workspace only', async () => {
    const space = { platform: 'slack', id: 'T0NORTH' } as const;
    expect(await chat.find(space, 'jo.marsh@example.org')).toEqual(jo);
    expect(await chat.find(space, 'sam.okoro@example.org')).toBeUndefined();
    expect(await chat.find(space, 'left@example.org')).toBeUndefined();
    expect(await chat.find({ platform: 'slack', id: 'T0FAR' }, 'jo.marsh@example.org')).toBeUndefined();
  });
});

test('whose a token is, is asked once', async () => {
  await Promise.all([chat.send(jo, notice), chat.send(sam, notice), chat.profile(jo)]);
  expect(slack.callsOf('auth.test')).toHaveLength(2);
});
