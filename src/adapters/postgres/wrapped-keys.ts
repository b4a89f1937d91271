import type { Pool } from 'pg';

/** The key of a case as it is kept: wrapped by a key of the environment. */
export type WrappedKey = { readonly caseId: string; readonly keyId: string; readonly wrapped: Uint8Array };

/** One case's key for every key of the environment that cases were ever wrapped by, to see whether it still opens. */
export async function oneOfEachKey(pool: Pool): Promise<readonly WrappedKey[]> {
  const { rows } = await pool.query<{ case_id: string; key_id: string; wrapped: Buffer }>(
    `select distinct on (key_id) case_id, key_id, wrapped from case_keys
     where wrapped is not null order by key_id, made_at desc`,
  );
  return rows.map(({ case_id, key_id, wrapped }) => ({ caseId: case_id, keyId: key_id, wrapped }));
}
