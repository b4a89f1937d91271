import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, lchown, lstat, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './embedded-account.ts';
import { EmbeddedPostgresError, useYourOwn } from './embedded-error.ts';

/** A file below a folder, by its path with slashes. */
export type CopiedFile = { readonly path: string; readonly size: number; readonly sha256: string };

/** What is below a folder: all folders, also empty ones, without which PostgreSQL does not start, and all files. */
export async function listTree(root: string, skips: (path: string) => boolean) {
  const folders: string[] = [];
  const files: string[] = [];
  const look = async (below: string): Promise<void> => {
    for (const name of (await readdir(join(root, below))).sort()) {
      const path = below === '' ? name : `${below}/${name}`;
      if (skips(path)) continue;
      const found = await lstat(join(root, path));
      if (found.isDirectory()) {
        folders.push(path);
        await look(path);
      } else if (found.isFile()) files.push(path);
      else if (found.isSymbolicLink())
        throw new EmbeddedPostgresError(
          `${join(root, path)} is a link, and what it leads to would be missing from a backup.`,
          `Put what it leads to in its place. ${useYourOwn}`,
        );
    }
  };
  await look('');
  return { folders, files };
}

/**
 * Copies files, several at once: most of the time goes into waiting for the disk.
 *
 * @returns what was copied, in the order of `paths`
 */
export async function copyFiles(
  from: string,
  to: string,
  paths: readonly string[],
): Promise<readonly CopiedFile[]> {
  const copied: CopiedFile[] = [];
  for (let start = 0; start < paths.length; start += atOnce) {
    const some = paths.slice(start, start + atOnce);
    copied.push(
      ...(await Promise.all(
        some.map(async (path) => ({ path, ...(await copyFile(join(from, path), join(to, path))) })),
      )),
    );
  }
  return copied;
}

const atOnce = 32;

/** Copies a file so that it survives a power cut, for its owner alone, and tells what was copied. */
async function copyFile(from: string, to: string): Promise<Omit<CopiedFile, 'path'>> {
  const hash = createHash('sha256');
  let size = 0;
  const target = await open(to, 'wx', 0o600);
  try {
    for await (const piece of createReadStream(from)) {
      const bytes = piece as Buffer;
      hash.update(bytes);
      size += bytes.length;
      await target.appendFile(bytes);
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** Makes folders, each for its owner alone, as PostgreSQL insists. */
export async function makeFolders(root: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) await mkdir(join(root, folder), { mode: 0o700 });
}

/** Gives everything to whoever runs the server, and makes the names of the files survive a power cut too. */
export async function settleTree(
  root: string,
  { folders, files }: { readonly folders: readonly string[]; readonly files: readonly string[] },
  account?: Account,
): Promise<void> {
  await chmod(root, 0o700);
  for (const path of account === undefined ? [] : ['.', ...folders, ...files])
    await lchown(join(root, path), account?.uid ?? -1, account?.gid ?? -1);
  for (const path of [...folders].reverse()) await flushFolder(join(root, path));
  await flushFolder(root);
  await flushFolder(dirname(root));
}

/** Makes what was written into a folder, or renamed in it, survive a power cut. Windows has no such call and needs none. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
