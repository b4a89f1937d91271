import type { SentMessage } from '../../../src/flows/chat-input.ts';
import type { Clock, DueRow, Outbox, RowOutcome } from '../../../src/flows/ports.ts';
import type { EffectRow, Finished, MemoryTables } from './memory-tables.ts';

/** The twin of the outbox. */
export function memoryOutbox(tables: MemoryTables, clock: Clock): Outbox {
  const waiting = (): EffectRow[] =>
    [...tables.effects.values()].filter(({ was }) => was.state === 'waiting').sort(earliestFirst);
  return {
    claim: (until, leaseUntil, limit) => {
      const now = clock.now();
      const due = waiting()
        .filter(({ row, was }) => row.at <= until && !isLeased(was, now))
        .slice(0, limit);
      for (const { row } of due) {
        tables.effects.set(row.id, { row, was: { state: 'waiting', handedUntil: leaseUntil } });
      }
      return Promise.resolve(due.map(({ row }) => ({ id: row.id, at: row.at })));
    },
    load: (ids) =>
      Promise.resolve(
        waiting()
          .map(({ row }) => row)
          .filter(({ id }) => ids.includes(id)),
      ),
    mark: (outcomes) => {
      const last = new Map(outcomes.map(({ id, outcome }) => [id, outcome]));
      for (const [id, outcome] of last) {
        const held = tables.effects.get(id);
        if (held !== undefined) tables.effects.set(id, marked(held, outcome));
      }
      return Promise.resolve();
    },
    liveMessages: (caseId) =>
      Promise.resolve(
        [...tables.effects.values()].flatMap(({ row, was }) => {
          if (row.caseId !== caseId || row.kind !== 'notice' || was.state === 'waiting') return [];
          if (!was.live || was.message === undefined) return [];
          const { message, digest, heldUntil } = was;
          const held = heldUntil === undefined ? {} : { heldUntil };
          return [{ id: row.id, to: row.to, about: row.about, message, digest, ...held }];
        }),
      ),
    hold: (message, until) => {
      for (const { row, was } of tables.effects.values()) {
        if (was.state === 'waiting' || !isSame(was.message, message)) continue;
        if (was.message?.account.user !== message.account.user) continue;
        const { heldUntil: _before, ...rest } = was;
        const held = until === undefined ? rest : { ...rest, heldUntil: until };
        tables.effects.set(row.id, { row, was: held });
      }
      return Promise.resolve();
    },
    noticeIn: (message) => {
      const found = [...tables.effects.values()].flatMap(({ row, was }) => {
        if (row.kind !== 'notice' || was.state === 'waiting' || !isSame(was.message, message)) return [];
        return [{ caseId: row.caseId, to: row.to, about: row.about }];
      });
      return Promise.resolve(found.at(-1));
    },
    noticesOf: (caseId) =>
      Promise.resolve(
        [...tables.effects.values()].sort(earliestFirst).flatMap(({ row, was }) => {
          if (row.caseId !== caseId || row.kind !== 'notice') return [];
          return [{ to: row.to, about: row.about, at: row.at, came: was.state }];
        }),
      ),
    nextDue: () => Promise.resolve(waiting()[0]?.row.at),
  };
}

/** Takes back every lease, as when the clock was moved. */
export function clearMemoryLeases(tables: MemoryTables): void {
  for (const { row, was } of tables.effects.values()) {
    if (was.state === 'waiting') tables.effects.set(row.id, { row, was: { state: 'waiting' } });
  }
}

/** The same message of the same conversation. */
function isSame(one: SentMessage | undefined, other: SentMessage): boolean {
  return (
    one?.id === other.id &&
    one.channel === other.channel &&
    one.account.platform === other.account.platform &&
    one.account.space === other.account.space
  );
}

function isLeased(was: EffectRow['was'], now: Date): boolean {
  return was.state === 'waiting' && was.handedUntil !== undefined && was.handedUntil > now;
}

/** A row is finished once; only a sent message may be sent again as it then reads. */
function marked({ row, was }: EffectRow, outcome: RowOutcome): EffectRow {
  if (was.state !== 'waiting' && !(was.state === 'sent' && outcome.kind === 'sent')) return { row, was };
  if (outcome.kind === 'put-back') return { row: putBack(row, outcome.until), was: { state: 'waiting' } };
  if (outcome.kind !== 'sent') return { row, was: { state: outcome.kind, live: false, digest: '' } };
  const message = outcome.message ?? (was.state === 'waiting' ? undefined : was.message);
  const sent: Finished = {
    state: 'sent',
    live: outcome.live && message !== undefined,
    digest: outcome.digest,
    ...(message === undefined ? {} : { message }),
    ...(was.state === 'waiting' || was.heldUntil === undefined ? {} : { heldUntil: was.heldUntil }),
  };
  return { row, was: sent };
}

function putBack(row: DueRow, until: Date): DueRow {
  return { ...row, at: until, attempts: row.attempts + 1 };
}

function earliestFirst({ row: one }: EffectRow, { row: other }: EffectRow): number {
  return one.at.getTime() - other.at.getTime() || (one.id < other.id ? -1 : 1);
}
