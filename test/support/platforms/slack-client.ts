import { z } from 'zod';
import type { GivenAnswer, ShownButton } from '../../../demo/client.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import type { SlackSender } from '../slack-sender.ts';
import type { StubSlack } from '../stub-slack.ts';
import { filledIn } from './given.ts';
import { readMessage, readView, viewOf, type SlackElement, type SlackView } from './read-blocks.ts';
import type { Answered, BenchClient, Seen, SeenField } from './seen.ts';

type Window = {
  readonly id: string;
  readonly hash: string;
  readonly view: SlackView;
  /** What was typed into it and sent, and what was wrong with that. */
  readonly typed: ReadonlyMap<string, GivenAnswer | undefined>;
  readonly wrong: Readonly<Record<string, string>>;
};
type Post = {
  readonly channel: string;
  readonly ts: string;
  readonly blocks: unknown;
  readonly text: unknown;
  readonly seen: Seen;
};

export type SlackDesk = {
  readonly stub: StubSlack;
  readonly sender: SlackSender;
  readonly slashCommand: string;
};

/**
 * Somebody at Slack: what the bot has Slack show them, and the signed requests that Slack sends for what they do. What
 * is asked of Slack's Web API is read from the stub's list of calls.
 */
export function slackClient(name: string, account: Account, { stub, sender, slashCommand }: SlackDesk) {
  const user = { id: account.user, username: name, name, team_id: account.space };
  const team = { id: account.space, domain: 'northbrook' };
  const posts = new Map<string, Post>();
  let window: Window | undefined;
  let home: SlackView | undefined;
  let said: Seen | undefined;
  let read = 0;
  let made = 0;
  let last: (() => Promise<Answered>) | undefined;
  let answered: Answered = { status: 0, body: undefined };

  /** Takes in what the bot asked of Slack since the last time, as far as it is for this person. */
  function look(): void {
    const calls = stub.calls();
    for (const { method, args, answer, given } of calls.slice(read)) {
      if (answer !== 'ok') continue;
      if (method === 'chat.postMessage' && args['channel'] === account.user)
        keep(messageShape.parse(given), args);
      if (method === 'chat.update' && posts.has(keyOf(args))) keep(messageShape.parse(args), args);
      if (method === 'views.publish' && args['user_id'] === account.user) home = viewOf(args['view']);
    }
    read = calls.length;
  }
  function keep({ channel, ts }: { channel: string; ts: string }, { blocks, text }: Args): void {
    const id = keyOf({ channel, ts });
    posts.set(id, { channel, ts, blocks, text, seen: readMessage(id, blocks, text) });
  }
  function open(view: unknown, id = `V${account.user}${(made += 1)}`): void {
    window = { id, hash: `h${(made += 1)}`, view: viewOf(view), typed: new Map(), wrong: {} };
  }

  /** Sends something, and takes in what was asked of Slack because of it. */
  async function send(request: () => Promise<Answered>, { trigger, respond }: Sent): Promise<Answered> {
    look();
    const from = stub.calls().length;
    last = request;
    answered = await request();
    for (const { method, args, answer } of stub.calls().slice(from)) {
      if (answer !== 'ok') continue;
      if (method === 'views.open' && args['trigger_id'] === trigger) open(args['view']);
      if (method === 'views.update' && args['view_id'] === window?.id) open(args['view'], window?.id);
      if (method === 'response_url' && respond === true)
        said = readMessage('said', args['blocks'], args['text']);
    }
    look();
    return answered;
  }

  function front(): Seen | undefined {
    if (window === undefined) return undefined;
    const { id, view, typed, wrong } = window;
    const seen = readView(id, view);
    return { ...seen, fields: seen.fields.map((field) => asTyped(field, typed, wrong[field.id])) };
  }

  const head = () => ({
    user,
    team,
    api_app_id: 'A0CONCORDAT',
    token: 'unused',
    enterprise: null,
    is_enterprise_install: false,
  });

  const client = {
    name,
    platform: 'Slack',
    messages: () => {
      look();
      return [...posts.values()].map(({ seen }) => seen);
    },
    front,
    home: () => (home === undefined ? undefined : readView('home', home)),
    said: () => said,
    type: async (text) => {
      const [command = '', ...rest] = text.split(' ');
      const trigger = stub.trigger();
      const fields = {
        token: 'unused',
        team_id: account.space,
        channel_id: 'C0TEAM',
        user_id: account.user,
        command: command.startsWith('/') ? command : slashCommand,
        text: (command.startsWith('/') ? rest : [command, ...rest]).join(' '),
        response_url: stub.responseUrl(),
        trigger_id: trigger,
      };
      const { body } = await send(() => sender.command(fields), { trigger });
      const shown = z.object({ blocks: z.unknown(), text: z.unknown() }).safeParse(body).data;
      if (shown !== undefined) said = readMessage('said', shown.blocks, shown.text);
      return front();
    },
    openHome: async () => {
      const event = { type: 'app_home_opened', user: account.user, channel: `D${account.user}`, tab: 'home' };
      const payload = {
        type: 'event_callback',
        team_id: account.space,
        event_id: `Ev${stub.trigger()}`,
        event,
      };
      await send(() => sender.event(payload), {});
      if (home === undefined) throw new Error(`${name} was shown no home view`);
      return readView('home', home);
    },
    press: async (where: { readonly id: string }, button: ShownButton) => {
      const trigger = stub.trigger();
      const payload = {
        type: 'block_actions',
        ...head(),
        ...placeOf(where.id),
        trigger_id: trigger,
        state: { values: {} },
        actions: [
          {
            type: 'button',
            action_id: `${button.act?.do ?? ''}.0`,
            text: { type: 'plain_text', text: button.label },
            value: JSON.stringify(button.act),
          },
        ],
      };
      await send(() => sender.interact(payload), { trigger, respond: true });
      return front();
    },
    submit: async (answers) => {
      if (window === undefined) throw new Error(`${name} has no form open`);
      const { id, hash, view } = window;
      const typed = filledIn(front()?.fields ?? [], answers);
      const payload = {
        type: 'view_submission',
        ...head(),
        trigger_id: stub.trigger(),
        view: { ...view, id, hash, team_id: account.space, state: { values: stateOf(view, typed) } },
      };
      window = { ...window, typed, wrong: {} };
      const { status, body } = await send(() => sender.interact(payload), {});
      if (status !== 200) throw new Error(`${name}’s form was answered ${status}`);
      const { response_action: action, view: next, errors = {} } = responseShape.parse(body ?? {});
      if (action === 'errors') {
        window = { id, hash, view, typed, wrong: errors };
        return { kind: 'wrong', errors };
      }
      window = undefined;
      if (action === 'update') open(next, id);
      return { kind: 'taken', front: front() };
    },
    close: () => {
      window = undefined;
      return Promise.resolve();
    },
    waitFor: (what, find) => {
      const found = find();
      return found === undefined
        ? Promise.reject(new Error(`${name} waits for ${what}`))
        : Promise.resolve(found);
    },
    again: async () => {
      if (last === undefined) throw new Error(`${name} has done nothing yet`);
      answered = await last();
      look();
      return answered;
    },
    answered: () => answered,
    end: () => undefined,
  } satisfies BenchClient;
  return client;

  /** A press says where its button stands: in a message, in the home view, or in an open page. */
  function placeOf(id: string): object {
    const post = posts.get(id);
    if (post !== undefined)
      return {
        container: { type: 'message', message_ts: post.ts, channel_id: post.channel, is_ephemeral: false },
        channel: { id: post.channel, name: 'directmessage' },
        message: { type: 'message', ts: post.ts, text: post.text, blocks: post.blocks },
        response_url: stub.responseUrl(),
      };
    if (id === 'said')
      return {
        container: { type: 'message', channel_id: 'C0TEAM', is_ephemeral: true },
        channel: { id: 'C0TEAM', name: 'team' },
        response_url: stub.responseUrl(),
      };
    const view =
      id === 'home'
        ? { id: 'V0HOME', type: 'home', hash: 'h0', ...home }
        : { type: 'modal', ...window?.view, id: window?.id, hash: window?.hash };
    return { container: { type: 'view', view_id: view.id }, view };
  }
}

