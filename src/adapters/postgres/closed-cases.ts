import type { Pool } from 'pg';

/** A closed case in which what people wrote is still there. */
export type ClosedCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly board: string;
  readonly policyVersion: string;
  readonly closedAt: Date;
};

/** Closed cases of a board that have been closed since before a moment, the earliest first; those that were erased are left out. */
export async function closedBefore(pool: Pool, board: string, before: Date): Promise<readonly ClosedCase[]> {
  const { rows } = await pool.query<{
    id: string;
    reference: string;
    policy_version: string;
    closed_at: Date;
  }>(
    `select c.id, c.reference, c.policy_version, c.closed_at from cases c
     where c.board = $1 and c.closed_at is not null and c.closed_at < $2
       and not exists (select from case_keys k where k.case_id = c.id and k.destroyed_at is not null)
     order by c.closed_at, c.id`,
    [board, before],
  );
  return rows.map(({ id, reference, policy_version, closed_at }) => {
    return { caseId: id, reference, board, policyVersion: policy_version, closedAt: closed_at };
  });
}
