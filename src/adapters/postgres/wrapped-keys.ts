import type { Pool } from 'pg';

/** The key of a case as it is kept: wrapped by a key of the environment. */
export type WrappedKey = { readonly caseId: string; readonly keyId: string; readonly wrapped: Uint8Array };

/** One case's key for every key of the environment that cases were ever wrapped by, to see whether it still opens. */
export async function oneOfEachKey(pool: Pool): Promise<readonly WrappedKey[]> {
  const { rows } = await pool.query<Row>(
    `select distinct on (key_id) case_id, key_id, wrapped from case_keys
     where wrapped is not null order by key_id, made_at desc`,
  );
  return rows.map(wrappedKey);
}

/** How many cases each key of the environment has wrapped the keys of. */
export async function casesOfEachKey(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ key_id: string; many: number }>(
    'select key_id, count(*)::int as many from case_keys where wrapped is not null group by key_id',
  );
  return new Map(rows.map(({ key_id, many }) => [key_id, many]));
}

/** Keys of cases that another key than this has wrapped, in the order of the cases' ids. */
export async function notWrappedBy(
  pool: Pool,
  keyId: string,
  after: string | undefined,
  limit: number,
): Promise<readonly WrappedKey[]> {
  const { rows } = await pool.query<Row>(
    `select case_id, key_id, wrapped from case_keys
     where key_id <> $1 and wrapped is not null and ($2::uuid is null or case_id > $2::uuid)
     order by case_id limit $3`,
    [keyId, after ?? null, limit],
  );
  return rows.map(wrappedKey);
}

/** Wraps keys of cases anew, all in one statement. One that was destroyed or wrapped anew meanwhile stays as it is. */
export async function rewrap(
  pool: Pool,
  keys: readonly { readonly from: WrappedKey; readonly to: Omit<WrappedKey, 'caseId'> }[],
): Promise<void> {
  await pool.query(
    `update case_keys k set key_id = n.key_id, wrapped = n.wrapped
     from unnest($1::uuid[], $2::bytea[], $3::text[], $4::bytea[]) as n (case_id, before, key_id, wrapped)
     where k.case_id = n.case_id and k.wrapped = n.before`,
    [
      keys.map(({ from }) => from.caseId),
      keys.map(({ from }) => from.wrapped),
      keys.map(({ to }) => to.keyId),
      keys.map(({ to }) => to.wrapped),
    ],
  );
}

type Row = { readonly case_id: string; readonly key_id: string; readonly wrapped: Buffer };

function wrappedKey({ case_id, key_id, wrapped }: Row): WrappedKey {
  return { caseId: case_id, keyId: key_id, wrapped };
}
