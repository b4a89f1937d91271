import { describe, expect, test } from 'vitest';
import type { Account, ChatInput } from '../../src/flows/chat-input.ts';
import { inModeration } from '../../src/flows/in-moderation.ts';

const at = new Date('2026-12-22T10:00:00Z');
const jo: Account = { platform: 'slack', space: 'T0NORTH', user: 'U0JO' };
const others = (count: number): readonly Account[] =>
  Array.from({ length: count }, (_, index) => ({ ...jo, user: `U${index}` }));

/** Conversations that note what reached them, and a clock that is moved by hand. */
function open() {
  let now = 0;
  const reached: ChatInput[] = [];
  const logged: string[] = [];
  const keep = (fields: object, says: string) => void logged.push(JSON.stringify({ ...fields, says }));
  const route = inModeration(
    (input) => {
      reached.push(input);
      return Promise.resolve({ kind: 'nothing' });
    },
    { log: { info: keep, warn: keep, error: keep }, now: () => now },
  );
  return {
    route,
    reached,
    logged,
    pass: (seconds: number) => void (now += seconds * 1000),
    press: async (account: Account, times = 1) => {
      const kinds: string[] = [];
      for (let count = 0; count < times; count += 1) {
        const act = { do: 'acknowledge', caseId: 'c1' };
        kinds.push((await route({ kind: 'pressed', id: `i${count}`, account, at, act })).kind);
      }
      return kinds;
    },
  };
}

describe('how fast somebody may be', () => {
  test('sixty at once are let through, the next is told to wait and reaches nothing', async () => {
    const { press, reached } = open();
    expect(new Set(await press(jo, 60))).toEqual(new Set(['nothing']));
    expect(await press(jo)).toEqual(['wait']);
    expect(reached).toHaveLength(60);
  });

  test('given ten seconds of quiet, then ten more are let through', async () => {
    const { press, pass } = open();
    await press(jo, 80);
    pass(10);
    expect(await press(jo, 12)).toEqual([...Array<string>(10).fill('nothing'), 'wait', 'wait']);
  });

  test('somebody who is too fast takes nothing from a colleague', async () => {
    const { press } = open();
    await press(jo, 200);
    expect(await press({ ...jo, user: 'U0SAM' })).toEqual(['nothing']);
  });

  test('a whole workspace that is too fast waits, and another workspace does not', async () => {
    const { press } = open();
    for (const account of others(601)) await press(account);
    expect(await press({ ...jo, user: 'U0NEW' })).toEqual(['wait']);
    expect(await press({ ...jo, space: 'T0NHS' })).toEqual(['nothing']);
    expect(await press({ ...jo, platform: 'teams' })).toEqual(['nothing']);
  });

  test('that the bot was added or removed is never dropped', async () => {
    const { route, press, reached } = open();
    await press(jo, 200);
    reached.length = 0;
    await route({ kind: 'bot-removed', id: 'r1', account: jo, at });
    await route({ kind: 'space-left', id: 's1', at, platform: 'slack', spaces: ['T0NORTH'] });
    expect(reached.map(({ kind }) => kind)).toEqual(['bot-removed', 'space-left']);
  });

  test('the log says once that it began, in figures, and names nobody', async () => {
    const { press, logged } = open();
    await press(jo, 200);
    expect(logged.map((line): unknown => JSON.parse(line))).toEqual([
      {
        platform: 'slack',
        of: 'person',
        burst: 60,
        aMinute: 60,
        says: 'inputs come faster than they are let through',
      },
    ]);
  });
});
