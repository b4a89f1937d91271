import type { MovableClock } from '../../../src/adapters/postgres/clock.ts';
import { clearMemoryLeases } from './memory-outbox.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of the movable clock. */
export function memoryClock(tables: MemoryTables, real: () => number): MovableClock {
  let offset = 0;
  const move = (to: number): Promise<void> => {
    offset = to;
    clearMemoryLeases(tables);
    return Promise.resolve();
  };
  return {
    now: () => new Date(real() + offset),
    forward: (ms) => move(offset + ms),
    moveTo: (moment) => move(moment.getTime() - real()),
  };
}

/** A clock that stands still until a test moves it; for conversations told on named dates. */
export function standingClock(tables: MemoryTables, begins: Date): MovableClock {
  const begun = begins.getTime();
  return memoryClock(tables, () => begun);
}
