import type { Pool } from 'pg';
import { mostTries, type DocumentLinks } from '../../flows/documents/links.ts';

/** Links to documents, kept for every process that makes or answers one. */
export function openDocumentLinks(pool: Pool): DocumentLinks {
  return {
    keep: async ({ id, caseId, person, wanted, until }, hash, codeHash) => {
      await pool.query(keep, [id, hash, codeHash, caseId, person, wanted, until]);
    },
    find: async (hash) => {
      const { rows } = await pool.query<LinkRow>(find, [hash]);
      const [row] = rows;
      if (row === undefined) return undefined;
      const { id, case_id: caseId, person, wanted, until, spent: isSpent } = row;
      return { id, caseId, person, wanted, until, isSpent };
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
  readonly case_id: string;
  readonly person: string;
  readonly wanted: string;
  readonly until: Date;
  readonly spent: boolean;
};
type Tried = { readonly is_right: boolean; readonly spent: boolean };

const keep = `
  insert into document_links (id, hash, code_hash, case_id, person, wanted, until)
  values ($1, $2, $3, $4, $5, $6, $7)`;

const find = 'select id, case_id, person, wanted, until, spent from document_links where hash = $1';

const tryCode = `
  update document_links set tries = tries + 1, spent = code_hash = $2 or tries + 1 >= $4
  where id = $1 and not spent and until > $3
  returning code_hash = $2 as is_right, spent`;
