import { isWeb } from '../plan/fault.ts';
import type { ClockMoved, EffectRow, Evidence, FaultSeen, TakenMessage } from './evidence.ts';
import { groupedBy } from './grouped-by.ts';

/** A message that no row names as its own: it was sent besides the one that the row names. */
export type Extra = {
  readonly message: TakenMessage;
  /** The row that it was sent for; `undefined` where no row can have sent it. */
  readonly row?: EffectRow;
  /** Why it came besides; `undefined` where nothing explains it. */
  readonly cause?: Cause;
};
export type Cause = {
  readonly kind:
    'answer-lost' | 'in-flight-at-kill' | 'unmarked-database-gone' | 'leases-taken-and-queue-lost';
  readonly fault?: FaultSeen;
};

/** Between a message and the mark on its row are two statements: no longer than this, on a machine that is busy. */
const betweenSentAndMarkedMs = 5_000;

/**
 * Moving the clock takes back the leases of what is under way, as nothing does in earnest. Where the queue is lost before its own locks could stand for them, another worker
 * gets what the first one has in hand.
 */
const movedBeforeMs = 3_000;
/** A delivery takes no longer. */
const underWayMs = 15_000;

/**
 * Sets every message that a worker sent beside the row that names it. What is left over is a message for a row that names
 * another one (a duplicate), or none: each with the cause that explains it.
 */
export function matchMessages({ rows, taken, faults, moves, cases }: Evidence): {
  readonly ofRow: ReadonlyMap<string, TakenMessage>;
  readonly sentAndNotTaken: readonly EffectRow[];
  readonly extras: readonly Extra[];
} {
  const byPlace = new Map(taken.map((message) => [placeOf(message), message]));
  const ofRow = new Map<string, TakenMessage>();
  const sentAndNotTaken: EffectRow[] = [];
  const toSend = rows.filter(({ kind }) => kind === 'notice' || kind === 'mailbox');
  for (const row of toSend.filter(({ state }) => state === 'sent')) {
    const message = row.message && byPlace.get(placeOf(row.message));
    if (message === undefined || ofRow.has(row.id)) sentAndNotTaken.push(row);
    else ofRow.set(row.id, message);
  }
  const named = new Set([...ofRow.values()].map(placeOf));
  const referenceOf = new Map(cases.map(({ id, reference }) => [id, reference]));
  const notices = groupedBy(toSend, (row) => `${row.user ?? ''} ${referenceOf.get(row.caseId) ?? ''}`);
  // A web process only sends what somebody asked for; no row is behind that.
  const extras = taken
    .filter((message) => !isWeb(message.process) && !named.has(placeOf(message)) && !isAboutItself(message))
    .map((message): Extra => {
      const candidates = notices.get(`${message.user} ${referenceIn(message.says)}`) ?? [];
      const row = candidates.find(({ id }) => ofRow.get(id)?.says === message.says) ?? candidates[0];
      const cause = causeOf(message, faults, moves);
      return { message, ...(row === undefined ? {} : { row }), ...(cause === undefined ? {} : { cause }) };
    });
  return { ofRow, sentAndNotTaken, extras };
}

/** What the bot tells the board's office of itself is about no case, and no row is behind it. */
export function isAboutItself({ says }: TakenMessage): boolean {
  return says.startsWith('Concordat: ');
}

function causeOf(
  { answered, process, at }: TakenMessage,
  faults: readonly FaultSeen[],
  moves: readonly ClockMoved[],
): Cause | undefined {
  if (!answered) return { kind: 'answer-lost' };
  // What it sent last may be read only after it was killed; until it runs again, nothing else can be from it.
  const kill = faults.find(
    (fault) => fault.process === process && at >= fault.from - betweenSentAndMarkedMs && at <= fault.until,
  );
  if (kill !== undefined) return { kind: 'in-flight-at-kill', fault: kill };
  const gone = faults.find(
    ({ kind, from, until }) =>
      kind === 'database' && at >= from - betweenSentAndMarkedMs && at <= until + betweenSentAndMarkedMs,
  );
  if (gone !== undefined) return { kind: 'unmarked-database-gone', fault: gone };
  const lost = faults.find(
    ({ kind, from, until }) =>
      kind === 'queue' &&
      at >= from &&
      at <= until + underWayMs &&
      moves.slice(1).some((move) => move.at <= from && move.at >= from - movedBeforeMs),
  );
  return lost && { kind: 'leases-taken-and-queue-lost', fault: lost };
}

function placeOf({ channel, id }: { readonly channel: string; readonly id: string }): string {
  return `${channel} ${id}`;
}

function referenceIn(says: string): string {
  return /[A-Z]{3}-[0-9A-Z]{5}/.exec(says)?.[0] ?? '';
}
