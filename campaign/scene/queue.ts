import { Redis } from 'ioredis';
import pg from 'pg';
import type { AlarmPlace } from '../../src/adapters/bullmq/backend.ts';
import { freePort, startRedis } from '../../test/support/redis.ts';
import type { Stops } from '../../bench/support/stops.ts';
import type { BackendName } from '../plan/fault.ts';
import { patiently } from './patiently.ts';

/** The queue of a campaign, and what can befall it. */
export type CampaignQueue = {
  /** As its owner reaches it; the bot reaches it through a network. */
  readonly place: AlarmPlace;
  /** Everything that it holds is gone at once. */
  readonly empty: () => Promise<void>;
  /** Ends it with all that it holds; only where it is Redis. @returns what starts it again, empty */
  readonly kill: () => Promise<() => Promise<void>>;
  /** It has no room for anything more, until `makeRoom`; only where it is Redis. */
  readonly fill: () => Promise<void>;
  readonly makeRoom: () => Promise<void>;
};

/**
 * Opens the queue of a backend.
 *
 * @returns `undefined` where it would be Redis and this machine has no redis-server
 */
export async function openCampaignQueue(
  backend: BackendName,
  databaseUrl: string,
  stops: Stops,
): Promise<CampaignQueue | undefined> {
  return backend === 'redis' ? onRedis(stops) : onPostgres(databaseUrl);
}

async function onRedis(stops: Stops): Promise<CampaignQueue | undefined> {
  const port = await freePort();
  let redis = await startRedis(port);
  if (redis === undefined) return undefined;
  const { url } = redis;
  stops.add(async () => redis?.stop());
  return {
    place: { redisUrl: url },
    empty: () => told(url, (client) => client.flushall()),
    fill: () => told(url, (client) => client.config('SET', 'maxmemory', '1')),
    makeRoom: () => told(url, (client) => client.config('SET', 'maxmemory', '0')),
    kill: async () => {
      await redis?.kill();
      redis = undefined;
      return async () => {
        redis = await startRedis(port);
      };
    },
  };
}

/** Tells Redis something, until it has heard it. */
function told(url: string, what: (client: Redis) => Promise<unknown>): Promise<void> {
  return patiently(async () => {
    const client = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
    client.on('error', () => undefined); // the call itself fails
    try {
      await what(client);
    } finally {
      client.disconnect();
    }
  });
}

function onPostgres(url: string): CampaignQueue {
  const itIsTheDatabase = () =>
    Promise.reject(new Error('The queue is in PostgreSQL: it is the database that fails'));
  return {
    place: { postgresUrl: url },
    empty: () => patiently(() => emptyTables(url)),
    kill: itIsTheDatabase,
    fill: itIsTheDatabase,
    makeRoom: itIsTheDatabase,
  };
}

/** Every table of the queue's own but the one that says how its tables are made. */
async function emptyTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the statement itself fails
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('bullmq.%I', tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
    );
    await client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    await client.end();
  }
}
