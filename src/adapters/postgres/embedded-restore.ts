import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { settleHome, type Home } from './embedded-account.ts';
import { hasCluster, refuseIfRunning } from './embedded-backup.ts';
import { findBinaries } from './embedded-binaries.ts';
import { openCluster } from './embedded-cluster.ts';
import { copyFiles, flushFolder, makeFolders, settleTree } from './embedded-copy.ts';
import { EmbeddedPostgresError, explainFailure } from './embedded-error.ts';
import { readManifest, type Manifest } from './embedded-manifest.ts';

export type RestoredFiles = {
  /** The moment up to which the backup knows what happened. */
  readonly made: Date;
  /** The ids of the keys that were set when it was made. */
  readonly keys: readonly string[];
  readonly files: number;
  /** Where the database that was there before is now. */
  readonly movedTo?: string;
};

/**
 * Puts a backup of the embedded database in its place. Every file is held against the manifest while it is copied, beside
 * where it will be, so that a backup that was spoilt changes nothing.
 *
 * @param moveAside whether a database that is there is moved to `cluster.before-…`; else it is refused
 * @throws EmbeddedPostgresError with the remedy
 */
export async function restoreEmbedded(wanted: {
  readonly from: string;
  readonly folder: string;
  readonly moveAside: boolean;
  readonly now: Date;
}): Promise<RestoredFiles> {
  const from = resolve(wanted.from);
  const manifest = await readManifest(from);
  const isThere = await hasCluster(wanted.folder);
  if (isThere && !wanted.moveAside)
    throw new EmbeddedPostgresError(
      `There is a database below ${resolve(wanted.folder)} already, and it was left as it is.`,
      'With --move-aside it is kept beside the one that is put back; else set CONCORDAT_FOLDER to another folder.',
    );
  const home = await settleHome(wanted.folder);
  const binaries = await findBinaries(home);
  if (binaries.major !== manifest.postgres)
    throw new EmbeddedPostgresError(
      `The backup was made by PostgreSQL ${manifest.postgres}, and PostgreSQL ${binaries.major} is installed.`,
      'Use the version of Concordat that made it, then upgrade.',
    );
  if (isThere) await refuseIfRunning(await openCluster(home, binaries, true), 'moved aside');
  const unfinished = await copied(from, manifest, home);
  const movedTo = isThere ? await moveAside(home, wanted.now) : undefined;
  await rename(unfinished, join(home.folder, 'cluster'));
  await flushFolder(home.folder);
  return {
    made: new Date(manifest.made),
    keys: manifest.keys,
    files: manifest.files.length,
    ...(movedTo === undefined ? {} : { movedTo }),
  };
}

/** The name is one of those that are cleared away where whoever made them did not live to finish. */
async function copied(from: string, { folders, files }: Manifest, home: Home): Promise<string> {
  const unfinished = await mkdtemp(join(home.folder, `cluster.new-${process.pid}-`));
  try {
    await makeFolders(unfinished, folders);
    const paths = files.map(({ path }) => path);
    const found = await copyFiles(from, unfinished, paths);
    for (const [index, { path, size, sha256 }] of files.entries())
      if (found[index]?.size !== size || found[index].sha256 !== sha256)
        throw new EmbeddedPostgresError(
          `${join(from, path)} is not as it was when the backup was made. Nothing was put back.`,
          'Use another copy of this backup, or another backup.',
        );
    await settleTree(unfinished, { folders, files: paths }, home.account);
    return unfinished;
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    if (cause instanceof EmbeddedPostgresError) throw cause;
    throw await explainFailure('Cannot put the backup back', home.folder, cause);
  }
}

async function moveAside(home: Home, now: Date): Promise<string> {
  const aside = join(home.folder, `cluster.before-${now.toISOString().replace(/[:.]/g, '-')}`);
  await rename(join(home.folder, 'cluster'), aside);
  return aside;
}
