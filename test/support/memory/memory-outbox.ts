import type { SentMessage } from '../../../src/flows/chat-input.ts';
import { isUrgent } from '../../../src/case/effect.ts';
import type { Clock, DueRow, Outbox, Ring, RowOutcome, Told } from '../../../src/flows/ports.ts';
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
        .sort((one, other) => Number(isUrgentRow(other.row)) - Number(isUrgentRow(one.row)))
        .slice(0, limit);
      for (const held of due) {
        tables.effects.set(held.row.id, { ...held, was: { state: 'waiting', handedUntil: leaseUntil } });
      }
      const ring = (row: DueRow): Ring => ({
        id: row.id,
        at: row.at,
        ...(isUrgentRow(row) && { urgent: true }),
      });
      return Promise.resolve(due.map(({ row }) => ring(row)));
    },
    load: (ids) =>
      Promise.resolve(
        waiting()
          .map(({ row }) => row)
          .filter(({ id }) => ids.includes(id)),
      ),
    mark: (outcomes) => {
      for (const { id, outcome, at } of outcomes) {
        const held = tables.effects.get(id);
        if (held !== undefined) tables.effects.set(id, marked(held, outcome, at));
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
      for (const held of tables.effects.values()) {
        const { row, was } = held;
        if (was.state === 'waiting' || !isSame(was.message, message)) continue;
        if (was.message?.account.user !== message.account.user) continue;
        const { heldUntil: _before, ...rest } = was;
        const now = until === undefined ? rest : { ...rest, heldUntil: until };
        tables.effects.set(row.id, { ...held, was: now });
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
    cameBack: ({ address, id }, why, at) => {
      const held = [...tables.effects.values()].find(({ row, was }) => {
        if (row.kind !== 'mailbox' || was.state !== 'sent') return false;
        return was.message?.id === id && was.message.channel === address;
      });
      if (held === undefined || held.was.state === 'waiting') return Promise.resolve(false);
      const was: Finished = { ...held.was, state: 'not-deliverable', why, doneAt: at };
      tables.effects.set(held.row.id, { ...held, was });
      return Promise.resolve(true);
    },
    nextDue: () => Promise.resolve(waiting()[0]?.row.at),
    toldOf: (caseId) =>
      Promise.resolve(
        [...tables.effects.values()]
          .sort((one, other) => one.row.due.getTime() - other.row.due.getTime() || byId(one, other))
          .flatMap(({ row, was }): readonly Told[] => {
            if (row.caseId !== caseId) return [];
            const rest = { due: row.due, became: whatBecame(row, was) };
            if (row.kind === 'notice') return [{ to: row.to, about: row.about, ...rest }];
            if (row.kind !== 'mailbox') return [];
            const user = was.state === 'waiting' ? undefined : was.message?.account.user;
            const address = user === undefined ? {} : { address: user };
            return [{ mailbox: { contact: row.contact, ...address }, about: row.about, ...rest }];
          }),
      ),
  };
}

/** Takes back every lease, as when the clock was moved. */
export function clearMemoryLeases(tables: MemoryTables): void {
  for (const held of tables.effects.values()) {
    if (held.was.state === 'waiting') tables.effects.set(held.row.id, { ...held, was: { state: 'waiting' } });
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

function isUrgentRow(row: DueRow): boolean {
  if (row.kind === 'refresh') return false;
  return isUrgent(row.kind === 'wake' ? row.wake : row.about);
}

function isLeased(was: EffectRow['was'], now: Date): boolean {
  return was.state === 'waiting' && was.handedUntil !== undefined && was.handedUntil > now;
}

/** A row is finished once; only a sent message may be sent again as it then reads. */
function marked(held: EffectRow, outcome: RowOutcome, at: Date): EffectRow {
  const { row, was } = held;
  if (was.state !== 'waiting' && !(was.state === 'sent' && outcome.kind === 'sent')) return held;
  if (outcome.kind === 'put-back')
    return {
      ...held,
      row: {
        ...row,
        at: outcome.until,
        attempts: row.attempts + (outcome.early === true ? 0 : 1),
      },
      was: { state: 'waiting', handedUntil: new Date(outcome.until.getTime() + 30_000) },
    };
  const doneAt = was.state === 'waiting' ? at : was.doneAt;
  if (outcome.kind !== 'sent') {
    const why = 'why' in outcome ? { why: outcome.why } : {};
    return { ...held, was: { state: outcome.kind, doneAt, ...why, live: false, digest: '' } };
  }
  const message = outcome.message ?? (was.state === 'waiting' ? undefined : was.message);
  const sent: Finished = {
    state: 'sent',
    doneAt,
    live: outcome.live && message !== undefined,
    digest: outcome.digest,
    ...(message === undefined ? {} : { message }),
    ...(was.state === 'waiting' || was.heldUntil === undefined ? {} : { heldUntil: was.heldUntil }),
  };
  return { ...held, was: sent };
}

function whatBecame({ attempts }: DueRow, was: EffectRow['was']): Told['became'] {
  switch (was.state) {
    case 'waiting':
      return { kind: 'waiting', tries: attempts };
    case 'sent': {
      const platform = was.message?.account.platform;
      return { kind: 'sent', at: was.doneAt, ...(platform === undefined ? {} : { platform }) };
    }
    case 'not-deliverable':
    case 'failed':
      return { kind: 'not-delivered', at: was.doneAt, why: was.why ?? '' };
    default:
      return { kind: 'not-needed', at: was.doneAt };
  }
}

function earliestFirst(one: EffectRow, other: EffectRow): number {
  return one.row.at.getTime() - other.row.at.getTime() || byId(one, other);
}

function byId({ row: one }: EffectRow, { row: other }: EffectRow): number {
  return one.id < other.id ? -1 : 1;
}
