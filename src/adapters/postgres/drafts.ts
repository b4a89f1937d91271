import type { Pool } from 'pg';
import type { Drafts } from '../../flows/ports.ts';
import { sealedDocument } from './append-document.ts';
import { StoreError } from './store-error.ts';
import { inTransaction } from './transaction.ts';

/** Forms in the making, sealed. A draft belongs to who began it: nobody else can save over it. */
export function openDrafts(pool: Pool): Drafts {
  return {
    save: ({ id, person, caseId, sealed, rows, at }) =>
      inTransaction(pool, async (client) => {
        const { key, texts } = sealedDocument(rows);
        const { rowCount } = await client.query(save, [
          JSON.stringify(key),
          JSON.stringify(texts),
          caseId,
          id,
          person,
          sealed,
          at,
        ]);
        if (rowCount === 0)
          throw new StoreError('This draft was begun by somebody else, or for another case.');
      }),
    load: async (id) => {
      const { rows } = await pool.query<{ person: string; case_id: string; sealed: Buffer }>(
        'select person, case_id, sealed from drafts where id = $1',
        [id],
      );
      const [draft] = rows;
      return draft && { person: draft.person, caseId: draft.case_id, sealed: draft.sealed };
    },
    latestOf: async (person) => {
      const { rows } = await pool.query<{ id: string }>(
        'select id from drafts where person = $1 order by saved_at desc, id limit 1',
        [person],
      );
      return rows[0]?.id;
    },
    drop: async (id) => {
      await pool.query('delete from drafts where id = $1', [id]);
    },
  };
}

const save = `
  with key as (select write_key($3::uuid, $1::jsonb)), texts as (select write_texts($2::jsonb))
  insert into drafts (id, person, case_id, sealed, saved_at)
  select $4, $5, $3::uuid, $6, $7 from key, texts
  on conflict (id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at
    where drafts.person = excluded.person and drafts.case_id = excluded.case_id`;
