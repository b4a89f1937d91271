import type { SealedTexts } from '../../../src/adapters/postgres/sealed-texts.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of the sealed texts; the vault over it is the real one. */
export function memoryTexts(tables: MemoryTables): SealedTexts {
  return {
    loadKey: (caseId) => {
      const key = tables.keys.get(caseId);
      if (key === undefined) return Promise.resolve(undefined);
      return Promise.resolve(
        key.wrapped === undefined
          ? { kind: 'destroyed' }
          : { kind: 'kept', keyId: key.keyId, wrapped: key.wrapped },
      );
    },
    loadTexts: (caseId, ids) =>
      Promise.resolve(
        [...tables.texts.values()].filter((text) => text.caseId === caseId && ids.includes(text.id)),
      ),
  };
}
