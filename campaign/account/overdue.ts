import type { EffectRow } from './evidence.ts';

/** Kept on a row by the case itself: what it is about has another date by now, at which it is tried next. */
export const notYet = 'before its time';

/** Rows that were due and wait: they failed, or nobody has seen to them. */
export function overdue(rows: readonly EffectRow[], now: Date): readonly EffectRow[] {
  return rows.filter(
    ({ state, due, next, why }) => state === 'waiting' && due <= now && (next <= now || why !== notYet),
  );
}
