import type { Reaches } from '../../../src/flows/ports.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of who cannot be reached. */
export function memoryReaches({ unreachable }: MemoryTables): Reaches {
  return {
    note: (person, found, at) => {
      const known = unreachable.get(person);
      if (known !== undefined && known.notedAt > at) return Promise.resolve();
      if (found.kind === 'reachable') unreachable.delete(person);
      else unreachable.set(person, { why: found.why, since: known?.since ?? at, notedAt: at });
      return Promise.resolve();
    },
    unreachable: (among) =>
      Promise.resolve(
        [...unreachable]
          .filter(([person]) => among.includes(person))
          .map(([person, { why, since }]) => ({ person, why, since }))
          .sort(
            (one, other) =>
              one.since.getTime() - other.since.getTime() || (one.person < other.person ? -1 : 1),
          ),
      ),
  };
}
