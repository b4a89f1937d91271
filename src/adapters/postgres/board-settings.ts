import type { Pool } from 'pg';
import type { BoardSettings } from '../../flows/retention.ts';
import { inTransaction } from './transaction.ts';

/** One change of a board's settings: what counted from then on, who set it, when. */
export type SetForBoard = BoardSettings & { readonly by: string; readonly at: Date };

/** What boards decided about the personal data of their cases. Nothing is edited: each change is a row of its own. */
export type StoredSettings = {
  readonly current: (board: string) => Promise<BoardSettings>;
  /** The last one first. */
  readonly history: (board: string) => Promise<readonly SetForBoard[]>;
  /** Sets what is given; what is not given stays. @returns what counts now */
  readonly set: (board: string, change: SetForBoard) => Promise<BoardSettings>;
};

export function openBoardSettings(pool: Pool): StoredSettings {
  return {
    current: async (board) => settingsOf((await pool.query<Row>(`${rowsOf} limit 1`, [board])).rows[0]),
    history: async (board) =>
      (await pool.query<Row>(rowsOf, [board])).rows.map((row) => ({
        ...settingsOf(row),
        by: row.by_name,
        at: row.at,
      })),
    set: (board, { by, at, ...given }) =>
      inTransaction(pool, async (client) => {
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `concordat.board:${board}`,
        ]);
        const { rows } = await client.query<Row>(`${rowsOf} limit 1`, [board]);
        const settings = { ...settingsOf(rows[0]), ...given };
        const { controller, contact, keep } = settings;
        await client.query(
          `insert into board_settings (board, controller, contact, keep_count, keep_unit, by_name, at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [board, controller ?? null, contact ?? null, keep?.count ?? null, keep?.unit ?? null, by, at],
        );
        return settings;
      }),
  };
}

type Row = {
  readonly controller: string | null;
  readonly contact: string | null;
  readonly keep_count: number | null;
  readonly keep_unit: 'years' | 'months' | null;
  readonly by_name: string;
  readonly at: Date;
};

const rowsOf = `select controller, contact, keep_count, keep_unit, by_name, at from board_settings
  where board = $1 order by number desc`;

function settingsOf(row: Row | undefined): BoardSettings {
  return {
    ...(row?.controller == null ? {} : { controller: row.controller }),
    ...(row?.contact == null ? {} : { contact: row.contact }),
    ...(row?.keep_count == null || row.keep_unit === null
      ? {}
      : { keep: { count: row.keep_count, unit: row.keep_unit } }),
  };
}
