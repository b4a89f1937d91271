import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { settleHome } from '../../../src/adapters/postgres/embedded-account.ts';
import { runProgram } from '../../../src/adapters/postgres/embedded-program.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { concordatHere } from '../../support/command-line.ts';
import { startJourney } from '../../support/journey.ts';
import { raise } from '../../support/journey-raise.ts';
import { serverOfPgDump } from '../../support/programs.ts';

/* A server is made, dumped and read back: some seconds, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

test.runIf(serverOfPgDump() !== undefined)(
  'what pg_dump wrote of a server of yours is put back by pg_restore, record, texts and rights, as docs/operations.md says',
  async () => {
    const { run, url } = await startServer();
    await asked(url('postgres', 'postgres'), [
      'create role concordat_app nologin',
      `create role concordat_owner login`,
      'create role concordat_bot login',
      'grant concordat_app to concordat_bot, concordat_owner',
      'create database before owner concordat_owner',
      'create database after owner concordat_owner',
    ]);
    const keys = [{ id: 'drill', key: randomBytes(32) }];
    const pool = new Pool({ connectionString: url('concordat_owner', 'before'), max: 4 });
    await migrate(pool);
    const database = { url: url('concordat_bot', 'before'), pool, close: () => pool.end() };
    const journey = await startJourney({ at: '2026-12-22T10:00', kept: { database, keys } });
    const reference = await raise(journey.person('amara.quill'));
    await journey.settle();
    expect(journey.news()).toHaveLength(1); // that it was raised
    await journey.leave();

    await run('pg_dump', [
      '--format=custom',
      '--schema=concordat',
      '--file=case.dump',
      url('concordat_owner', 'before'),
    ]);
    await run('pg_restore', [`--dbname=${url('concordat_owner', 'after')}`, 'case.dump']);

    const environment = {
      DATABASE_URL: url('concordat_bot', 'after'),
      DATABASE_OWNER_URL: url('concordat_owner', 'after'),
      CONCORDAT_KEYS: `drill:${keys[0]?.key.toString('base64')}`,
    };
    const verified = await concordatHere(['case', 'verify', reference, '--json'], environment);
    expect(verified).toMatchObject({ exit: 0 });
    expect(JSON.parse(verified.out)).toMatchObject({ cases: 1, faults: [] });
    expect(await concordatHere(['note-restore', '--made', '2020-01-02T08:00'], environment)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('a backup of Thursday 2 January 2020, 08:00') as unknown,
    });
    // Nobody may change the record of what was put back either.
    await expect(
      asked(url('concordat_bot', 'after'), ['set role concordat_app', 'delete from concordat.events']),
    ).rejects.toThrow('permission denied');

    // And a bot on it catches up: the two reminders of Thursday 24 December come once, and nothing comes again that was sent before.
    const poolAfter = new Pool({ connectionString: url('concordat_owner', 'after'), max: 4 });
    const after = { url: url('concordat_bot', 'after'), pool: poolAfter, close: () => poolAfter.end() };
    const restarted = await startJourney({ at: '2026-12-24T09:00', kept: { database: after, keys } });
    await restarted.settle();
    const due = expect.stringContaining('Thu 24 Dec 09:00 | Due on the next working day') as unknown;
    expect(restarted.news()).toEqual([due, due]);
    await restarted.settle();
    expect(restarted.news()).toEqual([]);
    await restarted.leave();
  },
);

/** A server of the version that the pg_dump of this machine fits, reached by nobody but this test. */
async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'concordat-dump-'));
  await chmod(folder, 0o755); // where root borrows a user for the server, who must get to it
  const { account } = await settleHome(folder);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  const programs = serverOfPgDump();
  const run = async (program: 'initdb' | 'pg_ctl' | 'pg_dump' | 'pg_restore', args: readonly string[]) => {
    const leavesServer = program === 'pg_ctl' ? ({ heed: 'nothing' } as const) : {};
    const { status, output } = await runProgram(programs?.[program] ?? program, args, {
      account,
      cwd: folder,
      ...leavesServer,
    });
    if (status !== 0) throw new Error(`${program}: ${output}`);
  };
  await run('initdb', ['-D', 'data', '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync']);
  await run('pg_ctl', ['start', '-w', '-D', 'data', '-l', 'server.log', '-o', `-F -h '' -k ${folder}`]);
  undo.push(async () => {
    await run('pg_ctl', ['stop', '-w', '-m', 'fast', '-D', 'data']);
    await rm(folder, { recursive: true, force: true });
  });
  const url = (user: string, name: string) =>
    `postgresql://${user}@localhost/${name}?host=${encodeURIComponent(folder)}`;
  return { run, url };
}

async function asked(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
