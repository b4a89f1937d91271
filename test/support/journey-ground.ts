import { randomBytes, randomUUID } from 'node:crypto';
import { openClock, type MovableClock } from '../../src/adapters/postgres/clock.ts';
import { openListener } from '../../src/adapters/postgres/listener.ts';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { openRecounts } from '../../src/adapters/postgres/recounts.ts';
import { openRestores } from '../../src/adapters/postgres/restores.ts';
import type { Keys } from '../../src/adapters/crypto/sealing.ts';
import { openStores, type Stores } from '../../src/compose/open-stores.ts';
import { recountCases } from '../../src/flows/recount-cases.ts';
import type { Restored } from '../../src/flows/restore-ports.ts';
import type { Services } from '../../src/flows/services.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { brokenPromises } from './journey-promises.ts';
import { memoryAddresses } from './memory/memory-addresses.ts';
import { standingClock } from './memory/memory-clock.ts';
import { memoryInstallations } from './memory/memory-installations.ts';
import { memoryMail } from './memory/memory-mail.ts';
import { memoryPeople } from './memory/memory-people.ts';
import { memoryPolicies } from './memory/memory-policies.ts';
import { memoryServices } from './memory/memory-services.ts';
import { makeMemoryTables } from './memory/memory-tables.ts';
import { boardCalendar } from './platforms/memory-world.ts';

/** What a journey stands on: where everything is kept, and by which clock. */
export type Ground = {
  readonly clock: MovableClock;
  readonly stores: Stores;
  /** The database itself, for a story that looks into it. @throws an Error for a story in memory */
  readonly database: () => FreshDatabase;
  /** The last time that the database was put back from a backup, as a bot that starts learns it. */
  readonly restored?: () => Promise<Restored | undefined>;
  /** Counts open cases again as a running bot does when a board's days off changed; `goOn` ends it on the way. */
  readonly recount: (services: Services, goOn?: () => boolean) => Promise<unknown>;
  /** What was broken of what holds in every story. */
  readonly broken: (messages: number) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

/** A database that outlives a story, and the keys under which it was sealed. */
export type Kept = { readonly database: FreshDatabase; readonly keys: Keys };

/** The real stores on a database of its own. */
export async function onDatabase(
  begins: Date,
  clockRuns: boolean,
  onError: (error: unknown) => void,
  kept?: Kept,
): Promise<Ground> {
  const database = kept?.database ?? (await freshDatabase());
  const pool = openPool(database.url, { max: 12 });
  const listener = openListener(pool, { onError });
  const clock = await openClock(pool, listener, clockRuns ? Date.now : () => begins.getTime());
  await clock.moveTo(begins);
  const keys = kept?.keys ?? [{ id: 'journey', key: randomBytes(32) }];
  const stores = await openStores(
    { pool, listener, url: database.url, stop: () => Promise.resolve() },
    keys,
    clock,
  );
  return {
    clock,
    stores,
    database: () => database,
    restored: () => openRestores(pool).begin(clock.now()),
    recount: (services, goOn) =>
      recountCases({ ...services, policies: stores.policies }, openRecounts(pool), 0, goOn),
    broken: (messages) => brokenPromises(database.pool, messages),
    close: async () => {
      await listener.close();
      await pool.end();
      await database.close();
    },
  };
}

/**
 * The twins in memory, which pass the same suites as the real stores: for stories that ask what a board's procedure
 * comes to, and nothing of the database. Several times quicker.
 */
export function inMemory(begins: Date): Ground {
  const tables = makeMemoryTables();
  const clock = standingClock(tables, begins);
  const people = memoryPeople(tables);
  const policies = memoryPolicies(boardCalendar);
  const none = (): never => {
    throw new Error('This story is told in memory: there is no database in it');
  };
  return {
    clock,
    stores: {
      ...memoryServices(tables, { clock, people, policies }),
      addresses: memoryAddresses(),
      installations: memoryInstallations(),
      mail: memoryMail(),
      newId: randomUUID,
    },
    database: none,
    recount: none,
    broken: (messages) => {
      const notices = [...tables.effects.values()].filter(({ row }) => row.kind === 'notice');
      const sent = notices.filter(({ was }) => was.state === 'sent').length;
      const failed = notices.filter(({ was }) => was.state === 'failed').length;
      return Promise.resolve([
        ...(sent === messages ? [] : [`${messages} messages were sent for ${sent} notices`]),
        ...(failed === 0 ? [] : [`${failed} notices failed`]),
      ]);
    },
    close: () => Promise.resolve(),
  };
}
