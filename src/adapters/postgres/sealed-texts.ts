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
  /** Makes all that was written in a case unreadable for ever. The record stays as it is and still verifies. */
  readonly destroyKey: (caseId: string, at: Date) => Promise<void>;
  /** Wraps a case's key anew, when the keys of the environment are changed; only if it is still the one that was read. */
  readonly rewrap: (
    caseId: string,
    from: Uint8Array,
    to: { readonly keyId: string; readonly wrapped: Uint8Array },
  ) => Promise<void>;
  /** Cases whose keys are wrapped by another key than this, some at a time. */
  readonly notWrappedBy: (keyId: string, limit: number) => Promise<readonly string[]>;
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
    destroyKey: async (caseId, at) => {
      await pool.query(
        'update case_keys set wrapped = null, destroyed_at = $2 where case_id = $1 and wrapped is not null',
        [caseId, at],
      );
    },
    rewrap: async (caseId, from, { keyId, wrapped }) => {
      await pool.query('update case_keys set key_id = $3, wrapped = $4 where case_id = $1 and wrapped = $2', [
        caseId,
        from,
        keyId,
        wrapped,
      ]);
    },
    notWrappedBy: async (keyId, limit) => {
      const { rows } = await pool.query<{ case_id: string }>(
        'select case_id from case_keys where key_id <> $1 and wrapped is not null order by case_id limit $2',
        [keyId, limit],
      );
      return rows.map(({ case_id }) => case_id);
    },
  };
}
