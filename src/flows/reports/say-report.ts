import { sayDate } from '../../policy/say-date.ts';
import type { Report, ReportTable } from './report.ts';
import { sayCell } from './report.ts';

/** A report as lines of plain text, its tables in columns. */
export function reportLines(report: Report): readonly string[] {
  return [
    ...(report.marking === undefined ? [] : [report.marking]),
    report.title,
    report.days,
    `Made ${sayDate(new Date(report.made))}`,
    '',
    ...columns(report.facts.map(({ label, value }) => [label, sayCell(value)])),
    ...report.tables.flatMap(tableLines),
    '',
    ...report.notes.map((note) => `* ${note}`),
  ];
}

function tableLines({ title, note, columns: heads, rows }: ReportTable): readonly string[] {
  return [
    '',
    title,
    ...(note === undefined ? [] : [note]),
    ...columns([heads, ...rows.map(({ label, cells }) => [label, ...cells.map(sayCell)])]).map(
      (line) => `  ${line}`,
    ),
    ...(rows.length === 0 ? ['  None.'] : []),
  ];
}

/** Lined up with two spaces between them; columns of numbers at their right. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  const isNumber = widths.map(
    (_width, column) =>
      column > 0 && rows.length > 1 && rows.slice(1).every((row) => /^[\d.]+$/u.test(row[column] ?? '')),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isNumber[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
