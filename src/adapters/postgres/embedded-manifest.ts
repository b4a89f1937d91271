import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError, errorCode } from './embedded-error.ts';

const format = 'concordat-backup-1';
const name = 'manifest.json';

/** A path that stays below the folder of the backup, whoever wrote the manifest. */
const path = z.string().regex(/^(?!.*(^|\/)\.{0,2}(\/|$))[A-Za-z0-9._/-]+$/);

const manifestSchema = z.object({
  format: z.literal(format),
  made: z.iso.datetime(),
  postgres: z.string(),
  /** The ids of the keys that were set, never a key. */
  keys: z.array(z.string()),
  folders: z.array(path),
  files: z.array(z.object({ path, size: z.number().int(), sha256: z.string() })),
});

/** What a backup of the embedded database consists of. */
export type Manifest = z.infer<typeof manifestSchema>;

/** @returns the hash of the manifest, by which the whole backup can be known again */
export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<string> {
  const text = `${JSON.stringify({ format, ...manifest }, null, 1)}\n`;
  await writeFile(join(folder, name), text, { mode: 0o600, flag: 'wx', flush: true });
  return createHash('sha256').update(text).digest('hex');
}

/** @throws EmbeddedPostgresError where the folder holds no whole backup */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, name), 'utf8').catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      `${folder} holds no backup: its ${name} cannot be read (${errorCode(cause) ?? 'unknown'}).`,
      'Name the folder that "concordat backup --to" made.',
      { cause },
    );
  });
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `${join(folder, name)} is not as a backup has it.`,
      'Use another copy of this backup, or another backup.',
      { cause },
    );
  }
}
