import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { openVault } from '../../../src/adapters/crypto/vault.ts';
import type { Anchor } from '../../../src/adapters/postgres/check-chain.ts';
import { linksFor, noHash } from '../../../src/adapters/postgres/chain.ts';
import { openCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import { caseHeads } from '../../../src/adapters/postgres/heads.ts';
import { openSealedTexts } from '../../../src/adapters/postgres/sealed-texts.ts';
import type { CaseEvent } from '../../../src/case/events.ts';
import { caseIdFor, monday, someChange } from '../../contracts/case-fixture.ts';
import { withDatabase } from '../../support/app-database.ts';
import { verified } from '../../support/verified.ts';

/*
 * On Monday 21 December 2026 eighteen cases are written, each of five entries, and their heads are kept elsewhere. Then somebody
 * who may do everything in the database changes one thing in each.
 */

const names = [
  'untouched',
  'grown',
  'body',
  'body-and-hash',
  'middle',
  'end',
  'swapped',
  'renumbered',
  'forged',
  'head',
  'time',
  'kind',
  'rewritten',
  'no-case',
  'no-entries',
  'text',
  'key',
  'gone',
] as const;
type Name = (typeof names)[number];

let opened: { readonly pool: Pool; readonly owner: Pool; readonly close: () => Promise<void> };
let anchors: ReadonlyMap<string, Anchor>;
let faults: ReadonlyMap<string, readonly string[]>;
let faultsAgainst: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  opened = await withDatabase((database) => database);
  for (const name of names) await write(name);
  anchors = await kept(opened.pool);
  const { rows } = await opened.pool.query<{ many: number }>('select count(*)::int as many from events');
  expect(rows[0]?.many).toBe(5 * names.length);
  expect(
    (await verified(opened.pool)).flatMap(({ faults: found }) => found),
    'all is well',
  ).toEqual([]);
  await tamper();
  faults = byCase(await verified(opened.pool));
  faultsAgainst = byCase(await verified(opened.pool, undefined, anchors));
});
afterAll(() => opened.close());

/** Five entries in two changes, one of them with a sealed text. */
async function write(name: Name): Promise<void> {
  const caseId = caseIdFor(name);
  const cases = openCaseStore(opened.pool);
  const vault = await openVault([{ id: 'one', key: randomBytes(32) }], openSealedTexts(opened.pool)).forCase(
    caseId,
  );
  const reason = vault.seal('The ward says that it is settled.');
  const events: readonly CaseEvent[] = [
    { type: 'Acknowledged', by: 'ann' },
    { type: 'Withdrawn', by: 'ann', reason },
    { type: 'PassedOn', by: 'ann', head: 'ben' },
  ];
  const change = someChange({ reference: name.toUpperCase(), events });
  await cases.change(caseId, randomUUID(), () => {
    return { change: { ...change, sealed: vault.rows() }, result: undefined };
  });
  await grow(name, 2);
}

async function grow(name: Name, by: number): Promise<void> {
  const events = Array.from({ length: by }, (): CaseEvent => ({ type: 'Acknowledged', by: 'cat' }));
  const change = someChange({ reference: name.toUpperCase(), events });
  const cases = openCaseStore(opened.pool);
  await cases.change(caseIdFor(name), randomUUID(), () => ({ change, result: undefined }));
}

async function kept(pool: Pool): Promise<ReadonlyMap<string, Anchor>> {
  const found = new Map<string, Anchor>();
  for await (const page of caseHeads(pool))
    for (const one of page) found.set(one.case, { version: one.entries, hash: one.hash, made: 'Monday' });
  return found;
}

async function tamper(): Promise<void> {
  const run = (text: string, name: Name, ...more: readonly unknown[]) =>
    opened.owner.query(text, [caseIdFor(name), ...more]);
  await opened.owner.query('alter table concordat.events disable trigger user');
  await opened.owner.query('alter table concordat.events drop constraint events_check');
  await opened.owner.query('alter table concordat.events drop constraint events_case_id_fkey');
  await grow('grown', 1);
  const edit = `body = replace(body, '"ben"', '"eve"')`;
  const its = 'where case_id = $1';
  await run(`update concordat.events set ${edit} ${its}`, 'body');
  await run(`update concordat.events set ${edit} ${its}`, 'body-and-hash');
  await run(
    `update concordat.events set hash = encode(sha256(convert_to(body, 'UTF8')), 'hex') ${its} and entry = 3`,
    'body-and-hash',
  );
  await run(`delete from concordat.events ${its} and entry = 3`, 'middle');
  await run(`delete from concordat.events ${its} and entry = 5`, 'end');
  await run(`update concordat.events set entry = entry + 100 ${its} and entry in (2, 3)`, 'swapped');
  await run(`update concordat.events set entry = 105 - entry ${its} and entry > 100`, 'swapped');
  await run(`update concordat.events set entry = 9 ${its} and entry = 5`, 'renumbered');
  await forge();
  await run(`update concordat.cases set head_hash = repeat('a', 64) where id = $1`, 'head');
  await run(`update concordat.events set at = at - interval '1 day' ${its} and entry = 2`, 'time');
  await run(`update concordat.events set type = 'Reopened' ${its} and entry = 2`, 'kind');
  await rewrite();
  await run(`delete from concordat.participants ${its}`, 'no-case');
  await run('delete from concordat.cases where id = $1', 'no-case');
  await run(`delete from concordat.events ${its}`, 'no-entries');
  await run(`delete from concordat.sealed_texts ${its}`, 'text');
  await run(`delete from concordat.case_keys ${its}`, 'key');
  await run(`delete from concordat.events ${its}`, 'gone');
  await run(`delete from concordat.participants ${its}`, 'gone');
  await run('delete from concordat.cases where id = $1', 'gone');
}

