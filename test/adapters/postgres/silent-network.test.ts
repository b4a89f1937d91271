import { afterEach, beforeAll, afterAll, expect, test } from 'vitest';
import { openListener } from '../../../src/adapters/postgres/listener.ts';
import { openPool } from '../../../src/adapters/postgres/pool.ts';
import { inTransaction } from '../../../src/adapters/postgres/transaction.ts';
import { type AppDatabase, withDatabase } from '../../support/app-database.ts';
import { type SilentNetwork, silentNetwork } from '../../support/silent-network.ts';

/* A network that swallows everything and cuts nothing, as when a database server has moved: nobody is told, so nobody may wait. */

const patience = { statementMs: 200 };
let opened: AppDatabase & { readonly close: () => Promise<void> };
let network: SilentNetwork;
let ending: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  opened = await withDatabase((database) => database);
});
afterAll(() => opened.close());
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  ending = [];
});

async function throughNetwork(max: number) {
  network = await silentNetwork(opened.url);
  const pool = openPool(network.url, { max, ...patience });
  // The proxy first: a connection that is silent does not answer to its end either.
  ending = [() => pool.end(), network.close];
  return pool;
}

test('a statement on a silent connection fails, and the next one has a connection of its own', async () => {
  const pool = await throughNetwork(1);
  await pool.query('select 1');
  network.fallSilent();
  network.restore();
  await expect(pool.query('select 1')).rejects.toThrow('timeout');
  const { rows } = await pool.query<{ one: number }>('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
});

test('a transaction on a silent connection fails, and keeps no connection', async () => {
  const pool = await throughNetwork(1);
  await expect(
    inTransaction(pool, async (client) => {
      network.fallSilent();
      network.restore();
      await client.query('select 1');
    }),
  ).rejects.toThrow('timeout');
  await inTransaction(pool, (client) => client.query('select 1'));
  expect(pool.totalCount).toBe(1);
});

test('the database ends a connection that we gave up, so that there is room for the new ones', async () => {
  const pool = await throughNetwork(1);
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('idle_session_timeout', 'tcp_keepalives_idle') order by name`,
  );
  // Through a socket of the machine itself nothing is probed.
  const idle = opened.url.includes('host=') ? '0' : '20';
  expect(rows.map(({ setting }) => setting)).toEqual(['60000', idle]);
});

test('what is told is heard again soon after the connection of whoever listens fell silent', async () => {
  const pool = await throughNetwork(2);
  const listener = openListener(pool, { rereadMs: 50, onError: () => undefined });
  ending.unshift(listener.close);
  await listener.follow('concordat_policies', () => Promise.resolve());
  const listening = async (): Promise<readonly number[]> => {
    const { rows } = await opened.owner.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query in ('listen concordat_policies', 'select')
       order by pid`,
    );
    return rows.map(({ pid }) => pid);
  };
  const before = await listening();
  expect(before).toHaveLength(1);
  network.fallSilent();
  network.restore();
  let now = before;
  while (now.every((pid) => before.includes(pid))) now = await listening();
  expect(now.length).toBeGreaterThan(0);
});
