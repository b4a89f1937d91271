import type { ClockMoved, Evidence, FaultSeen, TakenMessage } from './evidence.ts';

/** How late something due was sent or seen to, in milliseconds. */
export type Lateness = { readonly count: number; readonly p99: number; readonly largest: number };

/** How late notices were sent: those that met a fault on the way apart from those that met none. */
export function latenessOf(
  { rows, faults, moves, feltMs }: Evidence,
  ofRow: ReadonlyMap<string, TakenMessage>,
): { readonly quiet: Lateness; readonly withFaults: Lateness } {
  const quiet: number[] = [];
  const withFaults: number[] = [];
  for (const row of rows) {
    const message = ofRow.get(row.id);
    const due = message && realMomentOf(row.due.getTime(), moves, message.at);
    if (message === undefined || due === undefined) continue;
    (metFault(due - feltMs, message.at, faults) ? withFaults : quiet).push(Math.max(0, message.at - due));
  }
  return { quiet: summary(quiet), withFaults: summary(withFaults) };
}

function metFault(from: number, until: number, faults: readonly FaultSeen[]): boolean {
  return faults.some((fault) => fault.from <= until && fault.until >= from);
}

/**
 * The real moment at which the clock of the cases came to a time, the last before `until`: it runs beside real time
 * between two moves, and is past whatever a move leaps over at the moment of that move.
 */
export function realMomentOf(time: number, moves: readonly ClockMoved[], until: number): number | undefined {
  const reached = moves.flatMap((move, index): readonly number[] => {
    const ends = Math.min(moves[index + 1]?.at ?? until, until);
    if (move.at > until) return [];
    if (index > 0 && move.before < time && move.after >= time) return [move.at];
    const at = move.at + (time - move.after);
    return at >= move.at && at <= ends ? [at] : [];
  });
  return reached.at(-1);
}

/** What the clock of the cases said at a real moment. */
export function clockAt(at: number, moves: readonly ClockMoved[]): number {
  const last = moves.findLast((move) => move.at <= at);
  return last === undefined ? at : last.after + (at - last.at);
}

function summary(values: readonly number[]): Lateness {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { count: sorted.length, p99: at(0.99), largest: at(1) };
}
