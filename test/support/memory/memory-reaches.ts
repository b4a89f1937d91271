import type { Reaches } from '../../../src/flows/ports.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of who cannot be reached. */
export function memoryReaches({ unreachable }: MemoryTables): Reaches {
  return {
    note: (person, found, at) => {
      const known = unreachable.get(person);
      if (known !== undefined && known.notedAt > at) return Promise.resolve();
      if (found.kind === 'reachable') unreachable.delete(person);
      else {
        const refused = found.refused === true ? { refused: found.refused } : {};
        unreachable.set(person, { why: found.why, ...refused, since: known?.since ?? at, notedAt: at });
      }
      return Promise.resolve();
    },
    unreachable: (among) =>
      Promise.resolve(
        [...unreachable]
          .filter(([person]) => among.includes(person))
          .map(([person, { notedAt: _notedAt, ...noted }]) => ({ person, ...noted }))
          .sort(
            (one, other) =>
              one.since.getTime() - other.since.getTime() || (one.person < other.person ? -1 : 1),
          ),
      ),
  };
}
