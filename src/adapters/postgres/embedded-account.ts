import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, chmod } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, EmbeddedPostgresError, explainFailure, useYourOwn } from './embedded-error.ts';

/** A user of this machine that the server runs as, because PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where the cluster's files live, and whom the server runs as (`undefined`: whoever we are). */
export interface Home {
  readonly folder: string;
  readonly account: Account | undefined;
}

/**
 * Makes the folder and settles who runs the server. For everybody but root this is the folder itself. Root borrows an
 * unprivileged user; where that user cannot reach the folder (below a private `/root`, say) the files live under
 * `/var/lib/concordat`, and the link `elsewhere` in the folder says where.
 *
 * @throws EmbeddedPostgresError with the remedy when the folder cannot be used
 */
export async function settleHome(wanted: string): Promise<Home> {
  const folder = await makeFolder(wanted);
  if (process.getuid?.() !== 0) return { folder, account: undefined };
  const elsewhere = join(folder, 'elsewhere');
  for (const place of [folder, elsewhere]) {
    // A cluster that exists keeps its owner, who may be a person who ran this before as themselves.
    const owner = await ownerOf(join(place, 'cluster'));
    if (owner !== undefined && owner.uid !== 0) return { folder: await realpath(place), account: owner };
  }
  const account = await unprivilegedAccount();
  await chmod(folder, 0o711); // may be passed through, not listed
  if (canReach(folder, account)) return { folder, account };
  return { folder: await placeElsewhere(elsewhere), account };
}

/** The options of `spawn` that run a program as the account, from a folder that everybody may enter. */
export function runAs(account: Account | undefined): { uid?: number; gid?: number; cwd?: string } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid, cwd: '/' };
}

/** Whether the account may enter the folder; asked of the system, because rights depend on every folder above it. */
export function canReach(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], runAs(account)).status === 0;
}

async function makeFolder(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true });
    return await realpath(wanted);
  } catch (cause) {
    throw await explainFailure('Cannot keep the database', resolve(wanted), cause);
  }
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function unprivilegedAccount(): Promise<Account> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', '_postgres', 'nobody', 'daemon']) {
    const [, , uid, gid] = users.find(([userName]) => userName === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and this machine has no user postgres, nobody or daemon to run it as.',
    `Run Concordat as an ordinary user. ${useYourOwn}`,
  );
}

async function placeElsewhere(link: string): Promise<string> {
  const parent = '/var/lib/concordat';
  try {
    return await realpath(link);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  try {
    await mkdir(parent, { recursive: true, mode: 0o711 });
    const folder = await mkdtemp(join(parent, 'postgres-'));
    await chmod(folder, 0o711);
    await symlink(folder, link).catch(async (error: unknown) => {
      await rm(folder, { recursive: true });
      if (errorCode(error) !== 'EEXIST') throw error; // otherwise another process was quicker: use its place
    });
    return await realpath(link);
  } catch (cause) {
    throw await explainFailure(
      `The user that runs PostgreSQL for root cannot reach ${link}, and there is no room`,
      parent,
      cause,
    );
  }
}
