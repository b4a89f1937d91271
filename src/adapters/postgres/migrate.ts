import type { Pool, PoolClient } from 'pg';
import { createHash } from 'node:crypto';
import { ensureAppRole, appRole } from './app-role.ts';
import { type Migration, migrations } from './migrations/all.ts';
import { StoreError } from './store-error.ts';

/**
 * Brings the database to the present shape: every numbered migration that it has not seen, in order, all or none.
 * Run by the owner of the database (never by the application's role); several at once wait for each other.
 *
 * @throws StoreError when the database is newer than this program, or when a migration was edited after it landed
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await ensureAppRole(client);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query(ground);
    const { rows } = await client.query<Applied>('select number, digest from migrations order by number');
    for (const migration of missingFrom(rows)) await apply(client, migration);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true); // a connection whose state is unknown is never used again; closing it rolls back
    throw error;
  }
}

type Applied = { readonly number: number; readonly digest: string };

const migrationLock = 20_261_103;

const ground = `
  create schema if not exists concordat;
  grant usage on schema concordat to ${appRole};
  set local search_path = concordat, pg_temp;
  set local client_min_messages = warning;
  create table if not exists migrations (
    number integer primary key,
    name text not null,
    digest text not null,
    applied_at timestamptz not null default now()
  );
  grant select on migrations to ${appRole};
`;

function missingFrom(applied: readonly Applied[]): readonly Migration[] {
  for (const { number, digest } of applied) {
    const known = migrations.find((migration) => migration.number === number);
    if (known === undefined) {
      throw new StoreError(
        `The database has migration ${number}, which this version of Concordat does not know. Use the newer version.`,
      );
    }
    if (digestOf(known) !== digest) {
      throw new StoreError(
        `Migration ${number} (${known.name}) was edited after it had landed. Put it back and add a new number.`,
      );
    }
  }
  return migrations.filter(({ number }) => !applied.some((row) => row.number === number));
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  await client.query(migration.sql);
  await client.query('insert into migrations (number, name, digest) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    digestOf(migration),
  ]);
}

function digestOf({ sql }: Migration): string {
  return createHash('sha256').update(sql).digest('hex');
}
