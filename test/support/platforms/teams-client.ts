import { z } from 'zod';
import type { GivenAnswer } from '../../../demo/client.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import type { StubTeams } from '../stub-teams.ts';
import { filledIn } from './given.ts';
import { readCard, type CardAction, type ReadCard } from './read-card.ts';
import type { Answered, BenchClient, Seen, SeenField } from './seen.ts';

export type TeamsDesk = {
  readonly stub: StubTeams;
  /** Posts an activity to the bot, with a token as Teams sends it. */
  readonly post: (activity: object) => Promise<Answered>;
  /** Problems of a card that was shown, by the rules of Adaptive Cards and of Teams. */
  readonly check: (card: unknown, name: string) => void;
};

type Message = { readonly versions: number; readonly card: ReadCard };

/**
 * Somebody at Teams: their own conversation with the bot, the activities that Teams sends for what they do, and the cards
 * that stand in place of messages for them alone. A card that stands in place of a message is gone once the bot brings
 * that message up to date, as in Teams.
 */
export function teamsClient(name: string, account: Account, { stub, post, check }: TeamsDesk) {
  const conversation = conversationOf(account);
  const read = new Map<string, Message>();
  /** What stands in place of a message, by the message's id. */
  const inPlace = new Map<string, ReadCard>();
  let front: string | undefined;
  let shown: ReadCard | undefined;
  let home: ReadCard | undefined;
  let made = 0;
  let last: (() => Promise<Answered>) | undefined;
  let answered: Answered = { status: 0, body: undefined };

  /** Takes in what the bot wrote since the last time; whatever stood in place of a changed message is gone. */
  function look(): readonly string[] {
    const fresh: string[] = [];
    for (const { id, versions } of stub.messages(conversation)) {
      const known = read.get(id);
      if (known?.versions === versions.length) continue;
      const { attachments, summary } = activityShape.parse(versions.at(-1));
      const [{ content } = { content: undefined }] = attachments;
      check(content, `a message to ${name}`);
      read.set(id, { versions: versions.length, card: readCard(`${conversation} ${id}`, content, summary) });
      if (known === undefined) fresh.push(id);
      inPlace.delete(id);
      if (front === id) front = undefined;
    }
    return fresh;
  }
  function cardAt(id: string): ReadCard | undefined {
    return inPlace.get(id) ?? read.get(id)?.card;
  }

  const head = (type: string) => ({
    type,
    id: `${type}-${account.user}-${(made += 1)}`,
    channelId: 'msteams',
    serviceUrl: stub.serviceUrl,
    timestamp: new Date().toISOString(),
    from: { id: memberOf(account), name, aadObjectId: account.user },
    conversation: { id: conversation, conversationType: 'personal', tenantId: account.space },
    recipient: { id: `28:${stub.identity.appId}`, name: 'Concordat' },
    channelData: { tenant: { id: account.space } },
    locale: 'en-GB',
  });

  async function send(activity: object): Promise<readonly string[]> {
    look();
    last = () => post(activity);
    answered = await post(activity);
    return look();
  }

  /** A press or a form that was sent: the answer is the next card, in place of that message. */
  async function invoke(id: string, action: CardAction, inputs: object): Promise<void> {
    const activity = {
      ...head('invoke'),
      name: 'adaptiveCard/action',
      replyToId: id,
      value: {
        action: {
          type: 'Action.Execute',
          title: action.title,
          verb: action.verb,
          data: { ...action.data, ...inputs },
        },
      },
    };
    const fresh = await send(activity);
    if (answered.status !== 200) throw new Error(`${name}’s press was answered ${answered.status}`);
    const { type, value } = answerShape.parse(answered.body);
    if (type !== 'application/vnd.microsoft.card.adaptive') {
      if (type.endsWith('.error')) throw new Error(`${name} was told of an error: ${JSON.stringify(value)}`);
      shown = fresh.map(cardAt).at(-1);
      return;
    }
    check(value, `an answer to ${name}`);
    show(id, readCard(`${conversation} ${id}`, value));
  }
  function show(id: string, card: ReadCard): void {
    inPlace.set(id, card);
    shown = card;
    front = card.putAway === undefined ? undefined : id;
    if (card.putAway === undefined) home = card;
  }

  /** What was answered to something typed: a message, of which a form or a page is in front. */
  function takeIn(fresh: readonly string[]): void {
    const id = fresh.at(-1);
    if (id === undefined) return;
    shown = cardAt(id);
    front = shown?.putAway === undefined ? undefined : id;
  }
  function seenInFront(): Seen | undefined {
    return front === undefined ? undefined : cardAt(front)?.seen;
  }
  async function typed(text: string): Promise<void> {
    takeIn(await send({ ...head('message'), text, textFormat: 'plain' }));
  }

  const client = {
    name,
    platform: 'Teams',
    messages: () => {
      look();
      return [...read.values()].map(({ card }) => card.seen);
    },
    front: () => {
      look();
      return seenInFront();
    },
    home: () => home?.seen,
    said: () => shown?.seen,
    type: async (text) => {
      await typed(text);
      return seenInFront();
    },
    openHome: async () => {
      await typed('cases');
      if (shown === undefined) throw new Error(`${name} was shown no home view`);
      home = shown;
      return home.seen;
    },
    press: async (
      where: { readonly id: string },
      button: { readonly label: string; readonly act: unknown },
    ) => {
      const id = where.id.replace(`${conversation} `, '');
      const found = [...(cardAt(id)?.sends ?? [])].find(
        ([seen]) => seen.label === button.label && same(seen.act, button.act),
      );
      // A stale screen: what was there to be pressed before is pressed all the same.
      const stale = {
        type: 'Action.Execute',
        title: button.label,
        verb: 'press',
        data: { concordat: { act: button.act } },
      } as const;
      await invoke(id, found?.[1] ?? stale, {});
      return seenInFront();
    },
    submit: async (answers) => {
      const id = front;
      const card = id === undefined ? undefined : cardAt(id);
      if (id === undefined || card?.send === undefined) throw new Error(`${name} has no form open`);
      await invoke(id, card.send, inputsOf(card.seen.fields, filledIn(card.seen.fields, answers)));
      const wrong = (seenInFront()?.fields ?? []).flatMap((field) =>
        field.wrong === undefined ? [] : [[field.id, field.wrong] as const],
      );
      return wrong.length > 0
        ? { kind: 'wrong', errors: Object.fromEntries(wrong) }
        : { kind: 'taken', front: seenInFront() };
    },
    close: async () => {
      const id = front;
      const away = id === undefined ? undefined : cardAt(id)?.putAway;
      if (id === undefined || away === undefined) return;
      await invoke(id, away, {});
      front = undefined;
    },
    waitFor: <T>(what: string, find: () => T | undefined): Promise<T> => {
      const found = find();
      return found === undefined
        ? Promise.reject(new Error(`${name} waits for ${what}`))
        : Promise.resolve(found);
    },
    again: async () => {
      if (last === undefined) throw new Error(`${name} has done nothing yet`);
      answered = await last();
      look();
      const card = answerShape.safeParse(answered.body).data;
      if (front !== undefined && card?.type === 'application/vnd.microsoft.card.adaptive')
        show(front, readCard(`${conversation} ${front}`, card.value));
      return answered;
    },
    answered: () => answered,
    end: () => undefined,
    /** They add the bot, so that it can write to them from now on. */
    add: () =>
      send({
        ...head('installationUpdate'),
        action: 'add',
      }),
  } satisfies BenchClient & { readonly add: () => Promise<unknown> };
  return client;
}

const activityShape = z.object({
  summary: z.string(),
  attachments: z
    .array(
      z.object({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), content: z.unknown() }),
    )
    .length(1),
});
const answerShape = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

export function conversationOf({ user }: Account): string {
  return `a:own-${user}`;
}

export function memberOf({ user }: Account): string {
  return `29:${user}`;
}

/** The inputs as a client sends them: several choices with commas between them, empty ones not at all. */
export function inputsOf(
  fields: readonly SeenField[],
  given: ReadonlyMap<string, GivenAnswer | undefined>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap(({ id, kind }) => {
      const answer = given.get(id);
      if (answer === undefined) return [];
      const chosen = kind === 'choice' || kind === 'many';
      const text = chosen ? [answer].flat().map(encodeURIComponent).join(',') : String(answer);
      return [[`field:${id}`, text]];
    }),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
