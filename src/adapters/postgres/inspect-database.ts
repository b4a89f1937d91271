import type { Pool } from 'pg';
import { appRole } from './app-role.ts';
import { migrations } from './migrations/all.ts';

/** What a look at the database finds, without changing anything. */
export type InspectedDatabase = {
  /** PostgreSQL's own version: `18.4`. */
  readonly server: string;
  /** Names of migrations that this program has and the database has not. */
  readonly missing: readonly string[];
  /** Numbers of migrations that only a newer program knows. */
  readonly unknown: readonly number[];
  /** Tables that the application's role owns, or could come to own, and whether it stands above all rights. */
  readonly owned: readonly string[];
  readonly superuser: boolean;
};

/** Looks at the database as its owner, or as whoever may connect. */
export async function inspectDatabase(pool: Pool): Promise<InspectedDatabase> {
  const { rows } = await pool.query<{
    server: string;
    migrated: boolean;
    superuser: boolean;
    owned: string[];
  }>(about, [appRole]);
  const [found] = rows;
  const applied = found?.migrated === true ? await appliedTo(pool) : [];
  return {
    server: found?.server ?? '',
    missing: migrations.filter(({ number }) => !applied.includes(number)).map(({ name }) => name),
    unknown: applied.filter((number) => !migrations.some((known) => known.number === number)),
    owned: found?.owned ?? [],
    superuser: found?.superuser ?? false,
  };
}

async function appliedTo(pool: Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ number: number }>(
    'select number from concordat.migrations order by number',
  );
  return rows.map(({ number }) => number);
}

/** A role that may become the owner owns all the same. */
const about = `
  select current_setting('server_version') as server,
    to_regclass('concordat.migrations') is not null as migrated,
    coalesce((select rolsuper from pg_roles where rolname = $1), false) as superuser,
    coalesce((select array_agg(c.relname::text order by c.relname)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'concordat' and c.relkind in ('r', 'p')
        and exists (select from pg_roles r where r.rolname = $1 and pg_has_role(r.oid, c.relowner, 'member'))
    ), '{}') as owned`;
