import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { slackApp, slackPath } from '../src/adapters/slack/app.ts';
import { drawForm } from '../src/adapters/slack/draw-form.ts';
import { installationsOf } from '../src/adapters/slack/installations.ts';
import { quietLogger } from '../src/adapters/slack/quiet-logger.ts';
import type { ChatInput } from '../src/flows/chat-input.ts';
import type { Form, Reply } from '../src/flows/chat-message.ts';
import { slackSender } from '../test/support/slack-sender.ts';
import type { SlackSender } from '../test/support/slack-sender.ts';
import { startStubSlack } from '../test/support/stub-slack.ts';
import type { StubSlack } from '../test/support/stub-slack.ts';

/*
 * From `/escalate` leaving Slack to the form's `views.open` arriving there, and to our answer: our adapter beside a
 * bare Bolt app that opens the same form, in turns, so that whatever the machine does meanwhile befalls both.
 */

export type SlackOpenFigures = {
  readonly app: 'concordat' | 'bare bolt';
  readonly atOnce: number;
  readonly commands: number;
  readonly openP50: number;
  readonly openP99: number;
  readonly answerP50: number;
  readonly answerP99: number;
};

/**
 * Milliseconds by app and by how many commands are under way at once.
 *
 * @param commands how many of each app and each concurrency are counted, after as many as a tenth to warm up
 * @param route what our adapter asks; without it a form that is ready, so that the adapter alone is measured
 */
export async function measureSlackOpen(
  commands = 640,
  route: (input: ChatInput) => Promise<Reply> = () => Promise.resolve({ kind: 'form', form }),
): Promise<readonly SlackOpenFigures[]> {
  const slack = await startStubSlack({
    workspaces: [{ teamId: 'T0BENCH', botToken: 'xoxb-bench', botId: 'B0BENCH', botUserId: 'U0BENCH' }],
    people: [{ id: 'U0JO', teamId: 'T0BENCH', email: 'jo.marsh@example.org' }],
  });
  const ours = await serve(concordat(slack, route));
  const bare = await serve(bareBolt(slack));
  try {
    const figures: SlackOpenFigures[] = [];
    for (const atOnce of [1, 32]) {
      await inTurns(slack, [ours, bare], atOnce, Math.ceil(commands / 10));
      const [our = [], their = []] = await inTurns(slack, [ours, bare], atOnce, commands);
      figures.push(figuresOf('concordat', atOnce, our), figuresOf('bare bolt', atOnce, their));
    }
    return figures;
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    await slack.stop();
  }
}

const secret = 'a-secret-for-the-bench';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const form: Form = {
  title: 'Raise a disagreement',
  context: { act: { do: 'raise' }, step: 'risk', draft: '9d2e7c11-0d5e-4f0a-8a53-6f1fb5a1c9d2' },
  intro: [
    { kind: 'heading', text: 'Is anybody in immediate danger?' },
    { kind: 'text', text: ['If so, ring ', { strong: '999' }, ' now. This form does not call anybody.'] },
  ],
  fields: [
    {
      kind: 'choice',
      id: 'risk',
      label: 'How great is the risk to the adult now?',
      required: true,
      options: ['Immediate', 'High', 'Medium', 'Low'].map((label) => ({ id: label.toLowerCase(), label })),
    },
    { kind: 'text', id: 'why', label: 'Why do you think so?', long: true, required: true },
  ],
  submit: 'Next',
};

function concordat(slack: StubSlack, route: (input: ChatInput) => Promise<Reply>): RequestListener {
  const connection = { apiUrl: slack.apiUrl, log: silent };
  const app = slackApp({
    signingSecret: secret,
    slashCommand: '/escalate',
    title: 'Concordat',
    installationOf: installationsOf(['xoxb-bench'], connection),
    connection,
    clock: { now: () => new Date() },
    route,
  });
  return app.handle;
}

function bareBolt(slack: StubSlack): RequestListener {
  const logger = quietLogger(silent);
  const receiver = new HTTPReceiver({ signingSecret: secret, endpoints: slackPath, logger });
  const app = new App({
    receiver,
    logger,
    token: 'xoxb-bench',
    botId: 'B0BENCH',
    botUserId: 'U0BENCH',
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  const view = drawForm(form);
  app.command('/escalate', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
  return (request, response) => receiver.requestListener(request, response);
}

type Served = { readonly sender: SlackSender; readonly stop: () => Promise<void> };
type Timing = { readonly openMs: number; readonly answerMs: number };

async function serve(listener: RequestListener): Promise<Served> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    sender: slackSender(`http://127.0.0.1:${port}${slackPath}`, secret),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Rounds of `atOnce` commands, to one app and then to the other, until each had its number. */
async function inTurns(
  slack: StubSlack,
  apps: readonly Served[],
  atOnce: number,
  commands: number,
): Promise<readonly (readonly Timing[])[]> {
  const timings = apps.map((): Timing[] => []);
  for (let done = 0; done < commands; done += atOnce) {
    // Each goes first as often as the other.
    const order = (done / atOnce) % 2 === 0 ? [...apps.entries()] : [...apps.entries()].reverse();
    for (const [index, app] of order) {
      timings[index]?.push(...(await round(slack, app, atOnce)));
    }
  }
  return timings;
}

async function round(slack: StubSlack, app: Served, atOnce: number): Promise<readonly Timing[]> {
  slack.reset();
  const sent = await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const trigger = slack.trigger();
      const at = performance.now();
      const answer = await app.sender.command({
        command: '/escalate',
        text: '',
        team_id: 'T0BENCH',
        user_id: 'U0JO',
        channel_id: 'C0TEAM',
        trigger_id: trigger,
      });
      if (answer.status !== 200) throw new Error(`the bench was answered with status ${answer.status}`);
      return { trigger, at, answerMs: performance.now() - at };
    }),
  );
  // The bare app answers first and opens afterwards, so its last call may still be on its way.
  while (slack.callsOf('views.open').length < atOnce) await new Promise((resolve) => setImmediate(resolve));
  const opened = new Map(slack.callsOf('views.open').map((call) => [call.args['trigger_id'], call]));
  return sent.map(({ trigger, at, answerMs }) => {
    const call = opened.get(trigger);
    if (call?.answer !== 'ok') throw new Error(`a form was not opened: ${call?.answer ?? 'not called'}`);
    return { openMs: call.at - at, answerMs };
  });
}

function figuresOf(
  app: SlackOpenFigures['app'],
  atOnce: number,
  timings: readonly Timing[],
): SlackOpenFigures {
  const of = (pick: (timing: Timing) => number, share: number): number => {
    const sorted = timings.map(pick).sort((a, b) => a - b);
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return Math.round(value * 100) / 100;
  };
  return {
    app,
    atOnce,
    commands: timings.length,
    openP50: of(({ openMs }) => openMs, 0.5),
    openP99: of(({ openMs }) => openMs, 0.99),
    answerP50: of(({ answerMs }) => answerMs, 0.5),
    answerP99: of(({ answerMs }) => answerMs, 0.99),
  };
}

/** Prints a small table, and the same as JSON. */
export async function benchSlackOpen(): Promise<void> {
  const figures = await measureSlackOpen();
  console.log('/escalate to views.open and to the answer, milliseconds');
  console.table(figures);
  console.log(JSON.stringify({ bench: 'slack-open', figures }));
}

if (process.argv[1] === import.meta.filename) await benchSlackOpen();
