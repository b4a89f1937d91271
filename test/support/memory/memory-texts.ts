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
    destroyKey: (caseId) => {
      const key = tables.keys.get(caseId);
      if (key !== undefined) tables.keys.set(caseId, { keyId: key.keyId, wrapped: undefined });
      return Promise.resolve();
    },
    rewrap: (caseId, from, { keyId, wrapped }) => {
      const held = tables.keys.get(caseId)?.wrapped;
      if (held !== undefined && Buffer.compare(held, from) === 0) tables.keys.set(caseId, { keyId, wrapped });
      return Promise.resolve();
    },
    notWrappedBy: (keyId, limit) =>
      Promise.resolve(
        [...tables.keys]
          .filter(([, key]) => key.keyId !== keyId && key.wrapped !== undefined)
          .map(([caseId]) => caseId)
          .sort()
          .slice(0, limit),
      ),
  };
}
