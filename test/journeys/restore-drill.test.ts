import { createHash, randomBytes } from 'node:crypto';
import { appendFile, chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupEmbedded } from '../../src/adapters/postgres/embedded-backup.ts';
import { restoreEmbedded } from '../../src/adapters/postgres/embedded-restore.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { openRestores } from '../../src/adapters/postgres/restores.ts';
import { writeNotice } from '../../src/adapters/email/write-mail.ts';
import { tellRestored } from '../../src/flows/tell-restored.ts';
import { at } from '../policy/policies.ts';
import { concordatHere } from '../support/command-line.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';
import { sayBlocks } from '../support/journey-words.ts';

/* The drill of docs/operations.md, performed: back up, go on, lose everything, put back, start. */

const keys = [{ id: 'drill', key: randomBytes(32) }];
let place: string;
const folder = () => join(place, 'concordat');

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'concordat-drill-'));
  await chmod(place, 0o755); // where root borrows a user for the server, who must get to it
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** The embedded database of a bot that runs, and a story on it. */
async function running(begins: string): Promise<{ journey: Journey; stop: () => Promise<void> }> {
  const server = await startEmbeddedPostgres({ folder: folder(), durable: false });
  const pool = new Pool({ connectionString: server.url, max: 4 });
  await migrate(pool);
  const database = { url: server.url, pool, close: () => pool.end() };
  const journey = await startJourney({ at: begins, kept: { database, keys } });
  return {
    journey,
    stop: async () => {
      await journey.leave();
      await server.stop();
    },
  };
}

const backup = (to: string, made: string) =>
  backupEmbedded({ folder: folder(), to: join(place, to), made: at(made), keys: ['drill'] });
const restore = (from: string, now: string, moveAside = false) =>
  restoreEmbedded({ from: join(place, from), folder: folder(), moveAside, now: at(now) });

const again =
  'You may have had this before. Concordat was put back from a backup of Thursday 24 December 2026, 08:00';

test('a case under way is backed up, lost and put back: late reminders come, each says that it may be a repeat, and nobody is told a thing twice that was told before the backup', async () => {
  // Given a case with two reminders due on Thursday 24 December at 09:00, and a backup of 08:00 that day
  const before = await running('2026-12-22T10:00');
  const reference = await raise(before.journey.person('amara.quill'));
  await before.journey.goTo('2026-12-24T08:00');
  await expect(backup('too-soon', '2026-12-24T08:00')).rejects.toThrow(
    'can only be backed up while it is stopped',
  );
  await before.stop();
  await backup('thursday', '2026-12-24T08:00');
  expect((await readdir(place)).sort()).toEqual(['concordat', 'thursday']);
  expect(await readFile(join(place, 'thursday', 'manifest.json'), 'utf8')).not.toContain(
    keys[0]?.key.toString('base64'),
  );

  // When more happens, the disk is lost at 13:00, and the backup is put back
  const lost = await running('2026-12-24T08:00');
  lost.journey.news();
  await lost.journey.goTo('2026-12-24T09:00');
  const reminders = lost.journey.news();
  expect(reminders).toHaveLength(2);
  const second = await raise(lost.journey.person('amara.quill'));
  await lost.stop();
  await expect(restore('thursday', '2026-12-24T13:00')).rejects.toThrow('There is a database');
  await rm(folder(), { recursive: true });
  expect(await restore('thursday', '2026-12-24T13:00')).toMatchObject({
    made: at('2026-12-24T08:00'),
    keys: ['drill'],
  });

  // Then the records are whole
  const environment = {
    CONCORDAT_FOLDER: folder(),
    CONCORDAT_KEYS: `drill:${keys[0]?.key.toString('base64')}`,
  };
  const verified = await concordatHere(['case', 'verify', reference], environment);
  expect(verified).toMatchObject({ exit: 0 });
  await noteRestore('2026-12-24T08:00', '2026-12-24T13:00');

  // And the bot catches up: what fell due after the backup comes, and says what it is; nothing older comes again
  const { journey, stop } = await running('2026-12-24T13:00');
  expect(await journey.services.cases.idOfReference(second)).toBeUndefined();
  await journey.settle();
  expect(journey.news().map(withoutMoment)).toEqual(reminders.map(withoutMoment));
  for (const { first } of journey.chat.received) {
    expect(sayBlocks(first.blocks)).toContain(again);
    expect(writeNotice(first.brief, 'https://concordat.example.org', at('2026-12-25T13:00')).text).toContain(
      again,
    );
  }

  // And everybody who has a part in a case, and the board's office, is told once what is lost
  const { services } = journey;
  const { restored } = services;
  if (restored === undefined) throw new Error('The restore is not known');
  const restores = openRestores(journey.database().pool);
  journey.chat.failNext('tom.pennywort', { kind: 'later', afterMs: 1_000, why: 'busy' });
  await tellRestored(services, restores, restored);
  expect(toldOfIt(journey)).not.toContain('tom.pennywort');
  await tellRestored(services, restores, restored);
  await tellRestored(services, restores, restored);
  expect(toldOfIt(journey)).toEqual(
    expect.arrayContaining(['amara.quill', 'marguerite.sloane', 'tom.pennywort']),
  );
  expect(new Set(toldOfIt(journey)).size).toBe(toldOfIt(journey).length);
  const office = journey.chat.received.find(({ to, first }) => to === 'marguerite.sloane' && isOfIt(first));
  expect(office?.first.tidings?.says).toEqual([
    'Everything up to Thursday 24 December 2026, 08:00 is there. What was entered between then and Thursday 24 December 2026, 13:00 is lost.',
    'Please look at your cases now: /escalate list. If you did something in that time, do it again. A case that was raised in that time must be raised again.',
    'Reminders and messages of that time come now. You may have had some of them before.',
    'Please tell your agencies as well: somebody who raised their first case in that time is not known to Concordat any more.',
  ]);

  // And the next reminders are reminders like any other
  const sofar = journey.chat.received.length;
  await journey.goTo('2026-12-31T12:00');
  const later = journey.chat.received.slice(sofar);
  expect(later.length).toBeGreaterThan(0);
  for (const { first } of later)
    expect(sayBlocks(first.blocks)).not.toContain('You may have had this before');
  await stop();

  // A backup of which one byte is another puts nothing back, and a database that is there is kept beside the new one
  await appendFile(join(place, 'thursday', 'data', 'PG_VERSION'), ' ');
  const there = await readdir(folder());
  await expect(restore('thursday', '2027-01-04T09:00', true)).rejects.toThrow('Nothing was put back.');
  expect(await readdir(folder())).toEqual(there);
});

