import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../src/flows/chat-input.ts';
import type { Message } from '../../src/flows/chat-message.ts';
import type { Chat, Delivery } from '../../src/flows/ports.ts';

/** A message as the platform holds it. */
export type HeldMessage = {
  readonly to: Account;
  readonly id: string;
  /** What a lock screen shows. */
  readonly notification: string;
  /** All that is held of it, as the platform was sent it. */
  readonly held: string;
};

export type OpenedChat = {
  readonly chat: Chat;
  /** Can be reached, as `jo.marsh@example.org`. */
  readonly jo: Account;
  /** In another space than Jo, as `sam.okoro@example.org`; where the address is the account, with an address of that space. */
  readonly sam: Account;
  /** In a space of Jo's, and has left: their account is no more. */
  readonly gone: Account;
  /** A space where the bot is not. */
  readonly elsewhere: { readonly platform: Account['platform']; readonly id: string };
  /** Oldest first, each as it reads now. */
  readonly messages: () => readonly HeldMessage[];
  /** How many requests to post or change a message came, whatever became of them. */
  readonly requests: () => number;
  /** Jo's account is taken away. */
  readonly joLeaves: () => void;
  /** Five minutes go by. */
  readonly fiveMinutesPass: () => void;
  /** Everything is as it was: Jo is back, and no message is held. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ChatUnderContract = {
  readonly open: () => Promise<OpenedChat>;
  /** Each way in which somebody cannot be reached: makes it so and says who. */
  readonly unreachable: Readonly<Record<string, (opened: OpenedChat) => Promise<Account> | Account>>;
  /** Each way in which the next message to Jo fails and a later one does not. */
  readonly passing: Readonly<Record<string, () => void>>;
  /** Each way in which the next message to Jo is refused for good. */
  readonly refused: Readonly<Record<string, () => void>>;
  /** The next message arrives, and its answer does not. */
  readonly answerLost: () => void;
  /** What is sent there says what a brief says, and stands as it was sent: an e-mail. */
  readonly isMail?: true;
  /** Where it draws for a real platform, which limits, and may not answer at all. */
  readonly real?: {
    readonly limitNow: () => void;
    /** The next message is never answered. */
    readonly silent: () => void;
    /** Who somebody is cannot be asked, once. */
    readonly profileFails: () => void;
    /** The bot is found to be removed when who somebody is is asked, once. */
    readonly profileRefused: () => void;
    /** What would mean something there, and is in no message. */
    readonly markup: readonly string[];
  };
};

const notice: Message = {
  summary: 'RED-4F7K2: you owe an answer by Thursday 24 December 2026, 17:00',
  blocks: [
    { kind: 'text', text: ['Answer by ', { strong: 'Thursday 24 December 2026, 17:00' }] },
    { kind: 'buttons', buttons: [{ label: 'Acknowledge', act: { do: 'acknowledge', caseId: 'c1' } }] },
  ],
};
const done: Message = {
  summary: 'RED-4F7K2: Jo Marsh acknowledged it',
  blocks: [{ kind: 'text', text: 'Jo Marsh acknowledged it on Wednesday 23 December 2026, 10:00.' }],
};

