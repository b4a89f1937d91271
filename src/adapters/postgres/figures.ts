import type { Pool } from 'pg';
import type { Figures } from '../../flows/reports/report-ports.ts';
import type { CaseFigures } from '../../report/figures.ts';
import { readCursor, writeCursor } from './page-cursor.ts';

/** The figures of the cases, for reports. */
export function openFigures(pool: Pool): Figures {
  return {
    each: async (board, { from, to }, agency, take) => {
      let after: Pick<Row, 'until' | 'case_id'> = { until: from, case_id: beforeAll };
      for (;;) {
        const { rows } = await pool.query<Row>(batch, [
          board,
          after.until,
          after.case_id,
          to,
          agency ?? null,
          together,
        ]);
        take(
          rows.map(({ case_id: caseId, reference, body }) => ({
            caseId,
            ...(reference === null ? {} : { reference }),
            figures: body,
          })),
        );
        after = rows.at(-1) ?? after;
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
  };
}

/** So many that a round trip is worth it, and so few that others are not held up while they are read. */
const together = 5_000;

/** Comes before every id. */
const beforeAll = '00000000-0000-0000-0000-000000000000';

type Row = {
  readonly case_id: string;
  readonly until: string;
  readonly reference: string | null;
  readonly body: CaseFigures;
};

/*
 * What belongs to a case is looked up case by case (`limit 1`): PostgreSQL would rather read all of the other table for each
 * batch.
 */

/** From those closed on the first day to those that are still open, so that what was closed before is not even looked at. */
const batch = `
  select f.case_id, f.until, c.reference, f.body
  from (
    select case_id, coalesce(closed_on, 'infinity')::text as until, body from case_figures
    where board = $1
      and (coalesce(closed_on, 'infinity'), case_id) > ($2::date, $3::uuid)
      and (raised_on is null or raised_on <= $4::date)
      and ($5::text is null or agencies @> array[$5::text])
    order by coalesce(closed_on, 'infinity'), case_id
    limit $6
  ) as f left join lateral (select reference from cases where id = f.case_id limit 1) c on true
  order by f.until::date, f.case_id`;

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
