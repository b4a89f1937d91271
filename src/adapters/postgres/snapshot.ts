import type { Pool, PoolClient } from 'pg';
import { abandon } from './transaction.ts';

/**
 * Reads much in many pieces, all of it as it stood at one moment; whoever reads may stop early. Moments come in UTC. The
 * pieces must be asked for at least every few seconds (`idle_in_transaction_session_timeout` of the pool).
 */
export async function* inSnapshot<T>(
  pool: Pool,
  read: (client: PoolClient) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(`set local timezone = 'UTC'`);
    yield* read(client);
  } finally {
    await abandon(client); // nothing was written
  }
}
