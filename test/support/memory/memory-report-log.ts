import type { ReportLog } from '../../../src/flows/reports/report-ports.ts';
import type { Report } from '../../../src/flows/reports/report.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of the log of reports. */
export function memoryReportLog(tables: MemoryTables): ReportLog {
  const key = (board: string, { from, to }: { readonly from: string; readonly to: string }) =>
    `${board} ${from} ${to}`;
  return {
    note: (taken) => {
      tables.reportsTaken.push(taken);
      return Promise.resolve();
    },
    ofBoard: (board) => Promise.resolve(tables.reportsTaken.filter((taken) => taken.board === board)),
    publish: (report) => {
      const of = key(report.board, report);
      const kept = tables.published.get(of) ?? (JSON.parse(JSON.stringify(report)) as Report);
      tables.published.set(of, kept);
      return Promise.resolve(kept);
    },
    published: (board, period) => Promise.resolve(tables.published.get(key(board, period))),
  };
}
