import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { slackApp, slackPath } from '../../../src/adapters/slack/app.ts';
import type { SlackApp } from '../../../src/adapters/slack/app.ts';
import { installationsOf } from '../../../src/adapters/slack/installations.ts';
import type { ChatInput } from '../../../src/flows/chat-input.ts';
import type { Form, Message, Reply } from '../../../src/flows/chat-message.ts';
import * as sent from '../../fixtures/slack/payloads.ts';
import { slackSender } from '../../support/slack-sender.ts';
import type { SlackSender } from '../../support/slack-sender.ts';
import { startStubSlack } from '../../support/stub-slack.ts';
import type { StubSlack } from '../../support/stub-slack.ts';

const signingSecret = 'a-secret-for-this-test-only';
const now = new Date('2026-12-22T10:00:00Z');
const form: Form = {
  title: 'Raise',
  context: { act: { do: 'raise' }, step: 'issue', draft: 'd1' },
  intro: [],
  fields: [{ kind: 'text', id: 'issue', label: 'What is it about?', long: true, required: true }],
  submit: 'Next',
};
const message: Message = { summary: 'See your direct messages', blocks: [] };

let slack: StubSlack;
let app: SlackApp;
let server: Server;
let sender: SlackSender;
let inputs: ChatInput[];
let logged: { readonly fields: Readonly<Record<string, unknown>>; readonly says: string }[];
let route: (input: ChatInput) => Promise<Reply>;

beforeAll(async () => {
  slack = await startStubSlack({
    workspaces: [{ teamId: 'T0NORTH', botToken: 'xoxb-north', botId: 'B0BOT', botUserId: 'U0BOT' }],
    people: [{ id: 'U0JO', teamId: 'T0NORTH', email: 'jo.marsh@example.org' }],
  });
  server = createServer((request, response) => app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  sender = slackSender(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}${slackPath}`,
    signingSecret,
  );
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await slack.stop();
});
beforeEach(() => {
  slack.reset();
  inputs = [];
  logged = [];
  route = () => Promise.resolve({ kind: 'nothing' });
  app = newApp();
});

function newApp(): SlackApp {
  const keep = (fields: Readonly<Record<string, unknown>>, says: string) =>
    void logged.push({ fields, says });
  const connection = { apiUrl: slack.apiUrl, log: { info: keep, warn: keep, error: keep } };
  return slackApp({
    signingSecret,
    slashCommand: '/escalate',
    title: 'Concordat',
    installationOf: installationsOf(['xoxb-north'], connection),
    connection,
    clock: { now: () => now },
    route: (input) => {
      inputs.push(input);
      return route(input);
    },
  });
}

const answering = (reply: Reply) => () => Promise.resolve(reply);
const failing = () => Promise.reject(new Error('database said: Mrs Appleby'));
const command = () => ({ ...sent.command, trigger_id: slack.trigger() });
const press = (payload: object = sent.press) => ({
  ...payload,
  trigger_id: slack.trigger(),
  ...('response_url' in payload ? { response_url: slack.responseUrl() } : {}),
});

describe('what is not from Slack', () => {
  test.each([
    ['with a wrong signature', { secret: 'another secret altogether' }],
    ['signed six minutes ago', { signedAt: Math.floor(Date.now() / 1000) - 360 }],
  ])('is refused %s, and reaches nothing', async (_what, how) => {
    expect(await sender.command(command(), how)).toMatchObject({ status: 401 });
    expect(await sender.interact(press(), how)).toMatchObject({ status: 401 });
    expect(inputs).toEqual([]);
    expect(slack.calls()).toEqual([]);
  });

  test('and comes from a workspace where the bot is not installed is refused', async () => {
    expect(await sender.command({ ...command(), team_id: 'T0ELSEWHERE' })).toMatchObject({ status: 401 });
    expect(inputs).toEqual([]);
  });

  test('and is no JSON is refused without a word of it in the log', async () => {
    expect(await sender.raw('{"secret words', 'application/json')).toMatchObject({ status: 400 });
    expect(logged).not.toEqual([]);
    expect(JSON.stringify(logged)).not.toContain('secret words');
  });

  test('and is too large is answered 413, signed or not, without a word of it in the log', async () => {
    const large = { ...command(), text: 'Mrs Appleby '.repeat(200_000) };
    for (const how of [{}, { secret: 'another secret altogether' }])
      expect(await sender.command(large, how)).toMatchObject({ status: 413 });
    expect(inputs).toEqual([]);
    expect(JSON.stringify(logged)).not.toContain('Appleby');
  });

  test('and is no post is answered 404', async () => {
    const port = (server.address() as AddressInfo).port;
    expect((await fetch(`http://127.0.0.1:${port}${slackPath}`)).status).toBe(404);
  });

  test('Slack checks of the certificate and the address are answered', async () => {
    expect(await sender.raw('ssl_check=1&token=x', 'application/x-www-form-urlencoded')).toMatchObject({
      status: 200,
    });
    expect(await sender.event({ type: 'url_verification', challenge: 'c1' })).toMatchObject({
      status: 200,
      body: { challenge: 'c1' },
    });
  });
});

