import type { Pool, PoolClient, QueryResult } from 'pg';
import type { CaseStore, LoadedCase, ReadAt, Worked } from '../../flows/ports.ts';
import { appendDocument } from './append-document.ts';
import { entryOf, noHash } from './chain.ts';
import { sqlState } from './sql-state.ts';
import { StoreError } from './store-error.ts';
import { together } from './together.ts';
import { abandon } from './transaction.ts';
import { isUuid } from './uuid.ts';

/**
 * The cases, in PostgreSQL. A write is two round trips: one that locks and loads, one that writes and commits. Where the
 * case was read just before, it is one, unless somebody else wrote meanwhile.
 */
export function openCaseStore(pool: Pool): CaseStore {
  const load = together((caseIds: readonly string[]) => loadCases(pool, caseIds));
  return {
    change: async (caseId, commandId, work, worked) => {
      const atOnce = worked && (await appendAtOnce(pool, caseId, commandId, worked));
      if (atOnce) return atOnce;
      const client = await pool.connect();
      try {
        const answer = await change(client, caseId, commandId, work);
        client.release();
        return answer;
      } catch (error) {
        await abandon(client);
        throw error;
      }
    },
    load: (caseId) => (isUuid(caseId) ? load(caseId) : Promise.resolve(undefined)),
    idOfReference: async (reference) => {
      const { rows } = await pool.query<{ id: string }>('select id from cases where reference = $1', [
        reference,
      ]);
      return rows[0]?.id;
    },
  };
}

async function loadCases(
  pool: Pool,
  caseIds: readonly string[],
): Promise<readonly (LoadedCase | undefined)[]> {
  const { rows } = await pool.query<EventRow & { readonly case_id: string }>(
    'select case_id, body, hash from events where case_id = any($1::uuid[]) order by case_id, entry',
    [[...new Set(caseIds)]],
  );
  const byCase = new Map<string, EventRow[]>();
  for (const row of rows) {
    const known = byCase.get(row.case_id);
    if (known === undefined) byCase.set(row.case_id, [row]);
    else known.push(row);
  }
  return caseIds.map((caseId) => {
    const found = byCase.get(caseId);
    return found === undefined ? undefined : loadedFrom(found);
  });
}

type EventRow = { readonly body: string; readonly hash: string };
type Work<T> = (loaded: LoadedCase) => Worked<T>;

/**
 * All in one round trip, which is a transaction of its own: the function checks that the record still ends where it was read to.
 *
 * @returns `undefined`, with nothing written, where somebody else wrote to the case since it was read
 */
async function appendAtOnce<T>(
  pool: Pool,
  caseId: string,
  commandId: string,
  { change, result, ...read }: Required<Worked<T>> & ReadAt,
) {
  const last = { entry: read.version, hash: read.hash ?? noHash };
  const toAppend = { caseId, commandId, change, result, last };
  const client = await pool.connect();
  try {
    const answer = await appended(toAppend, async (document) => {
      const { rows } = await client.query<Appended>(lockAndAppend, [lockName(caseId), document]);
      return rows[0]?.written;
    });
    client.release();
    return answer;
  } catch (error) {
    const isOrdinary = sqlState(error) === changedMeanwhile;
    client.release(!isOrdinary); // the pool itself would close the connection after any error
    if (!isOrdinary) throw error;
    return undefined;
  }
}
const changedMeanwhile = '40001';
const lockAndAppend = `
  with locked as materialized (select pg_advisory_xact_lock(hashtextextended($1, 0)))
  select append_with_figures($2::jsonb) as written from locked`;

async function change<T>(client: PoolClient, caseId: string, commandId: string, work: Work<T>) {
  const { repeated, events } = await lockAndLoad(client, caseId, commandId);
  if (repeated) {
    await client.query('rollback');
    return { kind: 'repeated' } as const;
  }
  const { change, result } = work(loadedFrom(events));
  if (change === undefined) {
    await client.query('rollback');
    return { kind: 'worked', result, effectIds: [] } as const;
  }
  const last = { entry: events.length, hash: events.at(-1)?.hash ?? noHash };
  return appended({ caseId, commandId, change, result, last }, async (document) => {
    const literal = client.escapeLiteral(document);
    const results = await several(client, `select append_with_figures(${literal}::jsonb) as written; commit`);
    const [row] = (results.at(-2)?.rows ?? []) as Appended[];
    return row?.written;
  });
}

/** Writes by one round trip that commits. */
async function appended<T>(
  { caseId, commandId, change, result, last }: ToAppend<T>,
  append: (document: string) => Promise<Written | undefined>,
) {
  const { document, effectIds, refreshId } = appendDocument(caseId, commandId, change, last);
  const written = await append(JSON.stringify(document));
  if (written === undefined) throw new StoreError('The database left an answer out.');
  if (written.kind === 'repeated') return { kind: 'repeated' } as const;
  return {
    kind: 'worked',
    result,
    effectIds: written.refreshed ? [...effectIds, refreshId] : effectIds,
  } as const;
}

type ToAppend<T> = Required<Worked<T>> & {
  readonly caseId: string;
  readonly commandId: string;
  readonly last: { readonly entry: number; readonly hash: string };
};

/** The lock of a case is known by this name. */
function lockName(caseId: string): string {
  if (!isUuid(caseId)) throw new StoreError('The id of a case is a uuid in small letters.');
  return `concordat.case:${caseId}`;
}

/**
 * The first round trip. One text with several statements, for which PostgreSQL takes no parameters; each statement
 * sees what was committed when it began, so that after the lock the case is read as its last writer left it.
 */
async function lockAndLoad(client: PoolClient, caseId: string, commandId: string) {
  const name = lockName(caseId);
  const results = await several(
    client,
    `begin;
     select pg_advisory_xact_lock(hashtextextended('${name}', 0));
     select 1 from command_ids where id = ${client.escapeLiteral(commandId)};
     select body, hash from events where case_id = '${caseId}' order by entry`,
  );
  const [, , known, events] = results;
  if (known === undefined || events === undefined) throw new StoreError('The database left an answer out.');
  return { repeated: known.rows.length > 0, events: events.rows as EventRow[] };
}

type Appended = { readonly written: Written };
type Written = { readonly kind: 'repeated' } | { readonly kind: 'written'; readonly refreshed: boolean };

/** pg's types know one result a query; of several statements it answers a list. */
async function several(client: PoolClient, text: string): Promise<readonly QueryResult[]> {
  const results: unknown = await client.query(text);
  return results as readonly QueryResult[];
}

function loadedFrom(rows: readonly EventRow[]): LoadedCase {
  const hash = rows.at(-1)?.hash;
  return {
    version: rows.length,
    entries: rows.map(({ body }) => entryOf(body)),
    ...(hash === undefined ? {} : { hash }),
  };
}