/** What every way out keeps: each platform's, and the twin that the journeys use. */
export function chatContract(name: string, platform: ChatUnderContract): void {
  describe(`the way out (${name})`, () => {
    let opened: OpenedChat;
    beforeAll(async () => {
      opened = await platform.open();
    });
    afterAll(() => opened.close());
    beforeEach(() => opened.reset());

    test('a message is delivered to its reader alone, and where it stands is told', async () => {
      const { chat, jo } = opened;
      const delivery = await chat.send(jo, notice);
      const [held, ...more] = opened.messages();
      expect(more).toEqual([]);
      expect(held?.to).toEqual(jo);
      expect(sentOf(delivery)).toEqual({
        account: jo,
        channel: expect.stringMatching(/.+/u) as string,
        id: held?.id,
      });
    });

    test('two messages stand in two places, also for two people', async () => {
      const { chat, jo, sam } = opened;
      const first = sentOf(await chat.send(jo, notice));
      const second = sentOf(await chat.send(jo, notice));
      const other = sentOf(await chat.send(sam, notice));
      expect(second.id).not.toBe(first.id);
      expect(other.channel).not.toBe(first.channel);
      expect(opened.messages().map(({ to }) => to)).toEqual([jo, jo, sam]);
    });

    test.skipIf(platform.isMail)('a message is changed where it stands', async () => {
      const { chat, jo } = opened;
      const sent = sentOf(await chat.send(jo, notice));
      expect(await chat.update(sent, done)).toEqual({ kind: 'sent', message: sent });
      expect(opened.messages()).toMatchObject([{ to: jo, id: sent.id, notification: done.summary }]);
      expect(opened.messages()[0]?.held).not.toContain('Acknowledge"');
    });

    test.skipIf(platform.isMail)('a message that is gone can never be changed', async () => {
      const { chat, jo } = opened;
      const sent = sentOf(await chat.send(jo, notice));
      const delivery = await chat.update({ ...sent, id: `${sent.id.slice(0, -1)}x` }, done);
      expect(delivery.kind).toBe('never');
      expect(opened.messages()).toMatchObject([{ notification: notice.summary }]);
    });

    test.runIf(platform.isMail)('what was sent stays as it is, and that is no failure', async () => {
      const { chat, jo } = opened;
      const sent = sentOf(await chat.send(jo, notice));
      const [before] = opened.messages();
      expect(await chat.update(sent, done)).toEqual({ kind: 'sent', message: sent });
      expect(opened.messages()).toEqual([before]);
    });

    test.skipIf(platform.isMail)('a lock screen shows the summary and nothing else', async () => {
      await opened.chat.send(opened.jo, notice);
      expect(opened.messages()).toMatchObject([{ notification: notice.summary }]);
    });

    test.each(Object.keys(platform.unreachable))('nothing is delivered to somebody who %s', async (way) => {
      const account = await platform.unreachable[way]?.(opened);
      if (account === undefined) throw new Error('nobody was made unreachable');
      const before = opened.messages();
      const delivery = await opened.chat.send(account, notice);
      expect(delivery).toEqual({ kind: 'never', why: expect.stringMatching(/^[^\n]+[^.\n]$/u) as string });
      expect(opened.messages()).toEqual(before);
    });

    test.each(Object.keys(platform.unreachable))('whoever %s is found out without a message', async (way) => {
      const account = await platform.unreachable[way]?.(opened);
      if (account === undefined) throw new Error('nobody was made unreachable');
      const before = opened.requests();
      const found = await opened.chat.reach(account);
      expect(opened.requests()).toBe(before);
      const delivery = await opened.chat.send(account, notice);
      expect(found).toEqual({ kind: 'unreachable', why: delivery.kind === 'never' ? delivery.why : '' });
    });

    test('whether somebody can be reached is asked now, also just after they were written to', async () => {
      const { chat, jo, sam } = opened;
      await chat.send(jo, notice);
      expect(await chat.reach(jo)).toEqual({ kind: 'reachable' });
      opened.joLeaves();
      expect(await chat.reach(jo)).toMatchObject({ kind: 'unreachable' });
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'never' });
      expect(await chat.reach(sam)).toEqual({ kind: 'reachable' });
    });

    test('a space is called by its platform, with its id', () => {
      const { chat, jo } = opened;
      expect(chat.nameOf({ platform: jo.platform, id: jo.space })).toMatch(
        new RegExp(`^(Slack|Microsoft Teams|e-mail) \\(.*${jo.space}\\)$`, 'u'),
      );
    });

    test('somebody who leaves is noticed within five minutes, and what they had is not changed any more', async () => {
      const { chat, jo } = opened;
      const sent = sentOf(await chat.send(jo, notice));
      opened.joLeaves();
      opened.fiveMinutesPass();
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'never' });
      if (platform.isMail === undefined)
        expect(await chat.update(sent, done)).toMatchObject({ kind: 'never' });
      expect(opened.messages()).toMatchObject([{ id: sent.id }]);
    });

    test.each(Object.keys(platform.passing))('%s: it is to be tried later, and then arrives', async (way) => {
      const { chat, jo } = opened;
      await chat.profile(jo);
      platform.passing[way]?.();
      const before = opened.requests();
      const delivery = await chat.send(jo, notice);
      expect(delivery).toMatchObject({ kind: 'later', why: expect.stringMatching(/^[^\n]+$/u) as string });
      expect(delivery.kind === 'later' && delivery.afterMs).toBeGreaterThan(0);
      expect(opened.requests() - before).toBeLessThanOrEqual(1);
      expect(opened.messages()).toEqual([]);
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
    });

    test.each(Object.keys(platform.refused))('%s: it can never succeed as it stands', async (way) => {
      const { chat, jo } = opened;
      await chat.profile(jo);
      platform.refused[way]?.();
      const before = opened.requests();
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'never' });
      expect(opened.requests() - before).toBeLessThanOrEqual(1);
    });

    test('a message whose answer was lost is sent again, for it may not have arrived', async () => {
      const { chat, jo } = opened;
      await chat.profile(jo);
      platform.answerLost();
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'later' });
      expect(opened.messages().length).toBeLessThanOrEqual(1);
      expect(await chat.send(jo, notice)).toMatchObject({ kind: 'sent' });
    });

    test('who somebody is, is what their own space says', async () => {
      const { chat, jo, gone, elsewhere } = opened;
      expect(await chat.profile(jo)).toEqual({ email: 'jo.marsh@example.org', active: true });
      expect((await chat.profile(gone))?.active ?? false).toBe(false);
      if (elsewhere.platform === jo.platform) {
        expect((await chat.profile({ ...jo, space: elsewhere.id }))?.email).toBeUndefined();
      }
    });

    test('somebody is found by their address, in their own space only, and not after they left', async () => {
      const { chat, jo, sam, gone, elsewhere } = opened;
      // Where nobody is known before they were met, they have been by now.
      for (const account of [jo, sam]) await chat.profile(account);
      const spaceOf = ({ platform, space }: Account) => ({ platform, id: space });
      expect(await chat.find(spaceOf(jo), 'jo.marsh@example.org')).toEqual(jo);
      const samsAddress = platform.isMail === undefined ? 'sam.okoro@example.org' : sam.user;
      expect(await chat.find(spaceOf(sam), samsAddress)).toEqual(sam);
      expect(await chat.find(spaceOf(jo), samsAddress)).toBeUndefined();
      expect(await chat.find(elsewhere, 'jo.marsh@example.org')).toBeUndefined();
      expect(await chat.find(spaceOf(gone), 'gone.away@example.org')).toBeUndefined();
    });

    if (platform.real !== undefined) drawnContract(platform.real, () => opened);
  });
}

