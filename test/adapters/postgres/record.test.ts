import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { openVault } from '../../../src/adapters/crypto/vault.ts';
import { openAccessLog } from '../../../src/adapters/postgres/access-log.ts';
import { openCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import { openDrafts } from '../../../src/adapters/postgres/drafts.ts';
import { sweepDrafts } from '../../../src/adapters/postgres/sweep-drafts.ts';
import { openSealedTexts } from '../../../src/adapters/postgres/sealed-texts.ts';
import { verified } from '../../support/verified.ts';
import {
  caseIdFor,
  monday,
  newReference,
  noticeToBen,
  someChange,
  tuesday,
  written,
} from '../../contracts/case-fixture.ts';
import { withDatabase } from '../../support/app-database.ts';

let opened: { readonly pool: Pool; readonly owner: Pool; readonly close: () => Promise<void> };
beforeAll(async () => {
  opened = await withDatabase((database) => database);
});
afterAll(() => opened.close());

const nextMonday = new Date('2026-12-28T10:00:00.000Z');

test('the application owns no table and no function, and cannot give itself more', async () => {
  const { rows } = await opened.pool.query(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'concordat' and pg_get_userbyid(c.relowner) = current_user`,
  );
  expect(rows).toEqual([]);
  expect((await opened.pool.query('select current_user as me')).rows).toEqual([{ me: 'concordat_app' }]);
  await expect(opened.pool.query('alter table events disable trigger all')).rejects.toThrow('must be owner');
  await expect(opened.pool.query('create table mine (id int)')).rejects.toThrow('permission denied');
});

test.each([
  `update events set body = 'x'`,
  'delete from events',
  'truncate events',
  'delete from command_ids',
  'delete from cases',
  'update access_log set person = null',
  'delete from effects',
])('the application may not: %s', async (statement) => {
  await written(openCaseStore(opened.pool), { reference: newReference() });
  await expect(opened.pool.query(statement)).rejects.toThrow('permission denied');
});

test.each([
  `update concordat.events set at = now()`,
  'delete from concordat.events',
  'truncate concordat.events',
])('even the owner of the tables is refused: %s', async (statement) => {
  await written(openCaseStore(opened.pool), { reference: newReference() });
  await expect(opened.owner.query(statement)).rejects.toThrow('The record is only ever added to');
});

test('nor may the owner rewrite who looked at what', async () => {
  const access = openAccessLog(opened.pool);
  await access.note({ caseId: caseIdFor('RED-1'), person: 'ann', what: 'the adult', at: monday });
  await expect(opened.owner.query('delete from concordat.access_log')).rejects.toThrow('only ever added to');
});

test.each(['access_log', 'board_settings', 'report_log', 'published_reports'])(
  'nor may the owner empty %s, with one statement that no row would notice',
  async (table) => {
    await expect(opened.owner.query(`truncate concordat.${table}`)).rejects.toThrow(
      `The record is only ever added to: TRUNCATE on ${table} is refused`,
    );
  },
);

test('every table that is only ever added to refuses to be emptied too, in every session mode', async () => {
  const { rows } = await opened.owner.query<{ name: string; when: string }>(
    `select tgrelid::regclass::text as name,
        string_agg(case when tgtype & 32 > 0 then 'emptied' else 'changed' end || ' ' || tgenabled::text, ', ' order by tgtype) as when
      from pg_trigger where tgfoid = 'concordat.refuse_change'::regproc group by tgrelid order by 1`,
  );
  expect(rows.map(({ name }) => name.replace('concordat.', ''))).toEqual([
    'access_log',
    'board_settings',
    'events',
    'published_reports',
    'report_log',
  ]);
  // A for always: also where a session turns triggers off.
  for (const row of rows) expect(row.when).toBe('changed A, emptied A');
});

test('the database refuses an entry whose hash is not that of its text', async () => {
  const reference = newReference();
  await written(openCaseStore(opened.pool), { reference });
  const forged = opened.pool.query(
    `insert into events (case_id, entry, type, at, body, prev_hash, hash) values ($1, 2, 'x', now(), '{}', '', 'made up')`,
    [caseIdFor(reference)],
  );
  await expect(forged).rejects.toThrow('check constraint');
});

test('no word that was written can be read in the database, and a key that somebody destroyed is found', async () => {
  const reference = newReference();
  const caseId = caseIdFor(reference);
  const texts = openSealedTexts(opened.pool);
  const vault = openVault([{ id: 'one', key: randomBytes(32) }], texts);
  const secret = 'Mrs-Unmistakable-of-Elm-Road';
  const writing = await vault.forCase(caseId);
  const reason = writing.seal(secret);
  const draft = {
    id: caseId,
    person: 'ann',
    caseId,
    sealed: writing.sealDraft(secret),
    rows: writing.rows(),
    at: monday,
  };
  await openDrafts(opened.pool).save(draft);
  await openCaseStore(opened.pool).change(caseId, randomUUID(), () => ({
    change: {
      ...someChange({
        reference,
        events: [{ type: 'Withdrawn', by: 'ann', reason }],
        effects: [noticeToBen],
      }),
      sealed: writing.rows(),
    },
    result: undefined,
  }));
  const dump = await dumpOf(opened.owner);
  expect(dump).toContain(reason.mac);
  expect(dump).not.toContain(secret);
  expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
  expect(dump).not.toContain(Buffer.from(secret).toString('base64').slice(0, 36));

  await opened.owner.query(
    'update concordat.case_keys set wrapped = null, destroyed_at = $2 where case_id = $1',
    [caseId, tuesday],
  );
  const [checked] = await verified(opened.pool, caseId);
  expect(checked).toMatchObject({
    entries: 1,
    faults: [{ says: expect.stringContaining('was destroyed, and no entry says so') as string }],
  });
});

test('old drafts are forgotten with the keys of cases that never came to be; those of cases stay', async () => {
  const texts = openSealedTexts(opened.pool);
  const vault = openVault([{ id: 'one', key: randomBytes(32) }], texts);
  const [never, became] = [caseIdFor(newReference()), newReference()];
  for (const caseId of [never, caseIdFor(became)]) {
    const writing = await vault.forCase(caseId);
    const sealed = writing.sealDraft('{}');
    writing.seal('typed');
    await openDrafts(opened.pool).save({
      id: caseId,
      person: 'ann',
      caseId,
      sealed,
      rows: writing.rows(),
      at: monday,
    });
  }
  await written(openCaseStore(opened.pool), { reference: became });
  await opened.owner.query('update concordat.case_keys set made_at = $1', [monday]);
  await sweepDrafts(opened.pool, nextMonday);
  expect(await openDrafts(opened.pool).load(never)).toBeUndefined();
  expect(await texts.loadKey(never)).toBeUndefined();
  expect((await texts.loadKey(caseIdFor(became)))?.kind).toBe('kept');
});

/** Every row of every table as text, as a dump has them. */
async function dumpOf(owner: Pool): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'concordat'`,
  );
  expect(rows.length).toBeGreaterThan(15);
  const tables = await Promise.all(
    rows.map(({ name }) => owner.query<{ row: string }>(`select t::text as row from concordat.${name} as t`)),
  );
  return tables.flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
}
