import type { Pool } from 'pg';
import type { ReportLog, ReportTaken } from '../../flows/reports/report-ports.ts';
import type { Report } from '../../flows/reports/report.ts';

/** Which reports were taken, by whom and when, and what left the board: kept for ever, like the record. */
export function openReportLog(pool: Pool): ReportLog {
  const published: ReportLog['published'] = async (board, { from, to }) => {
    const { rows } = await pool.query<{ body: Report }>(
      'select body from published_reports where board = $1 and from_on = $2 and to_on = $3',
      [board, from, to],
    );
    return rows[0]?.body;
  };
  return {
    note: async ({ board, view, from, to, person, how, at }) => {
      await pool.query(
        `insert into report_log (board, view, from_on, to_on, person, how, at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [board, view, from, to, person, how, at],
      );
    },
    ofBoard: async (board) => {
      const { rows } = await pool.query<ReportTaken>(
        `select board, view, from_on::text as "from", to_on::text as "to", person, how, at
         from report_log where board = $1 order by id`,
        [board],
      );
      return rows;
    },
    publish: async (report, at) => {
      const { board, from, to } = report;
      // Of two that are made at the same time the first counts, for both.
      await pool.query(
        `insert into published_reports (board, from_on, to_on, body, at) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [board, from, to, JSON.stringify(report), at],
      );
      return (await published(board, { from, to })) ?? report;
    },
    published,
  };
}
