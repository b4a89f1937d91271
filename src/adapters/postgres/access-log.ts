import type { Pool } from 'pg';
import type { AccessLog } from '../../flows/ports.ts';

/** Who looked at what, and when: kept for ever, like the record. */
export function openAccessLog(pool: Pool): AccessLog {
  return {
    note: async ({ caseId, person, what, at }) => {
      await pool.query('insert into access_log (case_id, person, what, at) values ($1, $2, $3, $4)', [
        caseId,
        person,
        what,
        at,
      ]);
    },
    ofCase: async (caseId) => {
      const { rows } = await pool.query<{ person: string; what: string; at: Date }>(
        'select person, what, at from access_log where case_id = $1 order by id',
        [caseId],
      );
      return rows;
    },
  };
}
