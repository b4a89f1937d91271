import { randomUUID } from 'node:crypto';
import type { CaseStore, Change, DueRow, LoadedCase } from '../../../src/flows/ports.ts';
import { canonical } from '../../../src/adapters/postgres/canonical.ts';
import type { CaseEvent, Entry } from '../../../src/case/events.ts';
import { isUuid } from '../../../src/adapters/postgres/uuid.ts';
import { putSealed, type MemoryTables } from './memory-tables.ts';

/** The twin of the case store. `work` runs at once, so nothing can come between its reading and its writing. */
export function memoryCaseStore(tables: MemoryTables): CaseStore {
  return {
    change: (caseId, commandId, work, worked) =>
      settle(() => {
        if (!isUuid(caseId)) throw new Error('The id of a case is a uuid in small letters.');
        if (tables.commandIds.has(commandId)) return { kind: 'repeated' };
        const loaded = loadedFrom(tables, caseId) ?? { version: 0, entries: [] };
        const { change, result } = worked?.version === loaded.version ? worked : work(loaded);
        if (change === undefined) return { kind: 'worked', result, effectIds: [] };
        return { kind: 'worked', result, effectIds: write(tables, caseId, commandId, loaded, change) };
      }),
    load: (caseId) => Promise.resolve(loadedFrom(tables, caseId)),
    idOfReference: (reference) => {
      const found = [...tables.views].find(([, views]) => views.case.reference === reference);
      return Promise.resolve(found?.[0]);
    },
  };
}

function write(
  tables: MemoryTables,
  caseId: string,
  commandId: string,
  loaded: LoadedCase,
  change: Change,
): readonly string[] {
  const reference = change.views.case.reference;
  for (const [id, views] of tables.views) {
    if (id !== caseId && views.case.reference === reference)
      throw new Error(`The reference ${reference} is taken`);
  }
  const at = change.at.toISOString();
  const added = change.events.map((event, index): Entry => {
    return { entry: loaded.version + 1 + index, at, event: asStored(event) };
  });
  putSealed(tables, caseId, change.sealed);
  tables.commandIds.add(commandId);
  tables.entries.set(caseId, [...loaded.entries, ...added]);
  tables.views.set(caseId, change.views);
  tables.figures.set(caseId, { version: loaded.version + added.length, figures: change.figures });
  if (change.erases === true) erase(tables, caseId);
  const refresh: DueRow[] =
    added.length > 0 && needsRefresh(tables, caseId) ? [refreshRow(caseId, change.at)] : [];
  const rows: DueRow[] = change.effects.map((effect) => {
    return { ...effect, id: randomUUID(), caseId, due: effect.at, attempts: 0 };
  });
  for (const row of [...rows, ...refresh]) tables.effects.set(row.id, { row, was: { state: 'waiting' } });
  return [...rows, ...refresh].map(({ id }) => id);
}

function erase(tables: MemoryTables, caseId: string): void {
  tables.keys.set(caseId, { keyId: tables.keys.get(caseId)?.keyId ?? '', wrapped: undefined });
  for (const [id, text] of tables.texts) if (text.caseId === caseId) tables.texts.delete(id);
  for (const [id, draft] of tables.drafts) if (draft.caseId === caseId) tables.drafts.delete(id);
}

/** Messages that carry buttons, and those on their way. */
function needsRefresh(tables: MemoryTables, caseId: string): boolean {
  return [...tables.effects.values()].some(
    ({ row, was }) =>
      row.caseId === caseId &&
      row.kind === 'notice' &&
      (was.state === 'waiting' ? was.handedUntil !== undefined : was.live),
  );
}

function refreshRow(caseId: string, at: Date): DueRow {
  return { id: randomUUID(), caseId, at, due: at, attempts: 0, kind: 'refresh' };
}

function loadedFrom(tables: MemoryTables, caseId: string): LoadedCase | undefined {
  const entries = tables.entries.get(caseId);
  return entries && { version: entries.length, entries };
}

/** Through the same text as the real store, so that what cannot be stored there cannot be stored here. */
function asStored(event: CaseEvent): CaseEvent {
  return JSON.parse(canonical(event)) as CaseEvent;
}

/** Runs at once and answers as a port does, failures included. */
export function settle<T>(work: () => T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}
