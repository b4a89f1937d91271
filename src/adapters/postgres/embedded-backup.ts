import { access, mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { settleHome } from './embedded-account.ts';
import { findBinaries } from './embedded-binaries.ts';
import { openCluster, type Cluster } from './embedded-cluster.ts';
import { copyFiles, listTree, makeFolders, settleTree } from './embedded-copy.ts';
import { EmbeddedPostgresError, errorCode, explainFailure } from './embedded-error.ts';
import { writeManifest } from './embedded-manifest.ts';
import { serverState } from './embedded-server.ts';

export type MadeBackup = { readonly files: number; readonly bytes: number; readonly hash: string };

/**
 * Copies the embedded database, while it is stopped, into a folder that is there whole or not at all. Everything is
 * forced to the disk, and a manifest lists each file with its hash. The keys that open what people wrote are not in it.
 *
 * @param to a folder that is not there yet, or is empty
 * @param made the moment up to which the backup knows what happened
 * @param keys the ids of the keys that are needed to read it
 * @throws EmbeddedPostgresError with the remedy: the database runs, there is none, the folder is taken
 */
export async function backupEmbedded(wanted: {
  readonly folder: string;
  readonly to: string;
  readonly made: Date;
  readonly keys: readonly string[];
}): Promise<MadeBackup> {
  const { folder, made, keys } = wanted;
  const to = resolve(wanted.to);
  const cluster = await standing(folder);
  await refuseIfRunning(cluster, 'backed up');
  await mkdir(dirname(to), { recursive: true });
  const unfinished = await mkdtemp(join(dirname(to), `${basename(to)}.new-`)).catch(
    async (cause: unknown) => {
      throw await explainFailure('Cannot make the backup', dirname(to), cause);
    },
  );
  try {
    const { folders, files } = await listTree(cluster.folder, isLeftOut);
    await makeFolders(unfinished, folders);
    const copied = await copyFiles(cluster.folder, unfinished, files);
    // Somebody who started it meanwhile has changed what was being copied.
    await refuseIfRunning(cluster, 'backed up');
    const { major: postgres } = cluster.binaries;
    const hash = await writeManifest(unfinished, {
      made: made.toISOString(),
      postgres,
      keys: [...keys],
      folders,
      files: [...copied],
    });
    await settleTree(unfinished, { folders, files });
    await takePlace(unfinished, to);
    return { files: files.length, bytes: copied.reduce((sum, { size }) => sum + size, 0), hash };
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    if (cause instanceof EmbeddedPostgresError) throw cause;
    throw await explainFailure('Cannot make the backup', dirname(to), cause);
  }
}

/** @throws EmbeddedPostgresError while a server uses the cluster's files */
export async function refuseIfRunning(cluster: Cluster, done: string): Promise<void> {
  if ((await serverState(cluster)).kind === 'down') return;
  throw new EmbeddedPostgresError(
    `The database in ${cluster.folder} runs, and can only be ${done} while it is stopped.`,
    'Stop every process of Concordat that uses it, then try again.',
  );
}

/** Whether there is a cluster below a folder, or below the place that root keeps it in. */
export async function hasCluster(folder: string): Promise<boolean> {
  const found = await Promise.all(
    [join(folder, 'cluster'), join(folder, 'elsewhere', 'cluster')].map((place) =>
      access(place).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

async function standing(folder: string): Promise<Cluster> {
  if (!(await hasCluster(folder)))
    throw new EmbeddedPostgresError(
      `There is no database below ${resolve(folder)}.`,
      'Set CONCORDAT_FOLDER to the folder in which the bot keeps it.',
    );
  const home = await settleHome(folder);
  return openCluster(home, await findBinaries(home), true);
}

/** Of a server that ran or will run, and not of the data. */
function isLeftOut(path: string): boolean {
  return !/^(password$|data(\/|$))/.test(path) || /^data\/postmaster\.(pid|opts)$/.test(path);
}

/** An empty folder gives way; one that holds anything does not. */
async function takePlace(unfinished: string, to: string): Promise<void> {
  try {
    await rmdir(to);
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT')
      throw new EmbeddedPostgresError(
        `${to} is there already, and was left as it is.`,
        'Name a folder that is not there yet.',
        { cause },
      );
  }
  await rename(unfinished, to);
}
