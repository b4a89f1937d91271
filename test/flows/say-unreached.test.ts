import { describe, expect, test } from 'vitest';
import { sayUnreached } from '../../src/flows/say-unreached.ts';
import { accountsChat } from '../support/accounts-chat.ts';
import { changed, everybody } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';
import type { Directory } from '../../src/directory/directory.ts';

const deactivated = { kind: 'unreachable', why: 'that Slack account has been deactivated' } as const;

/** Nadia's deputy is Yusuf, and Tom manages both. */
async function say(out: readonly string[], directory: Directory = everybody, reader = 'rosa') {
  const { services } = await openConversation({ at: '2026-12-22T10:00:00Z', directory });
  const platform = accountsChat();
  for (const { id, agency, email } of directory.people.values()) {
    const [space] = directory.agencies.get(agency)?.spaces ?? [];
    if (space === undefined) continue;
    const account = { platform: space.platform, space: space.id, user: `U-${id}` };
    platform.has(account, email, out.includes(id) ? deactivated : undefined);
    await services.people.link(account, id, services.clock.now());
  }
  const blocks = await sayUnreached({ ...services, chat: platform.chat }, reader, ['nadia', 'rosa', 'nadia']);
  return blocks.map((block) =>
    block.kind === 'text' && typeof block.text === 'string' ? block.text : block.kind,
  );
}

const away = (...ids: readonly string[]) =>
  ids.reduce(
    (directory, id) => changed(id, { away: [{ from: '2026-12-20', to: '2027-01-10' }] }, directory),
    everybody,
  );

describe('who of those that are relied on cannot be reached', () => {
  test('nothing is said of anybody who can be, nor of the reader', async () => {
    expect(await say([])).toEqual([]);
    expect(await say(['nadia'], everybody, 'nadia')).toEqual([]);
  });

  test('the deputy is told', async () => {
    expect(await say(['nadia'])).toEqual([
      'Nadia Example cannot be reached just now (that Slack account has been deactivated). The clock runs on. Their deputy Yusuf Example is told. The directory has no telephone number for them.',
    ]);
  });

  test.each([
    ['cannot be reached either', ['nadia', 'yusuf'], everybody],
    ['is away', ['nadia'], away('yusuf')],
  ] as const)('a deputy who %s: the line manager is told', async (_how, out, directory) => {
    expect((await say(out, directory)).join()).toContain('Their line manager Tom Example is told.');
  });

  test('nobody is left: whom to ring', async () => {
    const directory = changed('nadia', { telephone: '020 7946 0201' });
    expect(await say(['nadia', 'yusuf', 'tom'], directory)).toEqual([
      'Nadia Example cannot be reached just now (that Slack account has been deactivated). The clock runs on. Ring them: 020 7946 0201.',
    ]);
  });

  test('away: until when, and who stands in', async () => {
    const directory = changed('yusuf', { telephone: '020 7946 0204' }, away('nadia'));
    expect(await say([], directory)).toEqual([
      'Nadia Example is away until Sunday 10 January 2027. Yusuf Example stands in for them. Ring Yusuf Example: 020 7946 0204.',
    ]);
    expect((await say(['yusuf'], directory)).join()).toContain('Nobody stands in for them.');
  });

  test('a platform that never answers keeps nobody waiting, and nothing is said', async () => {
    const { services } = await openConversation({ at: '2026-12-22T10:00:00Z', directory: everybody });
    const find = () => new Promise<undefined>(() => undefined);
    const began = performance.now();
    const said = await sayUnreached({ ...services, chat: { ...services.chat, find } }, 'rosa', [
      'nadia',
      'tom',
    ]);
    expect(said).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
