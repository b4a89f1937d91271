import type { Pool, PoolClient } from 'pg';
import type { Restored, Restores } from '../../flows/restore-ports.ts';
import { waitedFor } from './pool.ts';
import { StoreError } from './store-error.ts';

/** When the database was put back from a backup, and who was told of it. */
export function openRestores(pool: Pool): Restores {
  return {
    note: async (made, at) => {
      if (made > at)
        throw new StoreError(
          'A backup cannot have been made after now. Give the moment at which it was made.',
        );
      await pool.query('insert into restores (made, noted) values ($1, $2)', [made, at]);
    },
    begin: async (at) => {
      await pool.query('update restores set begun = $1 where begun is null', [at]);
      const { rows } = await pool.query<Restored>(last);
      return rows[0];
    },
    concerned: async () => {
      const { rows } = await pool.query<{ person: string }>(concerned);
      return rows.map(({ person }) => person);
    },
    telling: async (restored, tell) => {
      const client = await pool.connect();
      try {
        if (!(await isOurs(client, restored))) return;
        const { rows } = await client.query<{ person: string }>(
          'select person from restore_words where restore = $1',
          [restored.id],
        );
        await tell({
          told: new Set(rows.map(({ person }) => person)),
          stayAlone: async () => {
            await client.query('select');
          },
          note: async (person, at) => {
            await client.query(
              'insert into restore_words (restore, person, at) values ($1, $2, $3) on conflict do nothing',
              [restored.id, person, at],
            );
          },
          allAreTold: async (at) => {
            await client.query('update restores set told = $2 where number = $1', [restored.id, at]);
          },
        });
      } finally {
        const unlocked = await client.query(waitedFor('select pg_advisory_unlock_all()', [], 0)).then(
          () => true,
          () => false,
        );
        client.release(!unlocked); // then it ends with the connection
      }
    },
  };
}

/** Held by the session: a process that dies, or asks nothing for a minute (see pool.ts), leaves the rest to the next one. */
const tellingLock = 20_261_127;

async function isOurs(client: PoolClient, { id }: Restored): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [
    tellingLock,
  ]);
  if (rows[0]?.ours !== true) return false;
  const { rowCount } = await client.query('select from restores where number = $1 and told is null', [id]);
  return rowCount === 1;
}

const last = `
  select number::text as id, made, noted, begun from restores where begun is not null order by number desc limit 1`;

const concerned = `
  select distinct p.person from participants p join cases c on c.id = p.case_id
  where c.closed_at is null and p.taken_as <> 'copied'
  order by p.person`;
