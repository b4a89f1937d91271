import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readdir, readFile, rename, rm, writeFile, appendFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Home } from './embedded-account.ts';
import type { Binaries } from './embedded-binaries.ts';
import { flushFolder } from './embedded-copy.ts';
import { EmbeddedPostgresError, errorCode, explainFailure, useYourOwn } from './embedded-error.ts';
import { runProgram } from './embedded-program.ts';

/** The files of one database cluster: `cluster/password` and, beside it, `cluster/data`. */
export interface Cluster {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  /** False only in tests: then nothing survives a crash of the machine, and everything is quicker. */
  readonly durable: boolean;
}

/** The superuser of the cluster, who only looks after it; the application's role is another. */
export const superuser = 'postgres';

/**
 * Opens the cluster below the home, making it first when there is none. It is made in a temporary folder and renamed
 * when it is whole, password included, so that a crash half-way or a second process at the same moment cannot leave
 * half a cluster.
 *
 * @throws EmbeddedPostgresError with the remedy
 */
export async function openCluster(home: Home, binaries: Binaries, durable: boolean): Promise<Cluster> {
  const folder = join(home.folder, 'cluster');
  const data = join(folder, 'data');
  await removeAbandoned(home);
  if ((await readIfThere(join(folder, 'password'))) === undefined)
    await createCluster(folder, home, binaries, durable);
  const password = (await readIfThere(join(folder, 'password'))) ?? '';
  const major = (await readIfThere(join(data, 'PG_VERSION')))?.trim();
  if (password === '' || major === undefined) {
    throw new EmbeddedPostgresError(
      `${folder} is there but holds no whole database.`,
      `Put back what was removed from it, or move it away to begin with an empty database. ${useYourOwn}`,
    );
  }
  if (major !== binaries.major) {
    throw new EmbeddedPostgresError(
      `${data} was written by PostgreSQL ${major}, and PostgreSQL ${binaries.major} is installed.`,
      `Go back to the version of Concordat that wrote it, export with pg_dumpall, and import into the new one.`,
    );
  }
  return { home, binaries, folder, data, password, durable };
}

async function createCluster(
  folder: string,
  home: Home,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  const step = 'Cannot create the database';
  try {
    const unfinished = await mkdtemp(`${folder}.new-${process.pid}-`);
    const password = join(unfinished, 'password');
    await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
    for (const path of [unfinished, password]) {
      if (home.account !== undefined) await chown(path, home.account.uid, home.account.gid);
    }
    const data = join(unfinished, 'data');
    // The locale is the one built into PostgreSQL, so that an upgrade of the system's own cannot reorder an index.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const rights = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${password}`];
    const quick = durable ? [] : ['--no-sync'];
    const { status, output } = await runProgram(
      binaries.initdb,
      ['-D', data, ...locale, ...rights, ...quick],
      { account: home.account, cwd: unfinished },
    );
    if (status !== 0) throw await explainFailure(step, home.folder, undefined, output);
    await appendFile(join(data, 'postgresql.conf'), "\ninclude_if_exists = 'concordat.conf'\n", {
      flush: durable,
    });
    await rename(unfinished, folder).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true });
      // Otherwise another process was quicker, and its cluster is as good.
      if ((await readIfThere(join(folder, 'password'))) === undefined) throw error;
    });
    if (durable) await flushFolder(dirname(folder));
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause;
    throw await explainFailure(step, home.folder, cause);
  }
}

/** Clusters that a process began and did not live to finish; its number is in the name. */
async function removeAbandoned(home: Home): Promise<void> {
  for (const name of await readdir(home.folder)) {
    const maker = /^cluster\.new-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker)))
      await rm(join(home.folder, name), { recursive: true, force: true });
  }
}

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The text of a file, or `undefined` when it is not there. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) !== 'EACCES') throw error;
    throw new EmbeddedPostgresError(
      `${path} belongs to another user.`,
      `Run Concordat as the user who made it, or choose another folder. ${useYourOwn}`,
      { cause: error },
    );
  }
}