describe('a command', () => {
  test('opens a form before it is acknowledged', async () => {
    route = answering({ kind: 'form', form });
    slack.slow(300);
    const answer = await sender.command(command());
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(answer.tookMs).toBeGreaterThan(300);
    expect(slack.callsOf('views.open')).toMatchObject([
      {
        answer: 'ok',
        token: 'xoxb-north',
        args: { view: { title: { text: 'Raise' }, submit: { text: 'Next' } } },
      },
    ]);
  });

  test('is answered to its author alone', async () => {
    route = answering({ kind: 'say', message });
    expect(await sender.command(command())).toMatchObject({
      status: 200,
      body: { response_type: 'ephemeral', text: 'See your direct messages' },
    });
  });

  test('delivered twice is routed twice as the same input, and the used trigger harms nothing', async () => {
    route = answering({ kind: 'form', form });
    const same = command();
    await sender.command(same);
    expect(await sender.command(same)).toMatchObject({ status: 200, body: undefined });
    expect(inputs).toHaveLength(2);
    expect(inputs[0]).toEqual(inputs[1]);
    expect(slack.callsOf('views.open').map(({ answer }) => answer)).toEqual(['ok', 'exchanged_trigger_id']);
  });

  test('whose trigger expired says so kindly', async () => {
    route = answering({ kind: 'form', form });
    const late = command();
    slack.expire(late.trigger_id);
    expect(await sender.command(late)).toMatchObject({
      status: 200,
      body: { response_type: 'ephemeral', text: 'That took too long to open.' },
    });
  });

  test.each(['rate-limited', 'status', 'cut'] as const)(
    'is not left in silence when Slack fails (%s)',
    async (kind) => {
      route = answering({ kind: 'form', form });
      slack.fail(
        'views.open',
        kind === 'status' ? { kind, status: 503 } : kind === 'cut' ? { kind } : { kind, retryAfter: 30 },
      );
      const answer = await sender.command(command());
      expect(answer).toMatchObject({ status: 200, body: { response_type: 'ephemeral' } });
      expect(JSON.stringify(answer.body)).toContain('Something went wrong on our side');
      expect(slack.callsOf('views.open')).toHaveLength(1);
      expect(answer.tookMs).toBeLessThan(3000);
    },
  );

  test('whose flow fails is answered, and logged without its words', async () => {
    route = failing;
    const answer = await sender.command(command());
    expect(JSON.stringify(answer.body)).toContain('may not have been saved');
    expect(logged).toContainEqual(expect.objectContaining({ says: 'an input from Slack failed' }));
    expect(JSON.stringify([answer.body, logged])).not.toContain('Appleby');
  });

  test('of another name is told which one is ours', async () => {
    const answer = await sender.command({ ...command(), command: '/escalator' });
    expect(JSON.stringify(answer.body)).toContain('This bot answers /escalate only.');
    expect(inputs).toEqual([]);
  });

  test('that shows the home view publishes it', async () => {
    route = answering({ kind: 'home', home: { blocks: [{ kind: 'heading', text: 'My cases' }] } });
    expect(await sender.command(command())).toMatchObject({ status: 200 });
    expect(slack.callsOf('views.publish')).toMatchObject([{ answer: 'ok', args: { user_id: 'U0JO' } }]);
  });
});