/** What a platform's own drawing and limits keep; the twin has neither. */
function drawnContract(real: NonNullable<ChatUnderContract['real']>, open: () => OpenedChat): void {
  test('what people wrote is in no message, whatever a conversation asks for', async () => {
    const { chat, jo, messages } = open();
    const words = 'she has not been seen since Monday';
    const quoting: Message = {
      ...notice,
      blocks: [{ kind: 'quote', label: 'What Sam Okoro wrote', words }, ...notice.blocks],
    };
    const sent = sentOf(await chat.send(jo, quoting));
    await chat.update(sent, quoting);
    expect(messages()[0]?.held).toContain('What was written is not shown in messages');
    expect(JSON.stringify(messages())).not.toContain('not been seen');
  });

  test('nothing in a text is markup, a mention or a link', async () => {
    const { chat, jo, messages } = open();
    const text = '<!channel> <at>Sam</at> **bold** [here](https://example.org) {{DATE(2026-12-24T17:00Z)}}';
    await chat.send(jo, { summary: 'RED-4F7K2', blocks: [{ kind: 'text', text }] });
    const held = messages()[0]?.held ?? '';
    for (const markup of real.markup) expect(held).not.toContain(markup);
    expect(held).toContain('**bold** [here](https://example.org)');
  });

  test('many messages at once are spread: some go, the others a little later, none is lost', async () => {
    const { chat, jo, messages } = open();
    real.limitNow();
    const deliveries = await Promise.all(Array.from({ length: 12 }, () => chat.send(jo, notice)));
    const sent = deliveries.filter(({ kind }) => kind === 'sent');
    expect(sent.length).toBeGreaterThan(0);
    expect(messages()).toHaveLength(sent.length);
    for (const delivery of deliveries) {
      if (delivery.kind === 'sent') continue;
      expect(delivery).toMatchObject({ kind: 'later' });
      expect(delivery.kind === 'later' && delivery.afterMs).toBeLessThanOrEqual(10_000);
    }
  });

  test('who somebody is, is not guessed when nobody answers', async () => {
    const { chat, jo } = open();
    real.profileFails();
    await expect(chat.profile(jo)).rejects.toThrow();
    expect(await chat.profile(jo)).toMatchObject({ active: true });
  });

  test('nobody is taken for unreachable because nobody answers, and nobody for reachable where the bot was removed', async () => {
    const { chat, jo } = open();
    real.profileFails();
    expect(await chat.reach(jo)).toEqual({
      kind: 'unknown',
      afterMs: expect.any(Number) as number,
      why: expect.stringMatching(/^[^\n]+$/u) as string,
    });
    real.profileRefused();
    expect(await chat.reach(jo)).toMatchObject({ kind: 'unreachable' });
    expect(await chat.reach(jo)).toEqual({ kind: 'reachable' });
  });

  test('one that never answers is given up within ten seconds', { timeout: 60_000 }, async () => {
    const { chat, jo } = open();
    await chat.profile(jo);
    real.silent();
    const started = performance.now();
    expect(await chat.send(jo, notice)).toMatchObject({ kind: 'later' });
    expect(performance.now() - started).toBeLessThan(12_000);
  });
}

function sentOf(delivery: Delivery) {
  if (delivery.kind !== 'sent' || delivery.message === undefined) {
    throw new Error(`not sent: ${JSON.stringify(delivery)}`);
  }
  return delivery.message;
}
