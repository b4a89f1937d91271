import type { AccessLog } from '../../../src/flows/ports.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of the access log. */
export function memoryAccessLog(tables: MemoryTables): AccessLog {
  return {
    note: ({ caseId, person, what, at }) => {
      tables.accesses.push({ caseId, person, what, at });
      return Promise.resolve();
    },
    ofCase: (caseId) =>
      Promise.resolve(
        tables.accesses
          .filter((access) => access.caseId === caseId)
          .map(({ person, what, at }) => ({ person, what, at })),
      ),
  };
}
