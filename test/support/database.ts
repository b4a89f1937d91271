import { randomBytes } from 'node:crypto';
import { Client, Pool, type PoolClient } from 'pg';
import { inject } from 'vitest';

/** A migrated, empty database of its own for one test file. */
export interface FreshDatabase {
  readonly url: string;
  readonly pool: Pool;
  /** Drops the database. Fails when a client of the pool was not released: in production that is a leak. */
  readonly close: () => Promise<void>;
}

/**
 * Clones the migrated template.
 *
 * @example
 * const database = await freshDatabase();
 * afterAll(database.close);
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = inject('templateDatabase');
  if ('failure' in template) throw new Error(`The migrations failed: ${template.failure}`);
  await asOwner(`create database ${name} template ${template.name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href });
  const clients = new Set<PoolClient>();
  pool.on('connect', (client) => clients.add(client));

  async function close(): Promise<void> {
    const leaked = pool.totalCount - pool.idleCount;
    if (leaked === 0) await pool.end(); // would wait for ever for a client that nobody releases
    for (const client of clients) client.on('error', () => undefined); // dropping by force cuts off a leaked one
    // By force only where somebody leaked: it may not end a housekeeping process of the server's own, which a plain drop waits for.
    await asOwner(`drop database if exists ${name}${leaked > 0 ? ' with (force)' : ''}`);
    if (leaked > 0) throw new Error(`${leaked} database client(s) were never released to the pool.`);
  }

  return { url: url.href, pool, close };
}

async function asOwner(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
