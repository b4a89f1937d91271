import type { Pool, PoolClient } from 'pg';
import type { Figures, FiguresRow } from '../../flows/reports/report-ports.ts';
import type { CaseFigures } from '../../report/figures.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import type { Period } from '../../report/period.ts';
import { inSnapshot } from './snapshot.ts';
import { isUuid } from './uuid.ts';

/** The figures of the cases, for reports. */
export function openFigures(pool: Pool): Figures {
  return {
    each: async (board, period, agency, take) => {
      const pages = inSnapshot(pool, (client) => figuresRows(client, board, period, agency));
      for await (const page of pages) take(page);
    },
    waiting: async (board, after, limit) => {
      const from = readCursor(after);
      const at = from === undefined ? null : new Date(from.at).toISOString().slice(0, 10);
      const { rows } = await pool.query<WaitingRow>(waiting, [board, at, from?.id ?? null, limit + 1]);
      const shown = rows.slice(0, limit);
      const items = shown.map(({ case_id: caseId, reference }) => ({ caseId, reference }));
      const last = shown.at(-1);
      if (rows.length <= limit || last === undefined) return { items };
      return { items, next: writeCursor({ at: Date.parse(last.since), id: last.case_id }) };
    },
    missing: async (after, limit, all) => {
      const { rows } = await pool.query<LookedRow>(looked, [after ?? null, limit, all]);
      const last = rows.length < limit ? undefined : rows.at(-1);
      return {
        cases: rows
          .filter(({ lacks }) => lacks)
          .map(({ id, board, policy_version: version }) => ({ caseId: id, board, version })),
        ...(last === undefined ? {} : { upTo: last.id }),
      };
    },
    areWhole: async () => {
      const { rows } = await pool.query('select from figures_whole');
      return rows.length > 0;
    },
    noteWhole: async () => {
      await pool.query('insert into figures_whole default values on conflict do nothing');
    },
    keep: async (caseId, version, figures) => {
      await pool.query('select write_figures($1, $2, $3::jsonb)', [caseId, version, JSON.stringify(figures)]);
    },
    divert: async (board, draft, ways, on) => {
      // What comes back from a form may be anything.
      if (!isUuid(draft) || ways.length === 0) return;
      await pool.query(
        `insert into diversions (draft, way, board, on_day) select $1, way, $3, $4 from unnest($2::text[]) as way
         on conflict do nothing`,
        [draft, ways, board, on],
      );
    },
    diverted: async (board, { from, to }) => {
      const { rows } = await pool.query<{ way: string; many: number }>(
        `select way, count(*)::int as many from diversions
         where board = $1 and on_day between $2 and $3 group by way order by way`,
        [board, from, to],
      );
      return new Map(rows.map(({ way, many }) => [way, many]));
    },
  };
}

/**
 * All rows as they stand at one moment, found once and handed over in pages, in no order: asked for page by page, all of them
 * would be found and sorted again for each. References are looked up case by case (`limit 1`): PostgreSQL would rather read
 * all cases that there ever were.
 */
async function* figuresRows(
  client: PoolClient,
  board: string,
  { from, to }: Period,
  agency: string | undefined,
): AsyncGenerator<readonly FiguresRow[]> {
  await client.query(
    `declare figures no scroll cursor for
     select f.case_id, c.reference, f.body
     from case_figures f
       left join lateral (select reference from cases where id = f.case_id limit 1) c on true
     where f.board = $1
       and coalesce(f.closed_on, 'infinity') >= $2::date
       and (f.raised_on is null or f.raised_on <= $3::date)
       and ($4::text is null or f.agencies @> array[$4::text])`,
    [board, from, to, agency ?? null],
  );
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${together} from figures`);
    yield rows.map(({ case_id: caseId, reference, body }) => ({
      caseId,
      ...(reference === null ? {} : { reference }),
      figures: body,
    }));
    if (rows.length < together) return;
  }
}

/** So many that a round trip is worth it, and so few that others are not held up while they are read. */
const together = 1_000;

type Row = { readonly case_id: string; readonly reference: string | null; readonly body: CaseFigures };

type WaitingRow = { readonly case_id: string; readonly reference: string; readonly since: string };

const waiting = `
  select f.case_id, c.reference, f.waits_since::text as since
  from case_figures f join cases c on c.id = f.case_id
  where f.board = $1 and f.waits_since is not null
    and ($3::uuid is null or (f.waits_since, f.case_id) > ($2::date, $3::uuid))
  order by f.waits_since, f.case_id
  limit $4`;

type LookedRow = {
  readonly id: string;
  readonly board: string;
  readonly policy_version: string;
  readonly lacks: boolean;
};

/** So many cases and no more, whether or not any of them lacks something: a look at all of them at once takes too long. */
const looked = `
  select c.id, c.board, c.policy_version, $3 or f.version is null or f.version < c.version as lacks
  from (
    select id, board, policy_version, version from cases where $1::uuid is null or id > $1 order by id limit $2
  ) as c left join lateral (select version from case_figures where case_id = c.id limit 1) f on true
  order by c.id`;
