import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRestores } from '../../../src/adapters/postgres/restores.ts';
import type { Chat } from '../../../src/flows/ports.ts';
import type { Restored, Restores } from '../../../src/flows/restore-ports.ts';
import { tellRestored } from '../../../src/flows/tell-restored.ts';
import { type AppDatabase, withDatabase } from '../../support/app-database.ts';
import { everybody } from '../../support/case-world.ts';
import { openConversation } from '../../support/conversation.ts';

/* Who tells of a restore is known by a lock of a session, which the database ends when nothing is asked on it for a minute. */

let opened: AppDatabase & { readonly close: () => Promise<void> };
beforeAll(async () => {
  opened = await withDatabase((database) => database);
});
afterAll(() => opened.close());

const people = ['rosa', 'nadia', 'milan'];
let restores: Restores;
let restored: Restored;
beforeEach(async () => {
  const [made, noted] = [new Date('2026-12-21T08:00:00Z'), new Date('2026-12-21T09:00:00Z')];
  restores = { ...openRestores(opened.pool), concerned: () => Promise.resolve(people) };
  await restores.note(made, noted);
  const begun = await restores.begin(noted);
  if (begun === undefined) throw new Error('The restore is not known');
  restored = begun;
});

/** A worker that tells by a platform which, when it is asked to send, does what a test says. */
async function worker(send: (user: string) => ReturnType<Chat['send']>) {
  const { services } = await openConversation({ at: '2026-12-21T10:00:00Z', directory: everybody });
  const chat: Chat = {
    ...services.chat,
    find: (space, email) =>
      Promise.resolve({ platform: space.platform, space: space.id, user: email.replace(/@.*/u, '') }),
    send: ({ user }) => send(user),
  };
  return { ...services, chat };
}

const locking = `
  from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
const busy = { kind: 'later', afterMs: 1_000, why: 'busy' } as const;

test('something is asked on the session for each person, however long a silent platform takes for them', async () => {
  const asked: (string | undefined)[] = [];
  const services = await worker(async () => {
    const { rows } = await opened.owner.query<{ at: string }>(`select state_change::text as at ${locking}`);
    asked.push(rows[0]?.at);
    return busy;
  });
  await tellRestored(services, restores, restored);
  expect(asked.length).toBeGreaterThanOrEqual(people.length);
  expect(asked).not.toContain(undefined);
  expect(new Set(asked).size).toBe(asked.length);
});

test('whoever has lost the session tells nobody else, for another worker has begun', async () => {
  // Given a worker whose session the database ends while it tells the first person, who could not be told just then
  const first: string[] = [];
  const services = await worker(async (user) => {
    first.push(user);
    await opened.owner.query(`select pg_terminate_backend(pid, 10000) ${locking}`);
    return busy;
  });
  await expect(tellRestored(services, restores, restored)).rejects.toThrow();
  // Then it stops there, and the other one tells everybody once
  expect(first).toHaveLength(1);
  const second: string[] = [];
  const other = await worker((user) => {
    second.push(user);
    return Promise.resolve({ kind: 'sent' });
  });
  await tellRestored(other, restores, restored);
  await tellRestored(other, restores, restored);
  expect(second).toEqual(expect.arrayContaining(people));
  expect(new Set(second).size).toBe(second.length);
});
