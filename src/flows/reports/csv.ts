import type { Cell, Report } from './report.ts';
import { sayCell } from './report.ts';

/**
 * A report as CSV (RFC 4180), for a spreadsheet. A report of one list has the list's own columns; one of several tables has a
 * line for every number: table, row, column, value. Numbers stay numbers; a text that a spreadsheet would take for a formula
 * is given as text.
 *
 * @param options.bom begins with a byte order mark, by which older spreadsheets know UTF-8
 *
 * @example
 * cellOf('=1+1') // => "'=1+1"
 */
export function csvOf(report: Report, { bom }: { readonly bom: boolean } = { bom: false }): string {
  const lines = isList(report) ? listLines(report) : tidyLines(report);
  return `${bom ? '\uFEFF' : ''}${lines.map((line) => `${line.map(cellOf).join(',')}\r\n`).join('')}`;
}

function isList({ view }: Report): boolean {
  return view === 'register' || view === 'agency' || view === 'panel';
}

function listLines({ tables }: Report): readonly (readonly Cell[])[] {
  return tables.flatMap(({ columns, rows }) => [
    columns,
    ...rows.map(({ label, cells }) => [label, ...cells]),
  ]);
}

function tidyLines({ facts, tables }: Report): readonly (readonly Cell[])[] {
  return [
    ['table', 'row', 'column', 'value'],
    ...facts.map(({ label, value }) => ['The period', label, 'value', value]),
    ...tables.flatMap(({ title, columns, rows }) =>
      rows.flatMap(({ label, cells }) =>
        cells.map((cell, index) => [title, label, columns[index + 1] ?? '', cell]),
      ),
    ),
  ];
}

export function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = sayCell(cell);
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