describe('a press', () => {
  test('in a message opens a form with its trigger', async () => {
    route = answering({ kind: 'form', form });
    const one = press();
    expect(await sender.interact(one)).toMatchObject({ status: 200 });
    expect(slack.callsOf('views.open')).toMatchObject([
      { answer: 'ok', args: { trigger_id: one.trigger_id } },
    ]);
  });

  test('in a message is answered there, to its author alone', async () => {
    route = answering({ kind: 'say', message });
    expect(await sender.interact(press())).toMatchObject({ status: 200 });
    expect(slack.callsOf('response_url')).toMatchObject([
      {
        answer: 'ok',
        args: { response_type: 'ephemeral', replace_original: false, text: 'See your direct messages' },
      },
    ]);
  });

  test.each([
    ['in the home view', sent.homePress],
    ['in the home view of the practice client', sent.practiceHomePress],
  ])('%s is answered on a page', async (_where, payload) => {
    route = answering({ kind: 'say', message });
    expect(await sender.interact(press(payload))).toMatchObject({ status: 200 });
    expect(slack.callsOf('views.open')).toMatchObject([
      { answer: 'ok', args: { view: { title: { text: 'Concordat' } } } },
    ]);
    expect(slack.callsOf('response_url')).toEqual([]);
  });

  test('in an open page replaces that page', async () => {
    route = answering({ kind: 'form', form });
    expect(await sender.interact(press(sent.pagePress))).toMatchObject({ status: 200 });
    expect(slack.callsOf('views.update')).toMatchObject([
      { answer: 'ok', args: { view_id: 'V0PAGE', hash: '1798105200.pag3' } },
    ]);
  });

  test('whose flow fails says so in the conversation', async () => {
    route = failing;
    expect(await sender.interact(press())).toMatchObject({ status: 200 });
    expect(slack.callsOf('response_url')).toMatchObject([
      { args: { text: 'Something went wrong on our side, and this may not have been saved.' } },
    ]);
  });

  test('whose author cannot even be told is answered 500', async () => {
    route = failing;
    slack.fail('response_url', { kind: 'status', status: 500 });
    expect(await sender.interact(press())).toMatchObject({ status: 500 });
  });

  test('of a button that is not ours is acknowledged and not routed', async () => {
    const strange = { ...press(), actions: [{ ...sent.press.actions[0], value: 'x' }] };
    expect(await sender.interact(strange)).toMatchObject({ status: 200, body: undefined });
    expect(inputs).toEqual([]);
  });
});

describe('a submitted form', () => {
  test('is replaced by the next', async () => {
    route = answering({ kind: 'form', form });
    expect(await sender.interact(sent.submission)).toMatchObject({
      status: 200,
      body: { response_action: 'update', view: { title: { text: 'Raise' } } },
    });
  });

  test('keeps what was typed, with errors at their fields', async () => {
    route = answering({
      kind: 'field-errors',
      errors: { since: 'That day is in the future.', other: 'Not now.' },
      form,
    });
    expect(await sender.interact(sent.submission)).toMatchObject({
      body: { response_action: 'errors', errors: { since: 'That day is in the future.', issue: 'Not now.' } },
    });
  });

  test.each([['close'], ['nothing']] as const)(
    'is closed when there is no more to show (%s)',
    async (kind) => {
      route = answering({ kind });
      expect(await sender.interact(sent.submission)).toMatchObject({ body: { response_action: 'clear' } });
    },
  );

  test('that is answered with words shows them on a page', async () => {
    route = answering({ kind: 'say', message });
    expect(await sender.interact(sent.submission)).toMatchObject({
      body: { response_action: 'update', view: { title: { text: 'Concordat' }, close: { text: 'Close' } } },
    });
  });

  test('whose flow fails keeps what was typed and asks to send it again', async () => {
    route = failing;
    const answer = await sender.interact(sent.submission);
    expect(answer).toMatchObject({ status: 200, body: { response_action: 'errors' } });
    expect(JSON.stringify(answer.body)).toContain('What you typed is still here');
  });

  test('without questions says at its top what failed, and can be sent again', async () => {
    route = failing;
    const check = { ...sent.submission.view, blocks: sent.submission.view.blocks.slice(0, 1) };
    expect(await sender.interact({ ...sent.submission, view: check })).toMatchObject({
      body: {
        response_action: 'update',
        view: {
          blocks: [
            { text: { text: expect.stringContaining('Something went wrong') as string } },
            check.blocks[0],
          ],
          submit: { text: 'Next' },
          private_metadata: check.private_metadata,
        },
      },
    });
  });

  test('sent again after its answer was lost is the same input', async () => {
    route = answering({ kind: 'close' });
    await sender.interact(sent.submission);
    await sender.interact({ ...sent.submission, trigger_id: slack.trigger() });
    expect(inputs).toHaveLength(2);
    expect(inputs[0]).toEqual(inputs[1]);
  });
});

