import { randomBytes } from 'node:crypto';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { openDatabase } from '../../src/compose/open-database.ts';
import { openStores } from '../../src/compose/open-stores.ts';
import type { Stops } from './stops.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An embedded database of its own that forces commits to the disk, with its stores and the key that seals in them. */
export async function openKept(stops: Stops) {
  const folder = await temporaryFolder(stops);
  const database = await openDatabase({ folder }, openLog('warn'), () => undefined);
  stops.add(database.stop);
  const key = randomBytes(32);
  return { database, key, stores: await openStores(database, [{ id: 'bench', key }], realClock) };
}