test('the commands say what they did, and what they will not do', async () => {
  const environment = {
    CONCORDAT_FOLDER: folder(),
    CONCORDAT_KEYS: `drill:${keys[0]?.key.toString('base64')}`,
  };
  const to = join(place, 'by-command');
  const made = await concordatHere(['backup', '--to', to], environment);
  expect(made).toMatchObject({ exit: 0 });
  expect(made.out).toContain('CONCORDAT_KEYS is not in it. Keep the keys "drill" apart from it');
  expect(await concordatHere(['backup', '--to', to], environment)).toMatchObject({
    exit: 1,
    err: expect.stringContaining('is there already') as unknown,
  });
  expect(await concordatHere(['restore', '--from', place], environment)).toMatchObject({
    exit: 1,
    err: expect.stringContaining('holds no backup') as unknown,
  });
  const back = await concordatHere(['restore', '--from', to, '--move-aside'], { CONCORDAT_FOLDER: folder() });
  expect(back).toMatchObject({ exit: 0 });
  expect(back.out).toContain('CONCORDAT_KEYS lacks the keys "drill"');
  expect((await readdir(folder())).filter((name) => name.startsWith('cluster.before-'))).toHaveLength(1);
  expect(await concordatHere(['note-restore', '--made', 'yesterday'], environment)).toMatchObject({
    exit: 2,
  });
  expect(
    await concordatHere(['backup', '--to', to], {
      ...environment,
      DATABASE_URL: 'postgres://db.example.org/c',
    }),
  ).toMatchObject({ exit: 2, err: expect.stringContaining('pg_dump') as unknown });
});

test('a restore that cannot be noted says that the database is back, and how to note it', async () => {
  // Given a backup of a database that does not start, by a line in its settings
  const environment = {
    CONCORDAT_FOLDER: folder(),
    CONCORDAT_KEYS: `drill:${keys[0]?.key.toString('base64')}`,
  };
  const from = join(place, 'does-not-start');
  expect(await concordatHere(['backup', '--to', from], environment)).toMatchObject({ exit: 0 });
  const settings = join('data', 'postgresql.conf');
  const right = await readFile(join(from, settings), 'utf8');
  await appendFile(join(from, settings), 'no_such_setting = on\n');
  const { made } = await hashedAnew(from, settings);
  await rm(folder(), { recursive: true });

  // When it is put back, then what is done and what is left to do is said
  const back = await concordatHere(['restore', '--from', from], environment);
  expect(back.exit).toBe(1);
  expect(back.err).toContain('the database is back');
  const remedy = `note-restore --made ${made}`;
  expect(back.err).toContain(`"concordat ${remedy}"`);

  // And once the database starts, that can be done as it was said
  await writeFile(join(folder(), 'cluster', settings), right);
  expect(await concordatHere(remedy.split(' '), environment)).toMatchObject({ exit: 0 });
});

/** A backup that is whole although one of its files is another now. */
async function hashedAnew(from: string, path: string): Promise<{ readonly made: string }> {
  const file = join(from, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as {
    readonly made: string;
    readonly files: { path: string; size: number; sha256: string }[];
  };
  const content = await readFile(join(from, path));
  const sha256 = createHash('sha256').update(content).digest('hex');
  for (const one of manifest.files)
    if (one.path === path) Object.assign(one, { size: content.length, sha256 });
  await writeFile(file, JSON.stringify(manifest));
  return manifest;
}

/** As `concordat note-restore` does it, at a moment of the story. */
async function noteRestore(made: string, noted: string): Promise<void> {
  const server = await startEmbeddedPostgres({ folder: folder(), durable: false });
  const pool = openPool(server.url, { max: 1 });
  await openRestores(pool).note(at(made), at(noted));
  await pool.end();
  await server.stop();
}

function withoutMoment(line: string): string {
  return line.slice(line.indexOf('|'));
}

function isOfIt({ summary }: { readonly summary: string }): boolean {
  return summary === 'Concordat was put back from a backup';
}

function toldOfIt(journey: Journey): readonly string[] {
  return journey.chat.received.filter(({ first }) => isOfIt(first)).map(({ to }) => to);
}
