import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/flows/chat-input.ts';
import { Crowded, fairChat, urgentChat } from '../../src/flows/fair-chat.ts';
import type { Chat, Delivery } from '../../src/flows/ports.ts';

const message = { summary: 'Something is yours to do.', blocks: [] };
const [council, hospital, police] = ['T-COUNCIL', 'T-TRUST', 'T-POLICE'].map((space): Account => ({
  platform: 'slack',
  space,
  user: 'U1',
})) as [Account, Account, Account];

/** A worker with eight places, a clock that is moved by hand, and calls that are answered when it is said. */
function open() {
  let now = 0;
  const waiting: { readonly space: string; readonly answer: (delivery: Delivery) => void }[] = [];
  const call = (space: string) =>
    new Promise<Delivery>((resolve) => void waiting.push({ space, answer: resolve }));
  const chat: Chat = {
    send: ({ space }) => call(space),
    update: ({ account }) => call(account.space),
    profile: () => Promise.resolve({ active: true }),
    find: () => Promise.resolve(undefined),
    reach: () => Promise.resolve({ kind: 'reachable' }),
    nameOf: ({ id }) => id,
  };
  const moments: (() => void)[] = [];
  const moment = () => new Promise<void>((resolve) => void moments.push(resolve));
  const fair = fairChat(chat, 8, () => now, moment);
  return {
    fair,
    /** The moment is over for which whoever is over waits. */
    passMoment: () => {
      for (const end of moments.splice(0)) end();
    },
    pass: (ms: number) => void (now += ms),
    underWay: ({ space }: Account) => waiting.filter((one) => one.space === space).length,
    send: (to: Account, times: number) =>
      Promise.all(Array.from({ length: times }, () => settledNow(fair.send(to, message)))),
    answerOne: async ({ space }: Account) => {
      const [one] = waiting.splice(
        waiting.findIndex((each) => each.space === space),
        1,
      );
      one?.answer({ kind: 'sent' });
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** What came at once, or that nothing came yet. */
function settledNow(delivery: Promise<Delivery>): Promise<Delivery | 'under way'> {
  return Promise.race([
    delivery,
    new Promise<'under way'>((resolve) => setImmediate(() => setImmediate(() => resolve('under way')))),
  ]);
}

describe('turns of many spaces on one worker', () => {
  test('a space has no more under way than are left free: alone it gets half, two get a third each', async () => {
    const { send, underWay } = open();
    await send(hospital, 20);
    expect(underWay(hospital)).toBe(4);
    await send(council, 20);
    await send(police, 20);
    expect([hospital, council, police].map(underWay)).toEqual([4, 2, 1]);
  });

  test('a space with nothing under way finds a place, however much others have', async () => {
    const { send, underWay } = open();
    await send(hospital, 1_000);
    expect(await send(council, 1)).toEqual(['under way']);
    expect(underWay(council)).toBe(1);
  });

  test('what is over comes back one after another, as fast as that space answers, within five minutes', async () => {
    const { send, pass } = open();
    await send(hospital, 4);
    // Eight seconds without an answer: with four under way, one in two seconds.
    pass(8_000);
    const turns = await send(hospital, 1_000);
    const afterMs = turns.map((turn) => (turn !== 'under way' && turn.kind === 'later' ? turn.afterMs : 0));
    expect(afterMs.slice(0, 3)).toEqual([3_000, 5_000, 7_000]);
    expect(afterMs.at(-1)).toBe(300_000);
  });

  test('whoever is over waits for a moment where that space answers at once, and goes when a place is free', async () => {
    const { send, answerOne, underWay, fair, passMoment } = open();
    await send(hospital, 4);
    const waits = fair.send(hospital, message);
    const waitsToo = fair.send(hospital, message);
    expect(underWay(hospital)).toBe(4);
    await answerOne(hospital);
    expect(underWay(hospital)).toBe(4);
    passMoment();
    expect(await settledNow(waits)).toBe('under way');
    expect(await waitsToo).toMatchObject({ kind: 'later', afterMs: 1_002 });
  });

  test('whoever waits takes no place of another space, and lets one that has fewer go first', async () => {
    const { send, answerOne, underWay } = open();
    await send(hospital, 20);
    await send(council, 3);
    expect([hospital, council].map(underWay)).toEqual([4, 2]);
    await answerOne(hospital);
    expect([hospital, council].map(underWay)).toEqual([3, 3]);
    await answerOne(council);
    expect([hospital, council].map(underWay)).toEqual([3, 2]);
  });

  test('nobody waits for a space that has been silent for longer than that moment', async () => {
    const { send, pass } = open();
    await send(hospital, 4);
    pass(251);
    expect(await send(hospital, 1)).toEqual([expect.objectContaining({ kind: 'later' })]);
  });

  test('given a space that has its share and a long line, then what is urgent goes at once, and one more is back after a second', async () => {
    const { send, fair, pass, underWay, answerOne } = open();
    await send(hospital, 4);
    pass(8_000);
    await send(hospital, 1_000);
    const alerts = urgentChat(fair);
    const alert = () => settledNow(alerts.send(hospital, message));
    expect(await alert()).toBe('under way');
    expect(underWay(hospital)).toBe(5);
    expect(await alert()).toMatchObject({ kind: 'later', afterMs: 1_000 });
    // It holds up no other space for that, and its place is there for the next alert once it was answered.
    expect(await send(council, 1)).toEqual(['under way']);
    for (let answered = 0; answered < 5; answered += 1) await answerOne(hospital);
    await send(hospital, 4);
    expect(await alert()).toBe('under way');
    expect(await alerts.reach(council)).toEqual({ kind: 'reachable' });
    expect(await alerts.find({ platform: 'slack', id: police.space }, 'ada@example.org')).toBeUndefined();
  });

  test('a place is free again once its call was answered, or failed', async () => {
    const { send, answerOne, underWay, fair, pass } = open();
    await send(hospital, 4);
    await answerOne(hospital);
    await send(hospital, 1);
    expect(underWay(hospital)).toBe(4);
    pass(1_000);
    expect(await send(hospital, 1)).toEqual([expect.objectContaining({ kind: 'later' })]);
    await expect(fair.profile(hospital)).rejects.toThrow(Crowded);
    await expect(fair.find({ platform: 'slack', id: hospital.space }, 'a@example.org')).rejects.toThrow(
      Crowded,
    );
    expect(await fair.reach(hospital)).toMatchObject({ kind: 'unknown' });
    expect(await fair.reach(council)).toEqual({ kind: 'reachable' });
  });
});
