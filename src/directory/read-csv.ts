import { CsvError, parse } from 'csv-parse/sync';
import type { Place, Remark } from './directory-file.ts';
import {
  type Cell,
  keysOf,
  type Row,
  type RowKind,
  type Rows,
  shortened,
  splitList,
  unknownName,
} from './row.ts';

const kinds: readonly RowKind[] = ['agency', 'person', 'leaver'];
const columns: readonly string[] = [
  ...new Set(['kind', ...kinds.flatMap((kind) => Object.keys(keysOf[kind]))].filter((key) => key !== 'id')),
];
const neededColumns: readonly string[] = ['kind', 'agency', 'name', 'email'];

type Line = { readonly line: number; readonly row: number; readonly cells: readonly string[] };

/**
 * The rows of a directory file from a spreadsheet: one heading row, then one row for each agency, person or leaver.
 * It takes what the usual spreadsheets write: a byte order mark, `sep=;`, commas, semicolons or tabs, CR LF, quoted
 * cells with line breaks, empty rows and trailing empty cells.
 */
export function readCsv(text: string): Rows {
  const sheet = linesOf(text);
  if (!Array.isArray(sheet)) return { rows: [], problems: [sheet] };
  const [heading, ...lines] = sheet.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (heading === undefined) return { rows: [], problems: [] };
  const names = heading.cells.map(columnName);
  const problems = headingProblems(heading, names);
  if (problems.length > 0) return { rows: [], problems };
  return { rows: lines.flatMap((line) => rowOf(line, names, problems)), problems };
}

function linesOf(text: string): Line[] | Remark {
  const marked = /^sep=(.)\n/i.exec(text); // Excel's own way to name the separator
  const body = marked === null ? text : text.slice(marked[0].length);
  const skipped = marked === null ? 0 : 1;
  const lines: Line[] = [];
  let line = skipped + 1;
  const keep = (cells: readonly string[], { lines: read }: { readonly lines: number }): null => {
    lines.push({ line, row: skipped + lines.length + 1, cells });
    line = skipped + read + 1; // where the next row begins
    return null;
  };
  try {
    parse(body, {
      delimiter: marked?.[1] ?? separatorOf(body),
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: keep,
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const says =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quotation mark opens a cell of this row and is never closed, so that the rest of the file was taken for one cell. Look for a lone " at the start of a cell.'
        : 'A cell of this row cannot be read: after a closing quotation mark only a separator may follow. Save the sheet again as CSV.';
    return { line, column: 1, says };
  }
}

/** The separator that stands most often in the first row: a comma, Excel's semicolon, or a tab. */
function separatorOf(text: string): string {
  const first = /^[^\n]*/.exec(text.trimStart())?.[0] ?? '';
  const times = (separator: string): number => first.split(separator).length;
  return [';', '\t'].reduce((best, next) => (times(next) > times(best) ? next : best), ',');
}

/** "Line manager", "line-manager" and "LINE_MANAGER" are all `line_manager`. */
function columnName(heading: string): string {
  const name = heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return name === 'e_mail' || name === 'email_address' ? 'email' : name;
}

function headingProblems(heading: Line, names: readonly string[]): Remark[] {
  const at = (column: number): Place => ({ line: heading.line, column: column + 1 });
  const missing = neededColumns.filter((name) => !names.includes(name));
  if (missing.length === neededColumns.length) {
    return [
      {
        ...at(0),
        says: `The first row should name the columns: ${columns.join(', ')}. It begins with "${shortened(heading.cells[0] ?? '')}".`,
      },
    ];
  }
  const unknown = names.flatMap((name, column): Remark[] => {
    if (name === '' || (columns.includes(name) && names.indexOf(name) === column)) return [];
    const says = columns.includes(name)
      ? `The column "${name}" is there twice. Keep one of them.`
      : unknownName('column', name, columns);
    return [{ ...at(column), says }];
  });
  const lacking = missing.map((name) => ({
    ...at(0),
    says: `The column "${name}" is missing. Add it to the first row.`,
  }));
  return [...unknown, ...lacking];
}

function rowOf(line: Line, names: readonly string[], problems: Remark[]): readonly Row[] {
  const tell = (column: number, says: string): void => {
    const row = line.row === line.line ? '' : `Row ${line.row} of the sheet: `; // cells with line breaks move the two apart
    problems.push({ line: line.line, column: column + 1, says: row + says });
  };
  const typed = (line.cells[names.indexOf('kind')] ?? '').trim();
  const kind = kinds.find((known) => known === typed.toLowerCase());
  if (kind === undefined) {
    tell(
      names.indexOf('kind'),
      typed === ''
        ? `The column "kind" is empty. Write agency, person or leaver.`
        : unknownName('kind of row', typed, kinds),
    );
    return [];
  }
  const cells = new Map<string, readonly Cell[]>();
  line.cells.forEach((text, column) => {
    const name = names[column] ?? '';
    if (name === 'kind' || text.trim() === '') return;
    const key = kind === 'agency' && name === 'agency' ? 'id' : name;
    const rule = Object.hasOwn(keysOf[kind], key) ? keysOf[kind][key] : undefined;
    const cell = { line: line.line, column: column + 1, text };
    if (name === '') tell(column, `"${shortened(text)}" stands in a column that has no heading.`);
    else if (rule === undefined)
      tell(column, `The column "${name}" says nothing about ${aOrAn(kind)}: leave it empty in this row.`);
    else cells.set(key, rule.list === true ? splitList(cell) : [cell]);
  });
  return [{ line: line.line, column: 1, kind, cells }];
}

function aOrAn(kind: RowKind): string {
  return kind === 'agency' ? 'an agency' : `a ${kind}`;
}
