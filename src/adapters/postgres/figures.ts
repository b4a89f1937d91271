import type { Pool } from 'pg';
import type { Figures } from '../../flows/reports/report-ports.ts';
import type { CaseFigures } from '../../report/figures.ts';
import { readCursor, writeCursor } from './page-cursor.ts';

/** The figures of the cases, for reports. */
export function openFigures(pool: Pool): Figures {
  return {
    each: async (board, { from, to }, agency, take) => {
      let after: string | undefined;
      for (;;) {
        const { rows } = await pool.query<Row>(batch, [
          board,
          from,
          to,
          agency ?? null,
          after ?? null,
          together,
        ]);
        take(
          rows.map(({ case_id: caseId, reference, body }) => ({
            caseId,
            ...(reference === null ? {} : { reference }),
            figures: body,
          })),
        );
        after = rows.at(-1)?.case_id;
        if (rows.length < together) return;
      }
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
  };
}

/** So many that a round trip is worth it, and so few that others are not held up while they are read. */
const together = 5_000;

type Row = { readonly case_id: string; readonly reference: string | null; readonly body: CaseFigures };

const batch = `
  select f.case_id, c.reference, f.body
  from case_figures f left join cases c on c.id = f.case_id
  where f.board = $1
    and (f.raised_on is null or f.raised_on <= $3::date)
    and (f.closed_on is null or f.closed_on >= $2::date)
    and ($4::text is null or f.agencies @> array[$4::text])
    and ($5::uuid is null or f.case_id > $5::uuid)
  order by f.case_id
  limit $6`;

type WaitingRow = { readonly case_id: string; readonly reference: string; readonly since: string };

const waiting = `
  select f.case_id, c.reference, f.waits_since::text as since
  from case_figures f join cases c on c.id = f.case_id
  where f.board = $1 and f.waits_since is not null
    and ($3::uuid is null or (f.waits_since, f.case_id) > ($2::date, $3::uuid))
  order by f.waits_since, f.case_id
  limit $4`;
