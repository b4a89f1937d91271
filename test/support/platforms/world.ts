import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Directory, Platform } from '../../../src/directory/directory.ts';
import type { Account, ChatInput } from '../../../src/flows/chat-input.ts';
import type { Message, Reply } from '../../../src/flows/chat-message.ts';
import type { NoticeAbout } from '../../../src/case/effect.ts';
import type { Chat, Delivery } from '../../../src/flows/ports.ts';
import { route } from '../../../src/flows/route.ts';
import { formAsSaid, homeAsSaid, messageAsSaid } from './as-said.ts';
import { openMemoryWorld, type PlatformOf } from './memory-world.ts';
import type { BenchClient, Seen } from './seen.ts';
import { startEmailSide } from './email-side.ts';
import { startPlainSide } from './plain-side.ts';
import type { Member, Side, SideOptions } from './side.ts';
import { startSlackSide } from './slack-side.ts';
import { startTeamsSide } from './teams-side.ts';
import { sayAll, unlike } from './unlike.ts';
import { watchedClient } from './watched-client.ts';

/** What only one platform calls so, and what is said on every platform never does; but where somebody is reached is said. */
const wordOfOne = /\b(?:(?<!yes, in )Slack|Home tab|workspace|direct message)/u;

type Wanted = {
  readonly board?: string;
  /** When the story begins, local time; Tuesday 22 December 2026 at 10:00 where nothing is said. */
  readonly begins?: string;
  readonly on: PlatformOf;
  readonly accepted?: boolean;
  /** Roles that nobody holds. */
  readonly vacant?: readonly string[];
  /** People who are away from the day after the story begins. */
  readonly away?: readonly string[];
  /** People of the directory who are not to be found where they should be. */
  readonly absent?: readonly string[];
  /** On no platform at all: nothing is drawn, and `said` hears everything that is said. */
  readonly plainly?: Hearing;
};

/** Hears all that is said to people: in answer to what they did, and in messages, of which some are of one notice. */
export type Hearing = {
  readonly replied: (input: ChatInput, reply: Reply) => void;
  readonly sent: (message: Message, about: NoticeAbout | undefined) => void;
};

/** People who are on the platforms and not in the directory, or not there: one has Amara's address in the hospital's space. */
const strangers = [
  { name: 'stranger', email: 'stranger@example.org', of: 'northbrook-council' },
  { name: 'elsewhere', email: 'amara.quill@example.org', of: 'st-aldhelms' },
] as const;

/** How a fault begins that is of the conversations themselves, and not of what was made of their answer. */
export const failedConversation = 'a conversation failed';

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * The product on real adapters over real HTTP: each person has a client, whatever platform their agency is on. After
 * everything that anybody does, what they see is compared with what the conversations said, word for word; so is every
 * message that anybody is sent. Whatever differs and is not named (differences.ts) is a fault of this world.
 */
