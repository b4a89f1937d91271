import type { Pool, PoolClient } from 'pg';
import { checkChain, textsIn, type Anchor, type ChainCheck, type Erased, type Fault } from './check-chain.ts';
import { readEntries } from './read-entries.ts';
import { inSnapshot } from './snapshot.ts';

/** What was found of one case. No fault, and its record is what was written. */
export type CheckedCase = {
  readonly caseId: string;
  /** None where the case's own row is gone. */
  readonly reference?: string;
  readonly entries: number;
  readonly faults: readonly Fault[];
  readonly erased?: Erased;
};

export type VerifyOptions = {
  /** This case alone, by its id. */
  readonly only?: string;
  /** What was kept elsewhere, by the case's id. */
  readonly anchors?: ReadonlyMap<string, Anchor>;
};

/**
 * Checks the record of every case, or of one, as it stood at one moment; beside a bot that runs. PostgreSQL only hands the
 * rows out, some thousands at a time: hashes are made here, because a database that was changed is no witness of itself.
 *
 * @returns the checked cases in the order of their ids, some at a time; at the end those that only the anchors know
 */
export function verifyCases(
  pool: Pool,
  { only, anchors = new Map() }: VerifyOptions = {},
): AsyncIterable<readonly CheckedCase[]> {
  return inSnapshot(pool, (client) => checked(client, only, anchors));
}

/** A case whose entries are being read. */
type Open = {
  readonly caseId: string;
  readonly chain: ChainCheck;
  row?: CaseRow;
  /** Texts that the record names and that are not there, with their entries. */
  readonly missing: { readonly entry: number; readonly id: string }[];
  names: boolean;
};

async function* checked(
  client: PoolClient,
  only: string | undefined,
  anchors: ReadonlyMap<string, Anchor>,
): AsyncGenerator<readonly CheckedCase[]> {
  const unseen = new Set(
    only === undefined ? anchors.keys() : [...anchors.keys()].filter((id) => id === only),
  );
  const rows = caseRows(client, only);
  let open: Open | undefined;
  const opened = (caseId: string, row?: CaseRow): Open => {
    unseen.delete(caseId);
    const chain = checkChain(caseId, anchors.get(caseId));
    return { caseId, chain, missing: [], names: false, ...(row === undefined ? {} : { row }) };
  };
  for await (const page of readEntries(client, only)) {
    const done: CheckedCase[] = [];
    const named: Named[] = [];
    const here = new Map<string, Open>(open === undefined ? [] : [[open.caseId, open]]);
    await rows.upTo(page.at(-1)?.caseId);
    for (const entry of page) {
      if (open?.caseId !== entry.caseId) {
        // Rows of cases that come before it have no entry.
        for (const row of rows.before(entry.caseId)) here.set(row.id, opened(row.id, row));
        open = opened(entry.caseId, rows.take(entry.caseId));
        here.set(entry.caseId, open);
      }
      open.chain.take(entry);
      for (const { id } of textsIn(entry.body)) named.push({ caseId: entry.caseId, entry: entry.entry, id });
    }
    for (const { caseId, entry, id } of await missingTexts(client, named, here))
      here.get(caseId)?.missing.push({ entry, id });
    for (const one of here.values()) if (one !== open) done.push(resultOf(one));
    if (done.length > 0) yield done;
  }
  if (open !== undefined) yield [resultOf(open)];
  for (;;) {
    const rest = await rows.rest();
    if (rest.length === 0) break;
    yield rest.map((row) => resultOf(opened(row.id, row)));
  }
  if (unseen.size > 0) yield [...unseen].map((caseId) => vanished(caseId, anchors.get(caseId)));
}

type Named = { readonly caseId: string; readonly entry: number; readonly id: string };

async function missingTexts(
  client: PoolClient,
  named: readonly Named[],
  here: ReadonlyMap<string, Open>,
): Promise<readonly Named[]> {
  if (named.length === 0) return [];
  for (const { caseId } of named) {
    const open = here.get(caseId);
    if (open !== undefined) open.names = true;
  }
  const { rows } = await client.query<{ nth: number }>({
    name: 'missing-texts',
    text: `select w.nth::int as nth from unnest($1::text[], $2::uuid[]) with ordinality as w (id, case_id, nth)
      where not exists (select from sealed_texts t where t.id = w.id and t.case_id = w.case_id)`,
    values: [named.map(({ id }) => id), named.map(({ caseId }) => caseId)],
  });
  return rows.flatMap(({ nth }) => named[nth - 1] ?? []);
}

