import type { Pool } from 'pg';
import { faultsOf, type Link } from './chain.ts';
import { isUuid } from './uuid.ts';

/** A case's record as it is stored, with what is wrong with its chain; no fault, and it is what was written. */
export type CaseRecord = { readonly links: readonly Link[]; readonly faults: readonly string[] };

/** The record of a case to verify or to hand out; `undefined` for a case there is none of. */
export async function recordOf(pool: Pool, caseId: string): Promise<CaseRecord | undefined> {
  if (!isUuid(caseId)) return undefined;
  const { rows } = await pool.query<{
    version: number;
    head_hash: string;
    entry: number;
    body: string;
    hash: string;
  }>(
    `select c.version, c.head_hash, e.entry, e.body, e.hash
     from cases c left join events e on e.case_id = c.id where c.id = $1 order by e.entry`,
    [caseId],
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  const links = rows.map(({ entry, body, hash }) => ({ entry, body, hash }));
  return { links, faults: faultsOf(caseId, links, { entry: first.version, hash: first.head_hash }) };
}
