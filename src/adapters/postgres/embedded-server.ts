import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canReach } from './embedded-account.ts';
import { isAlive, readIfThere, type Cluster } from './embedded-cluster.ts';
import { EmbeddedPostgresError, errorCode, explainFailure, useYourOwn } from './embedded-error.ts';
import { runProgram } from './embedded-program.ts';

/** What the cluster's own record (`postmaster.pid`) says of its server. */
export type ServerState =
  | { readonly kind: 'down' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'up'; readonly host: string; readonly port: number };

/**
 * Whether the cluster's server runs, and where it listens. A record that was left behind by `kill -9` is not believed:
 * the process must exist and be a PostgreSQL of this very folder. A number that now belongs to another program (the
 * rule in containers, where numbers start again) would stop PostgreSQL from starting, so such a record is removed.
 */
export async function serverState(cluster: Cluster): Promise<ServerState> {
  const record = join(cluster.data, 'postmaster.pid');
  const text = await readIfThere(record);
  const [pid = '', , , port = '', socketFolder = '', address = ''] = text?.split('\n') ?? [];
  if (text === undefined || !isAlive(Number(pid))) return { kind: 'down' }; // PostgreSQL itself clears such a record
  if (!(await isServerOf(cluster.data, Number(pid)))) {
    if ((await readIfThere(record)) === text) await rm(record, { force: true });
    return { kind: 'down' };
  }
  const host = process.platform === 'win32' ? address.trim() : socketFolder;
  return port === '' || host === '' ? { kind: 'starting' } : { kind: 'up', host, port: Number(port) };
}

/** How a start went. 'busy': another process has just started it, or what `kill -9` left of it is still ending. */
export type StartOutcome =
  { readonly kind: 'started' | 'busy' } | { readonly kind: 'failed'; readonly error: EmbeddedPostgresError };

/**
 * Starts the cluster's server and waits until it takes connections. A failure carries the server's own last lines and
 * the remedy; it is a value, because it may pass when several processes start and stop at the same moment.
 */
export async function startServer(cluster: Cluster): Promise<StartOutcome> {
  await writeSettings(cluster);
  const log = join(cluster.folder, 'server.log');
  const before = await keepSmall(log);
  const quick = cluster.durable ? '' : ' -F -c synchronous_commit=off -c full_page_writes=off';
  // Four processes take 120 connections, and those that the network forgot take theirs for another minute.
  const settings = ['-o', `-c max_connections=200${quick}`];
  // Names without their folder: pg_ctl hands them to a shell, to which a path may mean something else.
  const { status } = await runProgram(
    cluster.binaries.pgCtl,
    ['start', '-w', '-t', '60', '-s', '-D', 'data', '-l', 'server.log', ...settings],
    { account: cluster.home.account, cwd: cluster.folder, heed: 'nothing' },
  );
  if (status === 0) return { kind: 'started' };
  const said = (await readIfThere(log))?.slice(before) ?? '';
  if (said.includes(` ${lockFileExists} `)) return { kind: 'busy' };
  const error = await explainFailure('The database does not start', cluster.folder, undefined, said);
  return { kind: 'failed', error };
}

/** Stops the server: sessions are ended, everything is written out. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const { status, output } = await runProgram(
    cluster.binaries.pgCtl,
    ['stop', '-w', '-t', '60', '-s', '-m', 'fast', '-D', 'data'],
    { account: cluster.home.account, cwd: cluster.folder },
  );
  if (status === 0 || (await serverState(cluster)).kind === 'down') return;
  throw await explainFailure('The database does not stop', cluster.folder, undefined, output);
}

/** SQLSTATE of "another server uses this folder", also for shared memory that orphaned processes still hold. */
const lockFileExists = 'F0001';

async function isServerOf(data: string, pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true; // there a number is not given out again so soon
  if (!(await programName(pid)).startsWith('postgres')) return false;
  if (process.platform !== 'linux') return true;
  try {
    // A server works inside its data folder; this also holds when the folder was renamed while it ran.
    const [theirs, ours] = [await stat(`/proc/${pid}/cwd`), await stat(data)];
    return theirs.ino === ours.ino && theirs.dev === ours.dev;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false; // it has just ended
    if (errorCode(error) === 'EACCES') return true; // a container's root may not look: better wait than cut off a server
    throw error;
  }
}

async function programName(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await readIfThere(`/proc/${pid}/comm`)) ?? '';
  return basename(spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());
}

/**
 * The settings are written at every start, so that a newer Concordat brings its own. Unlike a command line they need no
 * quoting for a shell.
 */
async function writeSettings(cluster: Cluster): Promise<void> {
  const file = join(cluster.data, 'concordat.conf');
  const settings = {
    ...(process.platform === 'win32' ? await loopback(file) : await unixSocket(cluster)),
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %e ', // %e is the SQLSTATE, by which startServer tells failures apart
    log_min_messages: 'log', // an error quotes values, and nothing of a case belongs in a log
    log_min_error_statement: 'panic',
    max_parallel_workers_per_gather: '0', // containers have 64 MB of shared memory, and no query here is that large
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
  );
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, lines.join(''));
  const { account } = cluster.home;
  if (account !== undefined) await chown(unfinished, account.uid, account.gid);
  await rename(unfinished, file);
}

async function unixSocket(cluster: Cluster): Promise<Record<string, string>> {
  const folder = await socketFolder(cluster);
  // A list in PostgreSQL's eyes: quoted, because a comma in the path would divide it.
  return { listen_addresses: '', port: '5432', unix_socket_directories: `"${folder.replaceAll('"', '""')}"` };
}

/** The address of a socket is a path of limited length, so a deep folder gets a short one elsewhere, for us alone. */
async function socketFolder(cluster: Cluster): Promise<string> {
  const longest = process.platform === 'darwin' ? 103 : 107;
  const fits = (folder: string): boolean => Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= longest;
  if (fits(cluster.folder)) return cluster.folder;
  const { account } = cluster.home;
  const name = `concordat-${createHash('sha256').update(cluster.folder).digest('hex').slice(0, 16)}`;
  const short = [join(tmpdir(), name), join('/tmp', name)].find(
    (folder) => fits(folder) && (account === undefined || canReach(dirname(folder), account)),
  );
  if (short === undefined) {
    throw new EmbeddedPostgresError(
      `The path ${cluster.folder} is too long for a socket.`,
      `Choose a shorter one. ${useYourOwn}`,
    );
  }
  try {
    await mkdir(short, { mode: 0o700 });
    if (account !== undefined) await chown(short, account.uid, account.gid);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const found = await lstat(short);
  if (
    !found.isDirectory() ||
    found.uid !== (account?.uid ?? process.getuid?.()) ||
    (found.mode & 0o077) !== 0
  ) {
    throw new EmbeddedPostgresError(
      `${short} is needed for the database's socket, and is somebody else's.`,
      'Remove it.',
    );
  }
  return short;
}

/** Windows: a port of this machine that nobody uses; the one of last time when it can be had. */
async function loopback(file: string): Promise<Record<string, string>> {
  const last = Number(/^port = '(\d+)'/m.exec((await readIfThere(file)) ?? '')?.[1] ?? 0);
  const port = (await freePort(last)) ?? (await freePort(0)) ?? 5432;
  return { listen_addresses: '127.0.0.1', port: String(port) };
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Puts a large log aside, and tells how many characters the log has now. */
async function keepSmall(log: string): Promise<number> {
  const length = (await readIfThere(log))?.length ?? 0;
  if (length < 1_000_000) return length;
  await rename(log, `${log}.old`);
  return 0;
}