/** One more entry, rightly chained, which the case knows nothing of. */
async function forge(): Promise<void> {
  const caseId = caseIdFor('forged');
  const last = { entry: 5, hash: anchors.get(caseId)?.hash ?? '' };
  await insert(caseId, [{ type: 'Acknowledged', by: 'mallory' }], last);
}

/** The whole record anew, with the case's own row to match: nothing in the database says that it was another. */
async function rewrite(): Promise<void> {
  const caseId = caseIdFor('rewritten');
  await opened.owner.query('delete from concordat.events where case_id = $1', [caseId]);
  const events = Array.from({ length: 5 }, (): CaseEvent => ({ type: 'Acknowledged', by: 'mallory' }));
  const hash = await insert(caseId, events, { entry: 0, hash: noHash });
  await opened.owner.query('update concordat.cases set head_hash = $2 where id = $1', [caseId, hash]);
}

async function insert(
  caseId: string,
  events: readonly CaseEvent[],
  after: { readonly entry: number; readonly hash: string },
): Promise<string> {
  const links = linksFor(caseId, monday.toISOString(), events, after);
  for (const [index, { entry, body, previous, hash }] of links.entries())
    await opened.owner.query(
      `insert into concordat.events (case_id, entry, type, at, body, prev_hash, hash) values ($1, $2, $3, $4, $5, $6, $7)`,
      [caseId, entry, events[index]?.type, monday, body, previous, hash],
    );
  return links.at(-1)?.hash ?? '';
}

function byCase(found: Awaited<ReturnType<typeof verified>>): ReadonlyMap<string, readonly string[]> {
  return new Map(
    found.map((one) => [one.caseId, one.faults.map(({ entry, says }) => `${entry ?? '-'}: ${says}`)]),
  );
}

test.each<[Name, readonly string[]]>([
  ['untouched', []],
  ['grown', []],
  ['body', ['3: its text is not the one that was written']],
  ['body-and-hash', ['4: it names another hash of entry 3 than stands here']],
  ['middle', ['3: it is missing']],
  ['end', ['5: it is missing: the case says that it has 5']],
  ['swapped', ['2: it is out of its place', '3: it is out of its place']],
  [
    'renumbered',
    ['5: the entries 5 to 8 are missing', '9: it is out of its place', '6: the case says that it ends'],
  ],
  ['forged', ['6: the case says that it ends with entry 5']],
  ['head', ['5: the case names another hash of its last entry']],
  ['time', ['2: the table has its time as "2026-12-20 10:00:00+00"']],
  ['kind', ['2: the table calls it "Reopened", and its text says "Withdrawn"']],
  ['rewritten', []],
  ['no-case', ['-: its own row is gone, and its entries are still there']],
  ['no-entries', ['-: it has no entry at all']],
  ['text', ['2: a text that somebody wrote with it is gone']],
  ['key', ['-: the key of what was written is gone, and no entry says so']],
])('%s: what was done to it is named', (name, expected) => {
  const found = faults.get(caseIdFor(name));
  expect(found).toHaveLength(expected.length);
  for (const [index, says] of expected.entries()) expect(found?.[index]).toContain(says);
});

test.each<[Name, string | undefined]>([
  ['untouched', undefined],
  ['grown', undefined],
  ['rewritten', '5: the record was rewritten since Monday'],
  ['end', '5: the record lost its end: it had 5 entries on Monday, and has 4 now'],
  ['gone', '-: the whole case is gone: it had 5 entries on Monday'],
])('%s, against what was kept elsewhere', (name, expected) => {
  const found = faultsAgainst.get(caseIdFor(name));
  if (expected === undefined) expect(found).toEqual([]);
  else expect(found?.at(-1)).toContain(expected);
});

test('a case that is gone as a whole leaves nothing here to find, and one case is checked by itself', async () => {
  expect(faults.get(caseIdFor('gone'))).toBeUndefined();
  const alone = await verified(opened.pool, caseIdFor('middle'));
  expect(alone.map(({ reference, faults: found }) => [reference, found.length])).toEqual([['MIDDLE', 1]]);
});
