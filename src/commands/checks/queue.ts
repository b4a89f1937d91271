import { inspectQueue } from '../../adapters/bullmq/inspect-queue.ts';
import { readRedisAddress, sayRedisAddress } from '../../adapters/bullmq/redis-address.ts';
import type { Config } from '../../config.ts';
import { messageOf, type Finding } from './finding.ts';

const check = 'queue';

/**
 * Whether the queue, which wakes the bot at each date, can be reached.
 *
 * @param postgresUrl the database, where the queue is kept without REDIS_URL
 */
export async function checkQueue(
  { redis }: Config,
  postgresUrl: string | undefined,
): Promise<readonly Finding[]> {
  if (redis !== undefined) return checkRedis(redis);
  if (postgresUrl === undefined) return [];
  try {
    const found = await inspectQueue({ postgresUrl });
    const ready = found.kind === 'postgres' && found.tables > 0;
    return [
      ready
        ? { check, state: 'ok', says: 'kept in PostgreSQL' }
        : wrong(
            'its tables are not in the database yet, or the bot may not use them. "concordat start" makes them',
          ),
    ];
  } catch (error) {
    return [wrong(`it cannot be looked at in PostgreSQL: ${messageOf(error)}`)];
  }
}

async function checkRedis(redis: NonNullable<Config['redis']>): Promise<readonly Finding[]> {
  const address = readRedisAddress(redis.redisUrl);
  const place = address === undefined ? '' : sayRedisAddress(address);
  try {
    const found = await inspectQueue(redis);
    if (found.kind !== 'redis') return [];
    return [
      { check, state: 'ok', says: `Redis ${found.version} at ${place} answers` },
      ...(found.eviction === undefined
        ? []
        : [
            wrong(
              `Redis at ${place} may throw alarms away when its memory is full (${found.eviction}). Set maxmemory-policy to noeviction`,
            ),
          ]),
    ];
  } catch (error) {
    return [
      wrong(
        `Redis at ${place} does not answer (${messageOf(error)}). Check that it runs and that REDIS_URL is right, or leave REDIS_URL empty: the queue is then kept in PostgreSQL`,
      ),
    ];
  }
}

function wrong(says: string): Finding {
  return { check, state: 'wrong', says };
}
