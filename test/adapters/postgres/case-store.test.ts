import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from 'pg';
import { openCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import { openPool } from '../../../src/adapters/postgres/pool.ts';
import { caseIdFor, newReference, noticeToBen, someChange, written } from '../../contracts/case-fixture.ts';
import { type AppDatabase, withDatabase } from '../../support/app-database.ts';
import { countingProxy } from '../../support/counting-proxy.ts';

let opened: AppDatabase & { readonly close: () => Promise<void> };
beforeAll(async () => {
  opened = await withDatabase((database) => database);
});
afterAll(() => opened.close());

test('a write is two round trips to the database, one where the case was read before, and two where it is refused or delivered again', async () => {
  const proxy = await countingProxy(opened.url);
  const pool = openPool(proxy.url, { max: 1 });
  const cases = openCaseStore(pool);
  const [reference, commandId] = [newReference(), randomUUID()];
  const change = someChange({ reference, effects: [noticeToBen] });
  await pool.query('select 1'); // connects
  const roundTripsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = proxy.roundTrips();
    await work();
    return proxy.roundTrips() - before;
  };
  const write = () => cases.change(caseIdFor(reference), commandId, () => ({ change, result: undefined }));
  expect(await roundTripsOf(write)).toBe(2);
  expect(await roundTripsOf(write)).toBe(2);
  expect(await roundTripsOf(() => written(cases, { reference }))).toBe(2);
  const read = await cases.load(caseIdFor(reference));
  const worked = read && { ...read, change: someChange({ reference }), result: undefined };
  const asRead = () =>
    cases.change(caseIdFor(reference), randomUUID(), () => ({ change, result: undefined }), worked);
  expect(await roundTripsOf(asRead)).toBe(1);
  // Somebody wrote since: it is one more than to begin with, on the same connection.
  expect(await roundTripsOf(asRead)).toBe(3);
  expect(await roundTripsOf(() => cases.change(caseIdFor(reference), 'c', () => ({ result: 'no' })))).toBe(2);
  await pool.end();
  await proxy.close();
});

test('a connection that is killed while a change is written leaves nothing of it, and the same command then works', async () => {
  const cases = openCaseStore(opened.pool);
  const [reference, commandId] = [newReference(), randomUUID()];
  const caseId = caseIdFor(reference);
  const change = someChange({ reference, effects: [noticeToBen] });
  // Holds the row that the change will want, so that it is caught in the middle of its writing.
  const blocker = await opened.owner.connect();
  await blocker.query('begin');
  await blocker.query('lock table concordat.participants in access exclusive mode');
  const writing = cases.change(caseId, commandId, () => ({ change, result: undefined }));
  const failed = expect(writing).rejects.toThrow('terminating connection');
  // Not one that has just written something else and is idle.
  await until(async () => (await kill(opened.owner, '%append_with_figures(%', 'active')) >= 1);
  await failed;
  await blocker.query('rollback');
  blocker.release();

  const left = await opened.owner.query(
    `select (select count(*) from concordat.cases where id = $1)::int as cases,
      (select count(*) from concordat.events where case_id = $1)::int as events,
      (select count(*) from concordat.effects where case_id = $1)::int as effects,
      (select count(*) from concordat.command_ids where id = $2)::int as commands`,
    [caseId, commandId],
  );
  expect(left.rows).toEqual([{ cases: 0, events: 0, effects: 0, commands: 0 }]);
  const again = await cases.change(caseId, commandId, () => ({ change, result: 'written' }));
  expect(again).toMatchObject({ kind: 'worked', result: 'written' });
});

test('thirty-two writers on one case, four times over: none fails, and the chain is whole', async () => {
  const cases = openCaseStore(opened.pool);
  const reference = newReference();
  const results = await Promise.allSettled(Array.from({ length: 128 }, () => written(cases, { reference })));
  expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect((await cases.load(caseIdFor(reference)))?.version).toBe(128);
});

test('a store that was told to expect another entry refuses to write, whatever holds the lock', async () => {
  const reference = newReference();
  await written(openCaseStore(opened.pool), { reference });
  const stale = opened.pool.query(`select append($1::jsonb)`, [
    JSON.stringify({
      caseId: caseIdFor(reference),
      commandId: randomUUID(),
      at: '2026-12-21T10:00:00.000Z',
      expectedVersion: 0,
      expectedHash: '0'.repeat(64),
    }),
  ]);
  await expect(stale).rejects.toMatchObject({ code: '40001' });
});

test('a database that goes away while nobody asks does not end the process, and the next change works', async () => {
  const lost: string[] = [];
  const pool = openPool(opened.url, { max: 3, onLost: (error) => lost.push(error.message) });
  const cases = openCaseStore(pool);
  const reference = newReference();
  await written(cases, { reference });
  const killer = new Client({ connectionString: opened.url });
  await killer.connect();
  await until(async () => (await kill(killer, '%append_with_figures(%', 'idle')) >= 1);
  await until(() => Promise.resolve(lost.length > 0));
  await killer.end();
  await written(cases, { reference });
  expect((await cases.load(caseIdFor(reference)))?.version).toBe(2);
  await pool.end();
});

/** Ends the other connections of this database whose last statement reads like this. */
async function kill(
  from: Pick<Client, 'query'>,
  statement: string,
  state: 'active' | 'idle',
): Promise<number> {
  const { rows } = await from.query<{ ended: boolean }>(
    `select pg_terminate_backend(pid) as ended from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query like $1 and state = $2 and query not like '%pg_stat_activity%'`,
    [statement, state],
  );
  return rows.length;
}

/** Looks again until it is so; the time limit of the test ends it otherwise. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
