import { inspectQueue } from '../../adapters/bullmq/inspect-queue.ts';
import type { Config } from '../../config.ts';
import { messageOf, type Finding } from './finding.ts';

const check = 'queue';

/**
 * Whether the queue, which wakes the bot at each date, can be reached.
 *
 * @param postgresUrl the database, where the queue is kept without REDIS_URL
 */
export async function checkQueue(
  { redisUrl }: Config,
  postgresUrl: string | undefined,
): Promise<readonly Finding[]> {
  if (redisUrl !== undefined) return checkRedis(redisUrl);
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

async function checkRedis(redisUrl: string): Promise<readonly Finding[]> {
  const { hostname, port } = new URL(redisUrl);
  const place = `${hostname}:${port === '' ? '6379' : port}`;
  try {
    const found = await inspectQueue({ redisUrl });
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
