import { describe, expect, test } from 'vitest';
import { fairChat } from '../../src/flows/fair-chat.ts';
import { handleRow, type Handled } from '../../src/flows/handle-row.ts';
import { onceAtATime } from '../../src/flows/once-at-a-time.ts';
import type { Services } from '../../src/flows/services.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import { accountsChat } from '../support/accounts-chat.ts';
import { everybody, on, raising, risk, rulesWith } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';
import { trust } from '../support/practice-directory.ts';

/* What was found by the campaign: ways in which a message that the platform had taken was sent a second time. */

const gone = () => Promise.reject(new Error('the database is gone'));
const atOnce = () => Promise.resolve();

/** Rosa has raised a disagreement with Nadia; nobody has been told yet. */
async function raised() {
  const { services, clock } = await openConversation({ at: '2026-12-21T10:00:00Z', directory: everybody });
  const platform = accountsChat();
  for (const { id, email, agency } of everybody.people.values()) {
    const space = agency === trust.id ? 'T-TRUST' : 'T-COUNCIL';
    platform.has({ platform: 'slack', space, user: `U-${id}` }, email);
  }
  const caseId = services.newId();
  const sealed = { texts: [], key: { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) } };
  await runCommand(services, rulesWith(everybody), { ...raising('2026-12-21T09:00'), caseId }, sealed);
  const [row] = await services.outbox.claim(clock.now(), clock.now(), 1);
  if (row === undefined) throw new Error('Nobody is to be told');
  return {
    id: row.id,
    platform,
    services: { ...services, chat: platform.chat },
    isWaiting: async () => (await services.outbox.load([row.id])).length === 1,
  };
}

describe('a message that was taken is not sent a second time', () => {
  test('where the database is gone for a moment before it could be marked', async () => {
    const { id, services, platform, isWaiting } = await raised();
    let fails = 3;
    const outbox: Services['outbox'] = {
      ...services.outbox,
      mark: (outcomes) => ((fails -= 1) >= 0 ? gone() : services.outbox.mark(outcomes)),
    };
    await handleRow({ ...services, outbox }, id, atOnce);
    expect(platform.sent).toHaveLength(1);
    expect(await isWaiting()).toBe(false);
  });

  test('where another database takes minutes to step in', async () => {
    const { id, services, platform, isWaiting } = await raised();
    let waited = 0;
    const outbox: Services['outbox'] = {
      ...services.outbox,
      mark: (outcomes) => (waited < 240_000 ? gone() : services.outbox.mark(outcomes)),
    };
    await handleRow({ ...services, outbox }, id, (ms) => Promise.resolve((waited += ms)));
    expect(platform.sent).toHaveLength(1);
    expect(await isWaiting()).toBe(false);
  });

  test('where it could not be kept that somebody was reached', async () => {
    const { id, services, platform, isWaiting } = await raised();
    await handleRow({ ...services, reaches: { ...services.reaches, note: gone } }, id, atOnce);
    expect(platform.sent).toHaveLength(1);
    expect(await isWaiting()).toBe(false);
  });

  test('where it took so long that its alarm may be somebody else’s by now: it is tried again', async () => {
    const { id, services, platform, isWaiting } = await raised();
    let seconds = 0;
    const now = () => seconds * 1_000;
    const slow: Services['cases'] = {
      ...services.cases,
      load: (caseId) => {
        seconds += 16; // nobody could renew its lock meanwhile, for all that is known here
        return services.cases.load(caseId);
      },
    };
    const handled = await handleRow({ ...services, cases: slow }, id, atOnce, now);
    expect(handled).toMatchObject({ kind: 'put-back', until: new Date('2026-12-21T10:00:01Z') });
    expect(platform.sent).toHaveLength(0);
    expect(await isWaiting()).toBe(true);
    const later = { now: () => new Date('2026-12-21T10:00:02Z') };
    await handleRow({ ...services, clock: later }, id, atOnce, now);
    expect(platform.sent).toHaveLength(1);
  });

  test('where its alarm rings again while it is being sent', async () => {
    const ends = new Map<string, (handled: Handled) => void>();
    const handle = onceAtATime((id) => new Promise((resolve) => void ends.set(id, resolve)));
    const first = handle('row');
    const another = handle('another');
    expect(await handle('row')).toEqual({ kind: 'finished' });
    expect([...ends.keys()]).toEqual(['row', 'another']);
    const until = new Date('2026-12-21T10:05:00Z');
    ends.get('row')?.({ kind: 'put-back', until });
    ends.get('another')?.({ kind: 'finished' });
    expect([await first, await another]).toEqual([{ kind: 'put-back', until }, { kind: 'finished' }]);
  });

  test('and a row that ended is seen to again when it is put back', async () => {
    const begun: string[] = [];
    const handle = onceAtATime((id) => Promise.resolve({ kind: 'finished', seen: begun.push(id) } as const));
    await handle('row');
    await handle('row');
    expect(begun).toEqual(['row', 'row']);
  });
});

test('a database that stays away leaves the row as it is, to be handed over again', async () => {
  const { id, services, isWaiting } = await raised();
  const outbox: Services['outbox'] = { ...services.outbox, mark: gone };
  await expect(handleRow({ ...services, outbox }, id, atOnce)).rejects.toThrow('the database is gone');
  expect(await isWaiting()).toBe(true);
});

test('whoever has to stop while the database is away waits no longer', async () => {
  const { id, services, isWaiting } = await raised();
  const outbox: Services['outbox'] = { ...services.outbox, mark: gone };
  const hurry = () => Promise.reject(new Error('we stop'));
  await expect(handleRow({ ...services, outbox }, id, hurry)).rejects.toThrow('we stop');
  expect(await isWaiting()).toBe(true);
});

test('given organisations that have all their calls under way, then an alert of immediate risk goes out and other word waits for its turn', async () => {
  const { services, platform, id: plain } = await raised();
  const caseId = services.newId();
  const said = { ...risk(), reference: 'RB-2026-0002' };
  const reported = { ...on('2026-12-21T10:00', 'rosa', 'report-immediate-risk', said), caseId };
  const key = { caseId, keyId: 'k2', wrapped: new Uint8Array([1]) };
  await runCommand(services, rulesWith(everybody), reported, { texts: [], key });
  const now = services.clock.now();
  const [alert] = (await services.outbox.claim(now, now, 100)).filter(({ urgent }) => urgent);
  let seconds = 0;
  const silent = { ...services.chat, profile: () => new Promise<never>(() => undefined) };
  const chat = fairChat(silent, 8, () => seconds * 1_000);
  for (const space of ['T-COUNCIL', 'T-TRUST'])
    for (let asked = 0; asked < 4; asked += 1)
      void chat.profile({ platform: 'slack', space, user: 'U-nobody' }).catch(() => undefined);
  seconds = 10;

  expect(await handleRow({ ...services, chat }, plain, atOnce)).toMatchObject({ kind: 'put-back' });
  expect(platform.sent).toHaveLength(0);
  expect(await handleRow({ ...services, chat }, alert?.id ?? '', atOnce)).toMatchObject({ kind: 'finished' });
  expect(platform.sent).toHaveLength(1);
});
