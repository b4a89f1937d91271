import type { Pool, PoolClient } from 'pg';
import type { Figures, FiguresRow } from '../../flows/reports/report-ports.ts';
import type { CaseFigures } from '../../report/figures.ts';
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
    missing: async (after, limit, all) => {
      const { rows } = await pool.query<{ id: string; board: string; policy_version: string }>(
        `select c.id, c.board, c.policy_version
         from cases c left join case_figures f on f.case_id = c.id
         where ($1::uuid is null or c.id > $1::uuid) and ($3 or f.version is null or f.version < c.version)
         order by c.id limit $2`,
        [after ?? null, limit, all],
      );
      return rows.map(({ id, board, policy_version: version }) => ({ caseId: id, board, version }));
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
 * would be found and sorted again for each.
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
     from case_figures f left join cases c on c.id = f.case_id
     where f.board = $1
       and (f.raised_on is null or f.raised_on <= $3::date)
       and (f.closed_on is null or f.closed_on >= $2::date)
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