describe('somebody who is too fast', () => {
  test('is told to wait where they are, and loses nothing that they typed', async () => {
    route = answering({ kind: 'wait' });
    const says = /You are going very fast.*ring 999/su;
    expect(JSON.stringify((await sender.command(command())).body)).toMatch(says);
    await sender.interact(press());
    expect(JSON.stringify(slack.callsOf('response_url')[0]?.args)).toMatch(says);
    const { body } = await sender.interact(sent.submission);
    expect(body).toMatchObject({ response_action: 'errors' });
    expect(JSON.stringify(body)).toContain('What you typed is still here');
    slack.reset();
    await sender.interact(press(sent.pagePress));
    await sender.event(sent.homeOpened);
    // An open form and an opened home are left as they are.
    expect(slack.calls().filter(({ method }) => method.startsWith('views.'))).toEqual([]);
  });
});

describe('the home view', () => {
  test('is published when it is opened, before the event is acknowledged', async () => {
    route = answering({ kind: 'home', home: { blocks: [{ kind: 'heading', text: 'My cases' }] } });
    slack.slow(200);
    const answer = await sender.event(sent.homeOpened);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.tookMs).toBeGreaterThan(200);
    expect(slack.callsOf('views.publish')).toMatchObject([{ answer: 'ok', args: { user_id: 'U0JO' } }]);
  });

  test('that could not be made is answered 500, so that Slack sends the event again', async () => {
    route = failing;
    expect(await sender.event(sent.homeOpened)).toMatchObject({ status: 500 });
    route = answering({ kind: 'nothing' });
    const again = { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' } };
    expect(await sender.event(sent.homeOpened, again)).toMatchObject({ status: 200 });
    expect(inputs[0]).toEqual(inputs[1]);
    expect(JSON.stringify(logged)).not.toContain('Appleby');
  });

  test('other events are acknowledged and not routed', async () => {
    expect(await sender.event(sent.directMessage)).toMatchObject({ status: 200 });
    expect(inputs).toEqual([]);
  });
});

describe('time', () => {
  test('an answer that takes over three seconds is given up by Slack, and harms nothing afterwards', async () => {
    const slow = later<Reply>();
    route = () => slow.promise;
    const answer = await sender.interact(sent.submission);
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.tookMs).toBeGreaterThan(2900);
    const stopped = app.stop();
    slow.resolve({ kind: 'close' });
    await stopped;
  });

  test('a stop waits for what is under way and turns the rest away', async () => {
    const slow = later<Reply>();
    const arrived = later<undefined>();
    route = () => {
      arrived.resolve(undefined);
      return slow.promise;
    };
    const answer = sender.interact(sent.submission);
    await arrived.promise;
    const order: string[] = [];
    const stopped = app.stop().then(() => order.push('stopped'));
    expect(await sender.event(sent.homeOpened)).toMatchObject({ status: 503 });
    slow.resolve({ kind: 'close' });
    expect(await answer.then((it) => (order.push('answered'), it))).toMatchObject({
      body: { response_action: 'clear' },
    });
    await stopped;
    expect(inputs).toHaveLength(1);
    expect(order).toContain('stopped');
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
