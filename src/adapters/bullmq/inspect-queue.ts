import { Cluster } from 'ioredis';
import pg from 'pg';
import type { AlarmPlace } from './backend.ts';
import { openRedis, type RedisPlace } from './open-redis.ts';

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
  return 'redisUrl' in place ? inspectRedis(place) : inspectPostgres(place.postgresUrl);
}

const patienceMs = 5_000;

async function inspectRedis(place: RedisPlace): Promise<InspectedQueue> {
  const redis = openRedis(place, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  redis.on('error', (error) => (reason ??= reasonOf(error))); // the call itself only says that the connection is closed
  try {
    await redis.connect();
    // In a cluster each master keeps a part, and any of them may throw alarms away.
    const asked = redis instanceof Cluster ? redis.nodes('master') : [redis];
    const infos = await Promise.all(asked.map((one) => one.info()));
    const policies = infos.map((info) => /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction');
    const eviction = policies.find((policy) => policy !== 'noeviction');
    return {
      kind: 'redis',
      version: /^redis_version:(\S+)/m.exec(infos[0] ?? '')?.[1] ?? '',
      ...(eviction === undefined ? {} : { eviction }),
    };
  } catch (error) {
    throw reason ?? reasonOf(error);
  } finally {
    redis.disconnect();
  }
}

/** Of a cluster, what the last node that was tried said. */
function reasonOf(error: unknown): Error {
  if (error instanceof Error && 'lastNodeError' in error && error.lastNodeError instanceof Error)
    return error.lastNodeError;
  return error instanceof Error ? error : new Error(String(error));
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
