import { prepareQueueTables } from '../adapters/bullmq/backend.ts';
import { appRole } from '../adapters/postgres/app-role.ts';
import { startEmbeddedPostgres } from '../adapters/postgres/embedded.ts';
import { openListener, type Listener } from '../adapters/postgres/listener.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { openOwnerPool, openPool } from '../adapters/postgres/pool.ts';
import type { Log } from '../flows/ports.ts';

export type Database = {
  /** A secret: it carries a password. */
  readonly url: string;
  readonly pool: ReturnType<typeof openPool>;
  readonly listener: Listener;
  readonly stop: () => Promise<void>;
};

/** Where the database is: somebody's server, or our own below a folder. */
export type DatabasePlace = {
  readonly url?: string | undefined;
  /** For migrations, where the application's own login may not create tables. */
  readonly ownerUrl?: string | undefined;
  readonly folder: string;
};

/**
 * Opens the database, brings its tables and the queue's up to date, and connects as the role that owns no table.
 *
 * @param tell told of what takes a moment, for somebody who waits
 */
export async function openDatabase(
  place: DatabasePlace,
  log: Log,
  tell: (line: string) => void,
): Promise<Database> {
  const embedded =
    place.url === undefined ? await startEmbeddedPostgres({ folder: place.folder, log: tell }) : undefined;
  const url = place.url ?? embedded?.url ?? '';
  try {
    await prepare(place.ownerUrl ?? url);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  let stopping = false;
  const onLost = (error: unknown) => {
    // When we end it ourselves, the server may say goodbye to a connection that is just being closed.
    if (!stopping) log.warn({ error: messageOf(error) }, 'a database connection was lost; it is replaced');
  };
  const pool = openPool(url, { max: 20, onLost });
  const listener = openListener(pool, { onError: onLost });
  return {
    url,
    pool,
    listener,
    stop: async () => {
      stopping = true;
      await listener.close();
      await pool.end();
      await embedded?.stop();
    },
  };
}

async function prepare(ownerUrl: string): Promise<void> {
  const owner = openOwnerPool(ownerUrl);
  try {
    await migrate(owner);
    await prepareQueueTables(owner, appRole);
  } finally {
    await owner.end();
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
