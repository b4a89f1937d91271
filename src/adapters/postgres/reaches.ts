import type { Pool } from 'pg';
import type { Reaches, Unreachable } from '../../flows/ports.ts';

/** Who cannot be reached in chat, kept for every process that delivers or asks. */
export function openReaches(pool: Pool): Reaches {
  return {
    note: async (person, found, at) => {
      if (found.kind === 'reachable') await pool.query(reachable, [person, at]);
      else await pool.query(unreachable, [person, found.why, at]);
    },
    unreachable: async (among) => {
      const { rows } = await pool.query<Unreachable>(unreachableAmong, [among]);
      return rows;
    },
  };
}

/** Nearly always there is no row, so that a message that arrives costs no write. */
const reachable = 'delete from unreachable_people where person = $1 and noted_at <= $2';

const unreachable = `
  insert into unreachable_people (person, why, since, noted_at) values ($1, $2, $3, $3)
  on conflict (person) do update set why = excluded.why, noted_at = excluded.noted_at
  where unreachable_people.noted_at <= excluded.noted_at`;

const unreachableAmong = `
  select person, why, since from unreachable_people where person = any($1::text[]) order by since, person`;
