import type { Pool } from 'pg';
import type { SealedRows } from '../../flows/ports.ts';
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
  return {
    loadKey: async (caseId) => {
      if (!isUuid(caseId)) return undefined;
      const { rows } = await pool.query<{ key_id: string; wrapped: Buffer | null }>(
        'select key_id, wrapped from case_keys where case_id = $1',
        [caseId],
      );
      const [key] = rows;
      if (key === undefined) return undefined;
      return key.wrapped === null
        ? { kind: 'destroyed' }
        : { kind: 'kept', keyId: key.key_id, wrapped: key.wrapped };
    },
    loadTexts: async (caseId, ids) => {
      const { rows } = await pool.query<{ id: string; nonce: Buffer; sealed: Buffer }>(
        'select id, nonce, sealed from sealed_texts where id = any($1::text[]) and case_id = $2',
        [ids, caseId],
      );
      return rows.map((row) => ({ ...row, caseId }));
    },
  };
}
