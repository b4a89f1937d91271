import type { Pool } from 'pg';
import type { Recounts } from '../../flows/recount-cases.ts';

/** The changes of days off that are still to be counted into open cases, and how far each has come. */
export function openRecounts(pool: Pool): Recounts {
  return {
    open: async (settledMs) => {
      const { rows } = await pool.query<{ id: string; board: string; last_case: string | null }>(
        `select id, board, last_case from recounts
         where done_at is null and asked_at <= clock_timestamp() - $1 * interval '1 millisecond'
         order by asked_at, id`,
        [settledMs],
      );
      return rows.map(({ id, board, last_case: last }) => {
        return { id, board, ...(last === null ? {} : { after: last }) };
      });
    },
    cases: async (board, after, limit) => {
      const { rows } = await pool.query<{ id: string; policy_version: string }>(
        `select id, policy_version from cases c
         where board = $1 and ($2::uuid is null or id > $2::uuid)
           and (closed_at is null or exists (select from dues where case_id = c.id))
         order by id limit $3`,
        [board, after ?? null, limit],
      );
      return rows.map(({ id, policy_version: version }) => ({ caseId: id, version }));
    },
    advance: async (id, lastCase, failed) => {
      await pool.query(
        'update recounts set last_case = $2, failed = failed or $3 where id = $1 and done_at is null',
        [id, lastCase, failed],
      );
    },
    finish: async (id) => {
      const { rows } = await pool.query<{ done: boolean }>(
        `update recounts set
           done_at = case when failed then null else clock_timestamp() end,
           last_case = case when failed then null else last_case end,
           failed = false
         where id = $1 and done_at is null
         returning done_at is not null as done`,
        [id],
      );
      return rows[0]?.done ?? true;
    },
  };
}
