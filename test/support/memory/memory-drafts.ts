import type { Drafts } from '../../../src/flows/ports.ts';
import { settle } from './memory-case-store.ts';
import { putSealed, type MemoryTables } from './memory-tables.ts';

/** The twin of the drafts. */
export function memoryDrafts(tables: MemoryTables): Drafts {
  return {
    save: ({ id, person, caseId, sealed, rows, at }) =>
      settle(() => {
        const held = tables.drafts.get(id);
        if (held !== undefined && (held.person !== person || held.caseId !== caseId)) {
          throw new Error('This draft was begun by somebody else, or for another case.');
        }
        putSealed(tables, caseId, rows);
        tables.drafts.set(id, { person, caseId, sealed, at });
      }),
    load: (id) => {
      const held = tables.drafts.get(id);
      return Promise.resolve(held && { person: held.person, caseId: held.caseId, sealed: held.sealed });
    },
    latestOf: (person) => {
      const [latest] = [...tables.drafts]
        .filter(([, draft]) => draft.person === person)
        .sort(
          ([oneId, one], [otherId, other]) =>
            other.at.getTime() - one.at.getTime() || (oneId < otherId ? -1 : 1),
        );
      return Promise.resolve(latest?.[0]);
    },
    drop: (id) => {
      tables.drafts.delete(id);
      return Promise.resolve();
    },
  };
}
