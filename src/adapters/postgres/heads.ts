import type { Pool, PoolClient } from 'pg';
import { inSnapshot } from './snapshot.ts';

/** How far the record of a case has come. */
export type CaseHead = {
  readonly case: string;
  readonly reference: string;
  readonly entries: number;
  readonly hash: string;
};

/** The head of every case's record as they all stood at one moment, in the order of the cases' ids, some at a time. */
export function caseHeads(pool: Pool): AsyncIterable<readonly CaseHead[]> {
  return inSnapshot(pool, heads);
}

async function* heads(client: PoolClient): AsyncGenerator<readonly CaseHead[]> {
  let after: string | undefined;
  for (;;) {
    const { rows }: { rows: CaseHead[] } = await client.query<CaseHead>(
      `select id as "case", reference, version as entries, head_hash as hash from cases
       where version > 0 and ($1::uuid is null or id > $1::uuid) order by id limit 2000`,
      [after ?? null],
    );
    const end = rows.at(-1);
    if (end === undefined) return;
    yield rows;
    after = end.case;
  }
}