export async function openWorld({
  board = 'redbridge',
  begins = '2026-12-22T10:00',
  on,
  accepted = true,
  vacant = [],
  away = [],
  absent = [],
  plainly,
}: Wanted) {
  const answers = new Map<string, { readonly reply: Reply; readonly typed: boolean }>();
  const inputs: ChatInput[] = [];
  const told: string[] = [];
  const sent: string[] = [];
  const sides = new Map<Platform, Side>();
  const chat = observed(sides, arrived);
  let delivering: NoticeAbout | undefined;
  const world = await openMemoryWorld({
    board,
    begins,
    platformOf: on,
    accepted,
    vacant,
    away,
    chatOf: () => chat,
    handling: (row) => {
      delivering = row?.kind === 'notice' ? row.about : undefined;
    },
  });
  const { services, directory, faults } = world;
  const members = new Map([...membersOf(directory)].filter(([name]) => !absent.includes(name)));
  const names = new Map([...members].map(([name, { account }]) => [keyOf(account), name]));
  const options = {
    clock: world.clock,
    log: services.log,
    route: async (input: ChatInput) => {
      inputs.push(input);
      const reply = await route(services, input).catch((error: unknown) => {
        faults.push(`${failedConversation}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
        throw error;
      });
      if (input.kind === 'unsupported' || input.kind === 'space-left') return reply;
      notOfOne(sayReply(reply));
      plainly?.replied(input, reply);
      answers.set(keyOf(input.account), {
        reply,
        typed: input.kind === 'command' || input.kind === 'home-opened',
      });
      // Where it is typed, and what stands in place of what, is the platforms' own.
      const name = names.get(keyOf(input.account)) ?? '';
      // A page shows what is sent as a message elsewhere. What stands there again, and a greeting, is the platforms’ own.
      const isShown = reply.kind === 'message' && input.kind !== 'put-away' && input.kind !== 'bot-added';
      if (isShown) sent.push(`${name}: ${sayAll(messageAsSaid(reply.message)).join('\n')}`);
      if (input.kind === 'pressed' || input.kind === 'submitted')
        told.push(`${name}: ${isShown ? 'nothing' : sayReply(reply)}`);
      return reply;
    },
  };
  const starts: Readonly<Record<Platform, (options: SideOptions) => Promise<Side>>> =
    plainly === undefined
      ? { slack: startSlackSide, teams: startTeamsSide, email: startEmailSide }
      : { slack: startPlainSide, teams: startPlainSide, email: startPlainSide };
  for (const platform of new Set([...members.values()].map(({ account }) => account.platform))) {
    const here = [...members.values()].filter(({ account }) => account.platform === platform);
    sides.set(platform, await starts[platform]({ ...options, members: here }));
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    const side = [...sides.values()].find((one) =>
      one.path.endsWith('/') ? path?.startsWith(one.path) : one.path === path,
    );
    if (side === undefined) response.writeHead(404).end();
    else side.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = new Map<string, BenchClient>();
  const mailReaders = new Map<string, () => Promise<void>>();
  for (const side of sides.values()) await side.arrive?.(`${base}${side.path}`);
  answers.clear();

  /** What somebody sees is what was said to them. */
  function look(client: BenchClient, account: Account): void {
    const answer = plainly === undefined ? answers.get(keyOf(account)) : undefined;
    answers.delete(keyOf(account));
    const problems = answer === undefined ? [] : unlikeReply(answer, client);
    faults.push(...problems.map((one) => `${client.name} (${client.platform}): ${one}`));
  }
  /** Every message has arrived as it was said. */
  function arrived(to: Account, id: string, message: Message, isNew: boolean): void {
    plainly?.sent(message, delivering);
    notOfOne(sayAll(messageAsSaid(message)).join('\n'));
    if (plainly !== undefined) return;
    const client = clientOf(nameOf(to));
    if (to.platform === 'email') {
      // An e-mail says next to nothing, and its page is looked at when it is opened.
      if (isNew) sent.push(`${client.name}: ${sayAll(messageAsSaid(message)).join('\n')}`);
      return;
    }
    // When a message is brought up to date is the platforms' own: in Teams not while something stands in its place.
    if (isNew) sent.push(`${client.name}: ${sayAll(messageAsSaid(message)).join('\n')}`);
    const seen = client.messages().findLast((one) => one.id === id);
    faults.push(
      ...unlike(withoutWords(messageAsSaid(message), message), seen, client.platform).map(
        (one) => `a message to ${client.name} (${client.platform}): ${one}`,
      ),
    );
  }
  /** Nothing is said in words that only one platform has. */
  function notOfOne(words: string): void {
    const found = wordOfOne.exec(words)?.[0];
    if (found !== undefined) faults.push(`“${found}” is said, which only one platform has: ${words}`);
  }
  /** Whoever has e-mail opens what came, and sees there what they were told. */
  async function readMail(): Promise<void> {
    for (const [name, { account }] of members) {
      if (account.platform === 'email') await mailReaders.get(name)?.();
    }
    answers.clear();
  }
  function nameOf(account: Account): string {
    return names.get(keyOf(account)) ?? '';
  }

  function clientOf(name: string): BenchClient {
    const known = clients.get(name);
    if (known !== undefined) return known;
    const member = members.get(name);
    if (member === undefined) throw new Error(`Nobody here is called ${name}`);
    const { account } = member;
    const side = sides.get(account.platform);
    if (side === undefined) throw new Error(`Nobody is on ${account.platform} here`);
    const client = side.client(name, account, `${base}${side.path}`);
    const then = <A extends readonly unknown[], R>(does: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        const result = await does(...args);
        look(client, account);
        await world.settle();
        await readMail();
        return result;
      };
    };
    if ('readMail' in client && typeof client.readMail === 'function')
      mailReaders.set(name, client.readMail as () => Promise<void>);
    const watched = watchedClient(client, then);
    clients.set(name, watched);
    return watched;
  }

  return {
    ...world,
    /** Somebody's client, by the name before the at sign of their address: `amara.quill`. */
    client: clientOf,
    accountOf: (name: string) => members.get(name)?.account,
    /** The client of somebody of the directory, by their id. */
    clientOf: (id: string) => clientOf(emailName(directory.people.get(id)?.email ?? '')),
    idOf: (name: string) =>
      [...directory.people.values()].find(({ email }) => emailName(email) === name)?.id ?? '',
    names: () => [...members.keys()],
    /** The messages that somebody was sent, as they were said. */
    sentTo: (name: string): readonly string[] => sent.filter((one) => one.startsWith(`${name}: `)),
    /** All that was said: what was answered, in order, and what was sent to anybody. The same on every platform. */
    transcript: (): readonly string[] => [...told, ...[...sent].sort()],
    /** What the adapters made of what people did, in order. */
    inputs,
    sides,
    /** Sends any body at all to a platform's path, signed as that platform signs. */
    sendRaw: async (platform: Platform, body: string, type: string): Promise<number> => {
      const side = sides.get(platform);
      if (side?.raw === undefined) throw new Error(`Nothing is signed on ${platform}`);
      return (await side.raw(`${base}${side.path}`, body, type)).status;
    },
    /** Ends the story, and fails if on the way something went wrong that holds in every story. */
    end: async (): Promise<void> => {
      for (const side of sides.values()) faults.push(...side.refused());
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      for (const side of sides.values()) await side.stop();
      const found = [...new Set(faults)];
      if (found.length > 0)
        throw new Error(`In this story ${found.length} things were wrong:\n${found.slice(0, 12).join('\n')}`);
    },
  };
}

function membersOf(directory: Directory): ReadonlyMap<string, Member> {
  const memberOf = (
    name: string,
    email: string,
    agency: string,
    index: number,
  ): readonly [string, Member] => {
    const [space] = directory.agencies.get(agency)?.spaces ?? [];
    if (space === undefined) throw new Error(`${agency} is on no platform`);
    const { platform, id } = space;
    return [
      name,
      {
        email,
        account: {
          platform,
          space: id,
          user: platform === 'email' ? addressOf(name, email) : userOf(platform, index),
        },
      },
    ];
  };
  const people = [...directory.people.values()].map(({ email, agency }, index) =>
    memberOf(emailName(email), email, agency, index),
  );
  const others = strangers.map(({ name, email, of }, index) => memberOf(name, email, of, 900 + index));
  return new Map([...people, ...others]);
}

function userOf(platform: Platform, index: number): string {
  const number = String(index + 1).padStart(3, '0');
  return platform === 'slack' ? `U0PERSON${number}` : `33333333-3333-4333-8333-000000000${number}`;
}

/** Where an address is the account, nobody has somebody else’s: theirs is outside of the domain. */
function addressOf(name: string, email: string): string {
  return name === 'elsewhere' ? email.replace('@', '@elsewhere.') : email;
}

function emailName(email: string): string {
  return email.replace(/@.*/, '');
}

function keyOf({ platform, space, user }: Account): string {
  return `${platform} ${space} ${user}`;
}

/** The way out on each platform, with everything noted that was sent. */
function observed(
  sides: ReadonlyMap<Platform, Side>,
  arrived: (to: Account, id: string, message: Message, isNew: boolean) => void,
): Chat {
  const chatOf = (platform: Platform): Chat => {
    const side = sides.get(platform);
    if (side === undefined) throw new Error(`Nothing was started for ${platform}`);
    return side.chat;
  };
  const noted = (delivery: Delivery, to: Account, message: Message, isNew: boolean): Delivery => {
    if (delivery.kind === 'sent' && delivery.message !== undefined)
      arrived(to, `${delivery.message.channel} ${delivery.message.id}`, message, isNew);
    return delivery;
  };
  return {
    send: async (account, message) =>
      noted(await chatOf(account.platform).send(account, message), account, message, true),
    update: async (sent, message) =>
      noted(await chatOf(sent.account.platform).update(sent, message), sent.account, message, false),
    profile: (account) => chatOf(account.platform).profile(account),
    find: (space, email) => chatOf(space.platform).find(space, email),
    reach: (account) => chatOf(account.platform).reach(account),
    nameOf: (space) => chatOf(space.platform).nameOf(space),
  };
}

function sayReply(reply: Reply): string {
  switch (reply.kind) {
    case 'form':
      return sayAll(formAsSaid(reply.form)).join('\n');
    case 'field-errors':
      return [...sayAll(formAsSaid(reply.form)), JSON.stringify(reply.errors)].join('\n');
    case 'home':
      return sayAll(homeAsSaid(reply.home)).join('\n');
    case 'say':
    case 'message':
      return sayAll(messageAsSaid(reply.message)).join('\n');
    case 'nothing':
    case 'wait':
    case 'close':
      return reply.kind;
  }
}

function unlikeReply(
  { reply, typed }: { readonly reply: Reply; readonly typed: boolean },
  client: BenchClient,
): readonly string[] {
  const { platform } = client;
  switch (reply.kind) {
    case 'nothing':
    case 'wait':
      return [];
    case 'form':
      return unlike(
        { ...formAsSaid(reply.form), id: typed ? 'typed-form' : 'form' },
        client.front(),
        platform,
      );
    case 'field-errors': {
      const said = formAsSaid(reply.form);
      const fields = said.fields.map((field) => {
        const wrong = reply.errors[field.id];
        return wrong === undefined ? field : { ...field, wrong };
      });
      return unlike({ ...said, fields }, client.front(), platform);
    }
    case 'home':
      return unlike(
        { ...homeAsSaid(reply.home), id: typed ? 'typed-home' : 'home' },
        client.home(),
        platform,
      );
    case 'say':
      return unlike(
        { ...withoutWords(messageAsSaid(reply.message), reply.message), id: 'said' },
        client.said(),
        platform,
      );
    case 'message':
      return unlike(
        { ...withoutWords(messageAsSaid(reply.message), reply.message), id: 'in-place' },
        client.said(),
        platform,
      );
    case 'close': {
      const front: Seen | undefined = client.front();
      return front === undefined ? [] : [`“${front.title}” is still in front`];
    }
  }
}

/** What people wrote is never in a message, whatever a flow asks for: on every platform the same sentence stands there. */
function withoutWords(said: Seen, { blocks }: Message): Seen {
  return blocks.some(({ kind }) => kind === 'quote')
    ? { ...messageAsSaid({ summary: said.summary ?? '', blocks: blocks.map(unsaid) }) }
    : said;
}

function unsaid(block: Message['blocks'][number]): Message['blocks'][number] {
  return block.kind === 'quote'
    ? { kind: 'small', text: 'What was written is not shown in messages. Open the case to read it.' }
    : block;
}
