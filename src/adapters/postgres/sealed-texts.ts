import type { Pool } from 'pg';
import type { SealedRows } from '../../flows/ports.ts';
import { together } from './together.ts';
import { isUuid } from './uuid.ts';

/** A case's key as it is stored: wrapped by a key of the environment, or destroyed. */
export type StoredKey =
  | { readonly kind: 'kept'; readonly keyId: string; readonly wrapped: Uint8Array }
  | { readonly kind: 'destroyed' };

/** What the vault reads: keys of cases and sealed texts. They are written with the change or the draft they belong to. */
export type SealedTexts = {
  readonly loadKey: (caseId: string) => Promise<StoredKey | undefined>;
  readonly loadTexts: (caseId: string, ids: readonly string[]) => Promise<SealedRows['texts']>;
};

export function openSealedTexts(pool: Pool): SealedTexts {
  const loadKey = together((caseIds: readonly string[]) => loadKeys(pool, caseIds));
  return {
    loadKey: (caseId) => (isUuid(caseId) ? loadKey(caseId) : Promise.resolve(undefined)),
    loadTexts: async (caseId, ids) => {
      const { rows } = await pool.query<{ id: string; nonce: Buffer; sealed: Buffer }>(
        'select id, nonce, sealed from sealed_texts where id = any($1::text[]) and case_id = $2',
        [ids, caseId],
      );
      return rows.map((row) => ({ ...row, caseId }));
    },
  };
}

async function loadKeys(pool: Pool, caseIds: readonly string[]): Promise<readonly (StoredKey | undefined)[]> {
  const { rows } = await pool.query<{ case_id: string; key_id: string; wrapped: Buffer | null }>(
    'select case_id, key_id, wrapped from case_keys where case_id = any($1::uuid[])',
    [[...new Set(caseIds)]],
  );
  const keys = new Map(rows.map((row) => [row.case_id, storedKey(row)]));
  return caseIds.map((caseId) => keys.get(caseId));
}

function storedKey({
  key_id,
  wrapped,
}: {
  readonly key_id: string;
  readonly wrapped: Buffer | null;
}): StoredKey {
  return wrapped === null ? { kind: 'destroyed' } : { kind: 'kept', keyId: key_id, wrapped };
}
