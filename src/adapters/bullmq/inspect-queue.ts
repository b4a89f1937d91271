import { Redis } from 'ioredis';
import pg from 'pg';
import type { AlarmPlace } from './backend.ts';

/** What a look at the queue finds, without changing anything; `eviction` where Redis may throw alarms away. */
export type InspectedQueue =
  | { readonly kind: 'redis'; readonly version: string; readonly eviction?: string }
  | { readonly kind: 'postgres'; readonly tables: number };

/**
 * Asks the queue whether it is there.
 *
 * @throws what the driver throws when it does not answer within some seconds; its message holds no password
 */
export function inspectQueue(place: AlarmPlace): Promise<InspectedQueue> {
  return 'redisUrl' in place ? inspectRedis(place.redisUrl) : inspectPostgres(place.postgresUrl);
}

const patienceMs = 5_000;

async function inspectRedis(url: string): Promise<InspectedQueue> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  redis.on('error', (error) => (reason ??= error)); // the call itself only says that the connection is closed
  try {
    await redis.connect();
    const info = await redis.info();
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
    return {
      kind: 'redis',
      version: /^redis_version:(\S+)/m.exec(info)?.[1] ?? '',
      ...(policy === undefined || policy === 'noeviction' ? {} : { eviction: policy }),
    };
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
}

async function inspectPostgres(url: string): Promise<InspectedQueue> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: patienceMs,
    options: '-c role=concordat_app',
  });
  client.on('error', () => undefined); // the query that was under way rejects
  try {
    await client.connect();
    const { rows } = await client.query<{ tables: number }>(
      `select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'bullmq' and c.relkind in ('r', 'p')
         and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select, insert, update, delete')`,
    );
    return { kind: 'postgres', tables: rows[0]?.tables ?? 0 };
  } finally {
    await client.end();
  }
}
