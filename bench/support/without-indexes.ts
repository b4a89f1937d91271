import type { Pool } from 'pg';

/**
 * Writes very many rows into tables as one does it in bulk: without their indexes and keys, which are made again, as they
 * were, afterwards. Row by row a million of them would take a quarter of an hour.
 *
 * @param owner of one connection, as the tables' owner, with their schema first in its search path
 */
export async function withoutIndexes(
  owner: Pool,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows: keys } = await owner.query<Key>(keysOf, [tables]);
  const { rows: indexes } = await owner.query<Index>(indexesOf, [tables]);
  // What points at a key goes before it, and comes back after it.
  for (const key of keys) await owner.query(`alter table ${key.of} drop constraint ${key.name}`);
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  await work();
  for (const key of [...keys].reverse())
    await owner.query(`alter table ${key.of} add constraint ${key.name} ${key.is}`);
  for (const { is } of indexes) await owner.query(is);
}

type Key = { readonly of: string; readonly name: string; readonly is: string };
type Index = { readonly name: string; readonly is: string };

const keysOf = `
  select conrelid::regclass::text as of, quote_ident(conname) as name, pg_get_constraintdef(oid) as is
  from pg_constraint
  where contype in ('f', 'p', 'u')
    and (conrelid = any($1::text[]::regclass[]) or confrelid = any($1::text[]::regclass[]))
  order by contype <> 'f', conname`;

const indexesOf = `
  select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as is
  from pg_index
  where indrelid = any($1::text[]::regclass[])
    and not exists (select from pg_constraint where conindid = indexrelid)`;
