import { Redis } from 'ioredis';
import type { Pool } from 'pg';

/**
 * Keeps every row that is written to any table of a database from now on, in every version, also those that are deleted
 * later: jobs of the queue that were done, drafts that were sent. They lie in a table of their own, as text, with all else that
 * `everythingStored` finds.
 */
export async function keepEveryRow(database: Pool): Promise<void> {
  await database.query(`
    create schema kept;
    create unlogged table kept.rows (told text not null);
    create function kept.keep() returns trigger language plpgsql security definer as $$
    begin
      insert into kept.rows values (tg_table_schema || '.' || tg_table_name || ' ' || new::text);
      return null;
    end $$;
    grant usage on schema kept to public;
    do $$
    declare
      one record;
    begin
      for one in select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema in ('concordat', 'bullmq')
      loop
        execute format('create trigger zz_kept after insert or update on %s for each row execute function kept.keep()', one.name);
      end loop;
    end $$;`);
}

/** How many rows of the tables of a schema were kept. */
export async function keptRowsOf(database: Pool, schema: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::int as count from kept.rows where starts_with(told, $1 || '.')`,
    [schema],
  );
  return rows[0]?.count ?? 0;
}

/** Keeps every command that a Redis is sent from now on, with everything that goes with it, scripts and their arguments too. */
export async function keepEveryCommand(redisUrl: string) {
  const connection = new Redis(redisUrl);
  const monitor = await connection.monitor();
  const told: string[] = [];
  monitor.on('monitor', (_time: string, args: readonly string[]) => void told.push(args.join(' ')));
  return {
    told: (): readonly string[] => told,
    /** What stands in the keys of that database now, of whatever kind. */
    keys: async (): Promise<readonly string[]> => {
      const all: string[] = [];
      for (const key of await connection.keys('*')) {
        const kind = await connection.type(key);
        all.push(`${key} ${kind} ${JSON.stringify(await valueOf(connection, key, kind))}`);
      }
      return all;
    },
    stop: () => {
      monitor.disconnect();
      connection.disconnect();
    },
  };
}

function valueOf(redis: Redis, key: string, kind: string): Promise<unknown> {
  switch (kind) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      throw new Error(`${key} is a ${kind}, of which nothing is known here`);
  }
}

export async function setInRedis(redisUrl: string, key: string, value: string): Promise<void> {
  const connection = new Redis(redisUrl);
  await connection.set(key, value);
  connection.disconnect();
}
