import type { Pool } from 'pg';
import type { Reaches, Unreachable } from '../../flows/ports.ts';
import { together } from './together.ts';

/** Who cannot be reached in chat, kept for every process that delivers or asks. */
export function openReaches(pool: Pool): Reaches {
  const noteReachable = together(async (found: readonly Reachable[]) => {
    await pool.query(reachable, [found.map(({ person }) => person), found.map(({ at }) => at)]);
    return found.map(() => undefined);
  });
  return {
    note: async (person, found, at) => {
      if (found.kind === 'reachable') await noteReachable({ person, at });
      else await pool.query(unreachable, [person, found.why, at, found.refused === true]);
    },
    unreachable: async (among) => {
      const { rows } = await pool.query<UnreachableRow>(unreachableAmong, [among]);
      return rows.map(({ refused, ...row }) => (refused ? { ...row, refused } : row));
    },
  };
}

type Reachable = { readonly person: string; readonly at: Date };
type UnreachableRow = Omit<Unreachable, 'refused'> & { readonly refused: boolean };

/** Nearly always there is no row, so that a message that arrives costs no write. */
const reachable = `
  delete from unreachable_people u using unnest($1::text[], $2::timestamptz[]) as found (person, at)
  where u.person = found.person and u.noted_at <= found.at`;

const unreachable = `
  insert into unreachable_people (person, why, since, noted_at, refused) values ($1, $2, $3, $3, $4)
  on conflict (person) do update set
    why = excluded.why, noted_at = excluded.noted_at, refused = excluded.refused
  where unreachable_people.noted_at <= excluded.noted_at`;

const unreachableAmong = `
  select person, why, since, refused from unreachable_people
  where person = any($1::text[]) order by since, person`;
