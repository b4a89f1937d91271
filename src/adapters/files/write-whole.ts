import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file that is there whole or not at all, readable by its owner alone. A file that is there already stays.
 *
 * @param pieces text or bytes, in order; nothing of it is held in memory for long
 * @throws Error with `code` EEXIST where the file is there, and whatever the system says where it cannot be written
 */
export async function writeWhole(
  file: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  const making = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    const handle = await open(making, 'wx', 0o600);
    try {
      for await (const piece of pieces) await handle.appendFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await settle(making, file);
  } finally {
    await rm(making, { force: true });
  }
}

/** A link is refused where the file is there; some shared folders know no links, and there looking first must do. */
async function settle(making: string, file: string): Promise<void> {
  try {
    await link(making, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    const there = await open(file, 'r').catch((missing: unknown) => {
      if (codeOf(missing) === 'ENOENT') return undefined;
      throw missing;
    });
    if (there === undefined) {
      await rename(making, file);
      return;
    }
    await there.close();
    throw Object.assign(new Error(`${file} is there already`, { cause: error }), { code: 'EEXIST' });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
