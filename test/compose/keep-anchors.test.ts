import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAnchorFile } from '../../src/adapters/files/anchor-file.ts';
import { openCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { checkAnchors } from '../../src/commands/checks/anchors.ts';
import { keepAnchors } from '../../src/compose/keep-anchors.ts';
import { written } from '../contracts/case-fixture.ts';
import { at } from '../policy/policies.ts';
import { withDatabase, type AppDatabase } from '../support/app-database.ts';

/* A worker runs from Tuesday 22 December 2026 to Wednesday; two cases are written on Tuesday, and one goes on on Wednesday. */

let database: AppDatabase & { readonly close: () => Promise<void> };
let folder: string;
const logged: string[] = [];
const note = (_fields: object, says: string) => void logged.push(says);
const log = { info: note, warn: note, error: note };

beforeAll(async () => {
  database = await withDatabase((opened) => opened);
  folder = await mkdtemp(join(tmpdir(), 'concordat-anchors-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

async function runOn(now: string): Promise<void> {
  await keepAnchors(database, folder, { now: () => at(now) }, log).stop();
}

test('one file a day is written, each names the hash of the one before, and a spoilt one is told from a whole one', async () => {
  const cases = openCaseStore(database.pool);
  await written(cases, { reference: 'RED-1' });
  await written(cases, { reference: 'RED-2' });
  await runOn('2026-12-22T10:00');
  await runOn('2026-12-22T11:00');
  await written(cases, { reference: 'RED-2' });
  await runOn('2026-12-23T00:30');
  expect(logged, 'what the log says').toEqual(Array(2).fill('the anchors of today are written'));
  expect((await readdir(folder)).sort()).toEqual(['anchors-2026-12-22.json', 'anchors-2026-12-23.json']);
  const [tuesday, wednesday] = await Promise.all(
    ['22', '23'].map((day) => readAnchorFile(join(folder, `anchors-2026-12-${day}.json`))),
  );
  if (typeof tuesday !== 'object' || typeof wednesday !== 'object') throw new Error('A file cannot be read');
  expect(tuesday).toMatchObject({ made: '2026-12-22T10:00:00.000Z' });
  expect(tuesday.before).toBeUndefined();
  expect(tuesday.cases.map(({ reference, entries }) => `${reference} ${entries}`).sort()).toEqual([
    'RED-1 1',
    'RED-2 1',
  ]);
  expect(wednesday.before).toEqual({ file: 'anchors-2026-12-22.json', hash: tuesday.hash });
  expect(wednesday.cases.find(({ reference }) => reference === 'RED-2')?.entries).toBe(2);

  // As the file itself says how.
  const lines = ['concordat-anchors-1', tuesday.made, '0'.repeat(64)];
  for (const one of tuesday.cases) lines.push(`${one.case} ${one.reference} ${one.entries} ${one.hash}`);
  expect(tuesday.hash).toBe(
    createHash('sha256')
      .update(`${lines.join('\n')}\n`)
      .digest('hex'),
  );

  const text = await readFile(join(folder, 'anchors-2026-12-22.json'), 'utf8');
  const spoilt = join(folder, 'spoilt.json');
  for (const [change, says] of [
    [(whole: string) => whole.slice(0, -20), 'no file of anchors'],
    [() => '{"anything":"else"}', 'no file of anchors'],
    [(whole: string) => whole.replace('RED-1', 'RED-7'), 'not as it was made'],
  ] as const) {
    await writeFile(spoilt, change(text));
    expect(await readAnchorFile(spoilt)).toContain(says);
  }
});

test('a folder that is not there is said, by the worker and by the check of the installation, and so are files that stopped coming', async () => {
  const missing = join(folder, 'missing');
  await keepAnchors(database, missing, { now: () => at('2026-12-23T10:00') }, log).stop();
  expect(logged.at(-1)).toContain('could not be written to CONCORDAT_ANCHORS');
  const check = async (anchors: string | undefined, now: string) =>
    checkAnchors(anchors === undefined ? {} : { anchors }, at(now));
  expect(await check(undefined, '2026-12-23T10:00')).toMatchObject([
    { state: 'note', says: expect.stringContaining('is not set') as string },
  ]);
  expect(await check(missing, '2026-12-23T10:00')).toMatchObject([{ state: 'wrong' }]);
  expect(await check(folder, '2026-12-24T10:00')).toMatchObject([
    { state: 'ok', says: 'the last file is anchors-2026-12-23.json' },
  ]);
  expect(await check(folder, '2026-12-25T10:00')).toMatchObject([{ state: 'wrong' }]);
});