function resultOf({ caseId, chain, row, missing, names }: Open): CheckedCase {
  const erased = chain.erased();
  const head = row && { version: row.version, hash: row.head_hash };
  const faults: Fault[] = [
    ...(row === undefined ? [{ says: 'its own row is gone, and its entries are still there' }] : []),
    ...(row !== undefined && chain.entries() === 0 ? [{ says: 'it has no entry at all' }] : []),
    ...chain.faults(chain.entries() === 0 ? undefined : head),
    ...(row === undefined ? [] : faultsOfKey(row.key, erased, names)),
    ...(erased === undefined && row?.key !== 'destroyed' ? sayMissingTexts(missing) : []),
  ];
  return {
    caseId,
    ...(row === undefined ? {} : { reference: row.reference }),
    entries: chain.entries(),
    faults,
    ...(erased === undefined ? {} : { erased }),
  };
}

function faultsOfKey(key: CaseRow['key'], erased: Erased | undefined, names: boolean): readonly Fault[] {
  if (erased !== undefined)
    return key === 'kept'
      ? [
          {
            entry: erased.entry,
            says: 'it says that what was written was erased, and the key of it is still there',
          },
        ]
      : [];
  if (key === 'destroyed')
    return [
      {
        says: 'the key of what was written was destroyed, and no entry says so: nothing of it opens any more',
      },
    ];
  if (key === 'none' && names)
    return [
      { says: 'the key of what was written is gone, and no entry says so: nothing of it opens any more' },
    ];
  return [];
}

function sayMissingTexts(missing: Open['missing']): readonly Fault[] {
  const entries = [...new Set(missing.map(({ entry }) => entry))];
  return entries.slice(0, 25).map((entry) => {
    const many = missing.filter((one) => one.entry === entry).length;
    const says =
      many === 1
        ? 'a text that somebody wrote with it is gone'
        : `${many} texts that somebody wrote with it are gone`;
    return { entry, says };
  });
}

function vanished(caseId: string, anchor: Anchor | undefined): CheckedCase {
  const { version = 0, made = '' } = anchor ?? {};
  return {
    caseId,
    entries: 0,
    faults: [{ says: `the whole case is gone: it had ${version} entries on ${made}` }],
  };
}

type CaseRow = {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly head_hash: string;
  readonly key: 'kept' | 'destroyed' | 'none';
};

/** The cases' own rows in the order of their ids, read at least as far as the entries have come. */
function caseRows(client: PoolClient, only: string | undefined) {
  const waiting: CaseRow[] = [];
  let after = first;
  let isEnd = false;
  const read = async (): Promise<void> => {
    const { rows } = await client.query<CaseRow>({
      name: only === undefined ? 'case-rows' : 'case-row',
      text: `select c.id, c.reference, c.version, c.head_hash,
          case when k.case_id is null then 'none' when k.wrapped is null then 'destroyed' else 'kept' end as key
        from cases c left join case_keys k on k.case_id = c.id
        where c.id > $1 ${only === undefined ? '' : 'and c.id = $3'} order by c.id limit $2`,
      values: [after, atOnce, ...(only === undefined ? [] : [only])],
    });
    waiting.push(...rows);
    after = rows.at(-1)?.id ?? after;
    isEnd = rows.length < atOnce;
  };
  return {
    upTo: async (until: string | undefined): Promise<void> => {
      while (until !== undefined && until > after && !isEnd) await read();
    },
    before: (caseId: string): readonly CaseRow[] => {
      const passed = waiting.findIndex(({ id }) => id >= caseId);
      return waiting.splice(0, passed === -1 ? waiting.length : passed);
    },
    take: (caseId: string): CaseRow | undefined => (waiting[0]?.id === caseId ? waiting.shift() : undefined),
    rest: async (): Promise<readonly CaseRow[]> => {
      if (waiting.length === 0 && !isEnd) await read();
      return waiting.splice(0);
    },
  };
}

const first = '00000000-0000-0000-0000-000000000000';
const atOnce = 2000;
