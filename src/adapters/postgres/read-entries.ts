import type { PoolClient } from 'pg';
import type { StoredEntry } from './check-chain.ts';

export type FoundEntry = StoredEntry & { readonly caseId: string };

/**
 * Every entry of every case, or of one, in the order of cases and entries, a page at a time: the next page is under way
 * while one is looked at. Moments come as PostgreSQL writes them, so that nothing is rounded on the way.
 */
export async function* readEntries(
  client: PoolClient,
  only: string | undefined,
): AsyncGenerator<readonly FoundEntry[]> {
  const read = (after: Place) => client.query<Row>(question(after, only));
  let coming = read({ caseId: only, entry: -1 });
  for (;;) {
    const { rows } = await coming;
    const end = rows.at(-1);
    if (end === undefined) return;
    if (rows.length === atOnce) {
      coming = read({ caseId: end[0], entry: Number(end[1]) });
      // What goes wrong is told when it is waited for; the reader may have stopped by then.
      coming.catch(() => undefined);
    }
    yield rows.map(([caseId, entry, type, at, previous, hash, body]) => {
      return { caseId, entry: Number(entry), type, at, previous, hash, body };
    });
    if (rows.length < atOnce) return;
  }
}

type Place = { readonly caseId: string | undefined; readonly entry: number };
type Row = readonly [
  caseId: string,
  entry: string,
  type: string,
  at: string,
  previous: string,
  hash: string,
  body: string,
];

/** Few enough to stay small where the texts are long, and enough that asking costs little. */
const atOnce = 1000;

function question({ caseId, entry }: Place, only: string | undefined) {
  const where =
    only === undefined
      ? caseId === undefined
        ? ['true', 'true']
        : ['(case_id, entry) > ($1::uuid, $2::int)', 'true']
      : ['case_id = $1::uuid', 'entry > $2::int'];
  const values = caseId === undefined ? [] : [caseId, entry];
  return {
    text: `select case_id, entry, type, at, prev_hash, hash, body from events
      where ${where.join(' and ')} order by case_id, entry limit ${atOnce}`,
    values,
    rowMode: 'array' as const,
    types: { getTypeParser: () => asWritten },
  };
}

function asWritten(text: string): string {
  return text;
}
