import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { ModalView } from '@slack/types';
import { practiceFetch } from '../../demo/fetch-router.ts';

/** A workspace as the tiny bot knows it; its address is filled in once the workspace has started. */
type TinyHome = { readonly teamId: string; readonly botToken: string; baseUrl: string };

/** A bot with as little as it takes to see that the practice clients, the router and Bolt work together. */
export type TinyBot = {
  readonly requestUrl: string;
  /** Every submission, press and message that came in, as it came in. */
  readonly heard: readonly Record<string, unknown>[];
  /** Adds a workspace; the router reads its routes at each call. */
  serve(home: TinyHome): void;
  stop(): Promise<void>;
};

/** Starts the tiny bot: `/escalate` asks, then tells `tell` in their workspace; they agree with a button. */
export async function startTinyBot(
  signingSecret: string,
  tell: { teamId: string; userId: string },
): Promise<TinyBot> {
  const homes: TinyHome[] = [];
  const heard: Record<string, unknown>[] = [];
  const tokenOf = (teamId: string | undefined): string =>
    homes.find((home) => home.teamId === teamId)?.botToken ?? 'a workspace that was never added';
  const fetch = practiceFetch(homes);
  const receiver = new HTTPReceiver({
    signingSecret,
    processBeforeResponse: true,
    endpoints: '/slack/events',
    logger: silent,
  });
  const app = new App({
    receiver,
    authorize: ({ teamId }) => Promise.resolve({ botToken: tokenOf(teamId), botId: 'B0', botUserId: 'U0' }),
    clientOptions: { fetch },
    logger: silent,
    processBeforeResponse: true,
  });

  app.command('/escalate', async ({ command, client, ack }) => {
    if (command.text === 'break') throw new Error('broken on purpose');
    if (command.text === 'where')
      return ack({ response_type: 'ephemeral', text: 'See your direct messages.' });
    await client.views.open({ trigger_id: command.trigger_id, view: question });
    await ack();
  });
  app.view('question', async ({ body, view, ack }) => {
    heard.push({ ...body });
    const text = view.state.values['what_happened']?.['text']?.value ?? '';
    if (text.length < 10)
      return ack({ response_action: 'errors', errors: { what_happened: 'Say a little more.' } });
    await ack({ response_action: 'update', view: check(text) });
  });
  app.view('check', async ({ view, ack }) => {
    const other = new WebClient(tokenOf(tell.teamId), { fetch });
    const { channel } = await other.conversations.open({ users: tell.userId });
    await other.chat.postMessage({
      channel: channel?.id ?? '',
      text: 'NB-1: an answer is due',
      blocks: [
        { type: 'section', block_id: 'what', text: { type: 'plain_text', text: view.private_metadata } },
        {
          type: 'actions',
          block_id: 'answer',
          elements: [
            {
              type: 'button',
              action_id: 'agree',
              value: 'NB-1',
              text: { type: 'plain_text', text: 'Agree' },
            },
          ],
        },
      ],
    });
    await ack();
  });
  app.action('agree', async ({ body, client, ack, respond }) => {
    heard.push({ ...body });
    if (body.type !== 'block_actions' || body.message === undefined) return ack();
    const agreed = `Agreed by <@${body.user.id}>`;
    await client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message.ts,
      text: 'NB-1: agreed',
      blocks: [{ type: 'section', block_id: 'what', text: { type: 'mrkdwn', text: agreed } }],
    });
    await respond({ response_type: 'ephemeral', replace_original: false, text: 'Thank you.' });
    await ack();
  });
  app.action('home_pressed', async ({ body, client, ack }) => {
    heard.push({ ...body });
    if (body.type === 'block_actions')
      await client.views.open({ trigger_id: body.trigger_id, view: question });
    await ack();
  });
  app.event('message', ({ body }) => {
    heard.push({ ...body });
    return Promise.resolve();
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: `Yours to do, ${event.user}` } },
          {
            type: 'actions',
            block_id: 'home',
            elements: [
              { type: 'button', action_id: 'home_pressed', text: { type: 'plain_text', text: 'Raise' } },
            ],
          },
        ],
      },
    });
  });

  const server = await app.start(0);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the tiny bot has no port');
  return {
    requestUrl: `http://127.0.0.1:${address.port}/slack/events`,
    heard,
    serve: (home) => {
      homes.push(home);
    },
    stop: () => app.stop().then(() => undefined),
  };
}

/** Bolt prints failures that a test makes on purpose. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

const question: ModalView = {
  type: 'modal',
  callback_id: 'question',
  private_metadata: 'draft-7f3a',
  title: { type: 'plain_text', text: 'Raise a concern' },
  submit: { type: 'plain_text', text: 'Next' },
  blocks: [
    {
      type: 'input',
      block_id: 'what_happened',
      label: { type: 'plain_text', text: 'What happened?' },
      element: { type: 'plain_text_input', action_id: 'text', multiline: true, initial_value: 'Nothing yet' },
    },
    {
      type: 'input',
      block_id: 'kind',
      optional: true,
      label: { type: 'plain_text', text: 'Kind' },
      element: {
        type: 'radio_buttons',
        action_id: 'choice',
        options: [
          { text: { type: 'plain_text', text: 'About a discharge' }, value: 'discharge' },
          { text: { type: 'plain_text', text: 'About a risk' }, value: 'risk' },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'since',
      optional: true,
      label: { type: 'plain_text', text: 'Since when?' },
      element: { type: 'datepicker', action_id: 'date', initial_date: '2026-12-21' },
    },
  ],
};

function check(text: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'check',
    private_metadata: text,
    title: { type: 'plain_text', text: 'Check your answers' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks: [{ type: 'section', block_id: 'answers', text: { type: 'plain_text', text } }],
  };
}
