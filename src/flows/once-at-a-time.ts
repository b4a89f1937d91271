import type { Handled } from './handle-row.ts';

/**
 * Sees to each row once at a time. A queue that was emptied, or that thinks a worker dead, rings an alarm again while the
 * first ring of it is still being seen to: the second has nothing to do, or its message would be sent twice. Where the
 * first one fails, its row has a lease that lapses, and is handed over again.
 */
export function onceAtATime(handle: (id: string) => Promise<Handled>): (id: string) => Promise<Handled> {
  const underWay = new Set<string>();
  return async (id) => {
    if (underWay.has(id)) return { kind: 'finished' };
    underWay.add(id);
    try {
      return await handle(id);
    } finally {
      underWay.delete(id);
    }
  };
}
