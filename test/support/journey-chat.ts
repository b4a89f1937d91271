import type { Directory } from '../../src/directory/directory.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import type { Message } from '../../src/flows/chat-message.ts';
import type { Chat, Clock, Delivery } from '../../src/flows/ports.ts';

/** A direct message as its reader has it now, and as it first was. */
export type Received = {
  /** The name before the at sign of the reader's address: `amara.quill`. */
  readonly to: string;
  readonly at: Date;
  readonly id: string;
  readonly first: Message;
  readonly versions: Message[];
};

type Failure = Exclude<Delivery, { kind: 'sent' }>;
const deactivated: Failure = { kind: 'never', why: 'this account was deactivated' };

/**
 * A chat platform that holds everything in memory: an account for each person in the spaces of their agency, the
 * messages they got in order, and every later version of each. Failures are put in by the journey.
 */
export function journeyChat(clock: Clock, directory: () => Directory) {
  const received: Received[] = [];
  const gone = new Set<string>();
  const failures = new Map<string, Failure[]>();
  let listen: (() => void) | undefined;

  function deliver(account: Account, message: Message): Delivery {
    const name = nameOf(account);
    if (gone.has(name)) return deactivated;
    const failure = failures.get(name)?.shift();
    if (failure !== undefined) return failure;
    const id = `message-${received.length + 1}`;
    received.push({ to: name, at: clock.now(), id, first: message, versions: [message] });
    listen?.();
    return { kind: 'sent', message: { account, channel: `D-${name}`, id } };
  }

  const chat: Chat = {
    send: (account, message) => Promise.resolve(deliver(account, message)),
    update: ({ id, account }, message) => {
      if (gone.has(nameOf(account))) return Promise.resolve(deactivated);
      const found = received.find((one) => one.id === id);
      if (found === undefined) return Promise.resolve({ kind: 'never', why: 'the message is gone' });
      found.versions.push(message);
      return Promise.resolve({ kind: 'sent', message: { id, account, channel: `D-${nameOf(account)}` } });
    },
    profile: (account) => {
      const email = `${nameOf(account)}@example.org`;
      return Promise.resolve({ email, active: !gone.has(nameOf(account)) });
    },
    find: (space, email) => {
      const { people, agencies } = directory();
      const person = [...people.values()].find((one) => one.email === email);
      const spaces = agencies.get(person?.agency ?? '')?.spaces ?? [];
      const name = email.replace(/@.*/, '');
      const there = spaces.some(({ platform, id }) => platform === space.platform && id === space.id);
      if (gone.has(name) || !there) return Promise.resolve(undefined);
      return Promise.resolve({ platform: space.platform, space: space.id, user: `U-${name}` });
    },
    reach: (account) =>
      Promise.resolve(
        gone.has(nameOf(account)) ? { kind: 'unreachable', why: deactivated.why } : { kind: 'reachable' },
      ),
    nameOf: ({ platform, id }) => `${platform === 'slack' ? 'Slack' : 'Microsoft Teams'} (${id})`,
  };

  return {
    chat,
    received,
    /** Somebody's account in their agency's first space; a stranger's, where the directory has nobody of that name. */
    accountOf: (name: string): Account => {
      const { people, agencies } = directory();
      const person = [...people.values()].find(({ email }) => email === `${name}@example.org`);
      const [space] = agencies.get(person?.agency ?? '')?.spaces ?? [];
      return {
        platform: space?.platform ?? 'slack',
        space: space?.id ?? 'T01COUNCIL',
        user: `U-${name}`,
      };
    },
    /** The account exists no more: nothing can be delivered, and nobody is recognised by it. */
    deactivate: (name: string) => void gone.add(name),
    reactivate: (name: string) => void gone.delete(name),
    /** What the next deliveries to somebody come to, instead of arriving. */
    failNext: (name: string, ...next: readonly Failure[]) => void failures.set(name, [...next]),
    /** Told whenever something arrives. */
    onReceived: (heard: () => void) => void (listen = heard),
  };
}
export type JourneyChat = ReturnType<typeof journeyChat>;

function nameOf({ user }: Account): string {
  return user.replace(/^U-/, '');
}

/** A message as it reads now. */
export function latest({ versions, first }: Received): Message {
  return versions.at(-1) ?? first;
}
