import type { Pool } from 'pg';
import { mostTries, type DocumentLinks } from '../../flows/documents/links.ts';
import { inTransaction } from './transaction.ts';

/** Links to documents, kept for every process that makes or answers one. */
export function openDocumentLinks(pool: Pool): DocumentLinks {
  return {
    keep: ({ id, caseId = null, person, wanted, until }, input, hash, codeHash) =>
      inTransaction(pool, async (client) => {
        // Two presses at the same moment: the second waits, and makes the first one's link void.
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${person} ${wanted}`]);
        const kept = await client.query(keep, [id, hash, codeHash, caseId, person, wanted, until, input]);
        if (kept.rowCount !== 1) return 'repeated';
        await client.query(makeVoid, [person, wanted, caseId, id]);
        return 'kept';
      }),
    find: async (hash) => {
      const { rows } = await pool.query<LinkRow>(find, [hash]);
      const [row] = rows;
      if (row === undefined) return undefined;
      const { id, case_id: caseId, person, wanted, until, spent: isSpent } = row;
      return { id, ...(caseId === null ? {} : { caseId }), person, wanted, until, isSpent };
    },
    tryCode: async (id, codeHash, at) => {
      const { rows } = await pool.query<Tried>(tryCode, [id, codeHash, at, mostTries]);
      const [tried] = rows;
      if (tried === undefined) return 'spent';
      return tried.is_right ? 'right' : tried.spent ? 'spent' : 'wrong';
    },
  };
}

/** Forgets links that are over. */
export async function sweepDocumentLinks(pool: Pool, before: Date): Promise<void> {
  await pool.query('delete from document_links where until < $1', [before]);
}

type LinkRow = {
  readonly id: string;
  readonly case_id: string | null;
  readonly person: string;
  readonly wanted: string;
  readonly until: Date;
  readonly spent: boolean;
};
type Tried = { readonly is_right: boolean; readonly spent: boolean };

const keep = `
  insert into document_links (id, hash, code_hash, case_id, person, wanted, until, input)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (input) do nothing`;

const makeVoid = `
  update document_links set spent = true
  where person = $1 and wanted = $2 and case_id is not distinct from $3 and id <> $4 and not spent`;

const find = 'select id, case_id, person, wanted, until, spent from document_links where hash = $1';

const tryCode = `
  update document_links set tries = tries + 1, spent = code_hash = $2 or tries + 1 >= $4
  where id = $1 and not spent and until > $3
  returning code_hash = $2 as is_right, spent`;
