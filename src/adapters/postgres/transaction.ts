import type { Pool, PoolClient } from 'pg';
import { waitedFor } from './pool.ts';

/** Runs `work` in one transaction: all of it or, when it throws, none. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await abandon(client);
    throw error;
  }
}

/** After a failure nothing may stay half done: roll back, and where even that fails, or takes long, close the connection, which does. */
export async function abandon(client: PoolClient): Promise<void> {
  try {
    await client.query(waitedFor('rollback', [], 0));
    client.release();
  } catch {
    client.release(true);
  }
}
