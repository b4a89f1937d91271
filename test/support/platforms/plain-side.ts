import type { Account, Answers, ChatInput, SentMessage } from '../../../src/flows/chat-input.ts';
import type { Form, Message, Reply } from '../../../src/flows/chat-message.ts';
import { formAsSaid, homeAsSaid, messageAsSaid } from './as-said.ts';
import { filledIn } from './given.ts';
import type { Answered, BenchClient, Seen, SeenButton } from './seen.ts';
import type { Side, SideOptions } from './side.ts';

/**
 * No platform at all: people read what the conversations say as it is, and nothing is drawn. For whatever wants to go
 * through everything that can be said, fast.
 */
export function startPlainSide({ members, route, clock }: SideOptions): Promise<Side> {
  const posts = new Map<string, { readonly to: string; readonly seen: Seen }>();
  let made = 0;
  const keep = (account: Account, id: string, message: Message): SentMessage => {
    posts.set(id, { to: account.user, seen: { ...messageAsSaid(message), id } });
    return { account, channel: 'own', id: id.replace('own ', '') };
  };
  return Promise.resolve({
    path: '/plain',
    handle: (_request, response) => response.writeHead(404).end(),
    chat: {
      send: (account, message) =>
        Promise.resolve({ kind: 'sent', message: keep(account, `own ${(made += 1)}`, message) }),
      update: (sent, message) =>
        Promise.resolve({ kind: 'sent', message: keep(sent.account, `own ${sent.id}`, message) }),
      profile: (account) => {
        const email = members.find((one) => one.account.user === account.user)?.email;
        return Promise.resolve(email === undefined ? undefined : { email, active: true });
      },
      find: (space, email) =>
        Promise.resolve(
          members.find((one) => one.email === email && one.account.space === space.id)?.account,
        ),
      reach: () => Promise.resolve({ kind: 'reachable' }),
      nameOf: ({ id }) => `Chat (${id})`,
    },
    client: (name, account) => plainClient(name, account),
    refused: () => [],
    stop: () => Promise.resolve(),
  });

  function plainClient(name: string, account: Account): BenchClient {
    let front: Form | undefined;
    let home: Seen | undefined;
    let said: Seen | undefined;
    let last: ChatInput | undefined;
    const nothing: Answered = { status: 200, body: undefined };
    const head = () => ({ id: `plain-${(made += 1)}`, account, at: clock.now() });
    async function send(input: ChatInput): Promise<Reply> {
      last = input;
      const reply = await route(input);
      if (reply.kind === 'form') front = reply.form;
      if (reply.kind === 'close') front = undefined;
      if (reply.kind === 'home') home = homeAsSaid(reply.home);
      if (reply.kind === 'say' || reply.kind === 'message') said = messageAsSaid(reply.message);
      return reply;
    }
    const seen = (): Seen | undefined => (front === undefined ? undefined : formAsSaid(front));
    return {
      name,
      platform: 'Slack',
      messages: () => [...posts.values()].filter(({ to }) => to === account.user).map((one) => one.seen),
      front: seen,
      home: () => home,
      said: () => said,
      type: async (text) => {
        await send({
          kind: 'command',
          ...head(),
          text: text.replace(/^\/escalate ?/u, ''),
          typed: 'elsewhere',
        });
        return seen();
      },
      openHome: async () => {
        await send({ kind: 'home-opened', ...head() });
        if (home === undefined) throw new Error(`${name} was shown no home view`);
        return home;
      },
      press: async (_where, { act }: Pick<SeenButton, 'act'>) => {
        if (act === undefined) throw new Error(`${name} pressed a button of nothing`);
        await send({ kind: 'pressed', ...head(), act });
        return seen();
      },
      submit: async (answers) => {
        if (front === undefined) throw new Error(`${name} has no form open`);
        const typed = filledIn(seen()?.fields ?? [], answers);
        const given: Answers = Object.fromEntries([...typed].map(([id, answer]) => [id, answer ?? null]));
        const reply = await send({ kind: 'submitted', ...head(), form: front.context, answers: given });
        if (reply.kind !== 'field-errors') return { kind: 'taken', front: seen() };
        return { kind: 'wrong', errors: reply.errors };
      },
      close: () => {
        front = undefined;
        return Promise.resolve();
      },
      waitFor: () => Promise.reject(new Error('Nothing is waited for here')),
      again: async () => {
        if (last === undefined) throw new Error(`${name} has done nothing yet`);
        await route(last);
        return nothing;
      },
      answered: () => nothing,
      end: () => undefined,
    };
  }
}
