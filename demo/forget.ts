import { existsSync } from 'node:fs';
import { readlink, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openLog } from '../src/adapters/system/log.ts';
import { openDatabase } from '../src/compose/open-database.ts';

/**
 * Takes everything of an earlier run away. A database that outlived its demo, after `kill -9`, is ended first: without
 * its folder nobody would find it again.
 */
export async function forget(folder: string): Promise<void> {
  const elsewhere = await readlink(join(folder, 'elsewhere')).catch(() => undefined);
  const places = [folder, ...(elsewhere === undefined ? [] : [elsewhere])];
  if (places.some((place) => existsSync(join(place, 'cluster', 'data', 'postmaster.pid')))) {
    const left = await openDatabase({ folder }, openLog('silent'), () => undefined).catch(() => undefined);
    await left?.stop();
  }
  // As root the database has a folder of its own, that an unprivileged account can reach.
  if (elsewhere !== undefined && basename(elsewhere).startsWith('postgres-')) {
    await rm(elsewhere, { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}