type Args = Readonly<Record<string, unknown>>;
/** What a request carries by which its answer is known. */
type Sent = { readonly trigger?: string; readonly respond?: true };

const messageShape = z.object({ channel: z.string(), ts: z.string() });
const responseShape = z.object({
  response_action: z.string().optional(),
  view: z.unknown().optional(),
  errors: z.record(z.string(), z.string()).optional(),
});

function keyOf(args: Args): string {
  return `${String(args['channel'])} ${String(args['ts'])}`;
}

function asTyped(
  field: SeenField,
  typed: ReadonlyMap<string, GivenAnswer | undefined>,
  wrong: string | undefined,
): SeenField {
  const held = typed.has(field.id) ? { ...field, holds: typed.get(field.id) } : field;
  return wrong === undefined ? held : { ...held, wrong };
}

/** The answers as Slack sends them: by block and element, each with the type of its element. */
function stateOf({ blocks }: SlackView, typed: ReadonlyMap<string, GivenAnswer | undefined>): object {
  return Object.fromEntries(
    blocks.flatMap(({ type, block_id: id, element }) =>
      type !== 'input' || element === undefined || id === undefined
        ? []
        : [[id, { [element.action_id ?? '']: { type: element.type, ...valueOf(element, typed.get(id)) } }]],
    ),
  );
}

function valueOf(element: SlackElement, answer: GivenAnswer | undefined): object {
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  const option = (id: string) =>
    options.find(({ value }) => value === id) ?? { text: { type: 'plain_text', text: id }, value: id };
  switch (element.type) {
    case 'radio_buttons':
    case 'static_select':
      return { selected_option: answer === undefined ? null : option(String(answer)) };
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: [answer ?? []].flat().map(option) };
    case 'datepicker':
      return { selected_date: answer ?? null };
    default:
      return { value: answer ?? null };
  }
}
