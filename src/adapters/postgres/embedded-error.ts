import { statfs } from 'node:fs/promises';

/** Why the embedded database cannot run, and what a person can do about it. Shown as it is, without a stack. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(problem: string, remedy: string, options?: ErrorOptions) {
    super(`${problem} ${remedy}`, options);
  }
}

/** The way out that always exists. */
export const useYourOwn = 'Or set DATABASE_URL to a PostgreSQL 16 or newer of your own.';

/**
 * Turns a failed step under `folder` into a message with a remedy. A full disk is recognised by measuring it and a
 * folder that cannot be written by the system's error code, never by words in another program's output.
 *
 * @param step what could not be done, for example "Cannot create the database"
 * @param output what the failed program said, when a program failed
 */
export async function explainFailure(
  step: string,
  folder: string,
  cause: unknown,
  output = '',
): Promise<EmbeddedPostgresError> {
  const said = output.trim() === '' ? '' : `\n${lastLines(output)}\n`;
  const freeBytes = await freeSpace(folder);
  if (freeBytes !== undefined && freeBytes < smallestUsefulSpace) {
    const left = Math.floor(freeBytes / megabyte);
    return new EmbeddedPostgresError(
      `${step} in ${folder}: the disk is full (${left} MB left).${said}`,
      `Free at least ${smallestUsefulSpace / megabyte} MB or choose a folder on another disk. ${useYourOwn}`,
      { cause },
    );
  }
  const code = errorCode(cause);
  if (code !== undefined && folderCodes.has(code)) {
    return new EmbeddedPostgresError(
      `${step} in ${folder}: the folder cannot be used (${code}).${said}`,
      `Make it a folder that this user may write to, or choose another. ${useYourOwn}`,
      { cause },
    );
  }
  return new EmbeddedPostgresError(`${step} in ${folder}.${said}`, useYourOwn, { cause });
}

/** The code of a system or PostgreSQL error (`ENOENT`, `57P03`), when it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const megabyte = 1024 * 1024;

/** A new cluster takes 40 MB and its first segments of the write-ahead log 16 MB each. */
const smallestUsefulSpace = 100 * megabyte;

const folderCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);

async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const disk = await statfs(folder);
    return disk.bavail * disk.bsize;
  } catch {
    return undefined; // not measurable, for example because the folder does not exist: then it is not the reason
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-12).join('\n');
}
