import { isTooDeep } from '../policy/too-deep.ts';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type ParsedNode,
} from 'yaml';
import type { Place, Remark } from './directory-file.ts';
import { type Cell, keysOf, type Row, type RowKind, type Rows, splitList, unknownName } from './row.ts';

const sections: Readonly<Record<string, RowKind>> = {
  agencies: 'agency',
  people: 'person',
  leavers: 'leaver',
};

const tooDeep = 'The entries are nested too deeply to be a directory.';

/**
 * The rows of a directory file in YAML. Every value is taken as the text that was typed (YAML's "failsafe" schema), so
 * that a telephone number keeps its leading zero and a date stays a date.
 */
export function readYaml(text: string): Rows {
  const lines = new LineCounter();
  const read = parsed(text, lines);
  if (read === 'too-deep') {
    return {
      rows: [],
      problems: [{ line: 1, column: 1, says: tooDeep }],
    };
  }
  if (read.errors.length > 0) {
    return {
      rows: [],
      problems: read.errors.map(({ code, pos }) => ({ ...placeAt(lines, pos[0]), says: inWords(code) })),
    };
  }
  const problems: Remark[] = [];
  return { rows: rowsOf(read.contents, lines, problems), problems };
}

function parsed(text: string, lines: LineCounter): Document.Parsed | 'too-deep' {
  if (isTooDeep(text)) return 'too-deep';
  try {
    return parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) return 'too-deep';
    throw error;
  }
}

function rowsOf(contents: ParsedNode | null, lines: LineCounter, problems: Remark[]): readonly Row[] {
  if (!isMap<ParsedNode, ParsedNode | null>(contents)) {
    problems.push({
      line: 1,
      column: 1,
      says: 'The file should have a list "agencies:" and a list "people:" and has neither.',
    });
    return [];
  }
  const rows: Row[] = [];
  for (const { key, value } of contents.items) {
    const place = placeOf(lines, key);
    const name = scalarText(key) ?? '';
    const kind = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (kind === undefined) {
      problems.push({ ...place, says: unknownName('section', name, Object.keys(sections)) });
    } else if (isSeq<ParsedNode>(value)) {
      for (const entry of value.items) rows.push(...rowOf(kind, entry, lines, problems));
    } else if (scalarText(value) !== '') {
      problems.push({
        ...place,
        says: `"${name}" should be a list: each entry on its own line, beginning with "- ".`,
      });
    }
  }
  return rows;
}

function rowOf(kind: RowKind, entry: ParsedNode, lines: LineCounter, problems: Remark[]): readonly Row[] {
  const place = placeOf(lines, entry);
  if (!isMap<ParsedNode, ParsedNode | null>(entry)) {
    problems.push({ ...place, says: `This should be the entry of one ${kind}, such as "- name: …".` });
    return [];
  }
  const known = keysOf[kind];
  const cells = new Map<string, readonly Cell[]>();
  for (const { key, value } of entry.items) {
    const name = scalarText(key) ?? '';
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (rule === undefined) {
      problems.push({
        ...placeOf(lines, key),
        says: unknownName(`key of ${kind === 'agency' ? 'an' : 'a'} ${kind}`, name, Object.keys(known)),
      });
    } else {
      cells.set(name, cellsOf(name, rule.list === true, value ?? key, value === null, lines, problems));
    }
  }
  return [{ ...place, kind, cells }];
}

function cellsOf(
  name: string,
  list: boolean,
  value: ParsedNode,
  empty: boolean,
  lines: LineCounter,
  problems: Remark[],
): readonly Cell[] {
  if (empty) return [];
  const place = placeOf(lines, value);
  const single = scalarText(value);
  if (single !== undefined) {
    const cell = { ...place, text: single };
    return list ? splitList(cell) : [cell];
  }
  if (list && isSeq<ParsedNode>(value)) {
    return value.items.flatMap((item) => cellsOf(name, isMap(item), item, false, lines, problems));
  }
  const range = list && name === 'away' ? absence(value) : undefined;
  if (range !== undefined) return [{ ...place, text: range }];
  problems.push({ ...place, says: wrongShape(name, list, value) });
  return [];
}

/** `{ from: …, to: … }` as the text that a spreadsheet has in its cell. */
function absence(value: ParsedNode): string | undefined {
  if (!isMap<ParsedNode, ParsedNode | null>(value) || value.items.length !== 2) return undefined;
  const part = (wanted: string): string | undefined =>
    scalarText(value.items.find(({ key }) => scalarText(key) === wanted)?.value);
  const from = part('from');
  const to = part('to');
  return from === undefined || to === undefined ? undefined : `${from} to ${to}`;
}

function wrongShape(name: string, list: boolean, value: ParsedNode): string {
  if (isAlias(value)) {
    return 'A reference (*) to another place in the file is not read here. Write the value out.';
  }
  if (name === 'away') return 'An absence has two dates: { from: 2026-12-21, to: 2026-12-31 }.';
  return list
    ? `"${name}" should be a list such as [one, two].`
    : `"${name}" should be one value, in one line.`;
}

function scalarText(node: ParsedNode | null | undefined): string | undefined {
  if (node === null || node === undefined) return node === null ? '' : undefined;
  if (!isScalar(node)) return undefined;
  return typeof node.value === 'string' ? node.value : ''; // nothing after the colon
}

function placeOf(lines: LineCounter, node: ParsedNode): Place {
  return placeAt(lines, node.range[0]);
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** What YAML's parser found, in words for somebody who never heard of a parser. */
function inWords(code: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'This line begins with a tab. Use spaces to move a line in.';
    case 'BAD_INDENT':
      return 'This line is moved in too far or not far enough, or a bracket is not closed. Keys of one entry begin in the same column.';
    case 'DUPLICATE_KEY':
      return 'This key is written twice in the same entry. Keep one of them.';
    case 'MISSING_CHAR':
      return 'A closing quotation mark, bracket or comma is missing near here.';
    case 'RESOURCE_EXHAUSTION':
      return tooDeep;
    case 'MULTIPLE_DOCS':
      return 'A line of "---" begins a second document here. Keep everything in one.';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return 'Two keys seem to be in one line, or a colon stands inside a text. Put a text that has ": " in it in quotation marks.';
    case 'BAD_ALIAS':
      return 'A value that begins with * or & is not read here. Put it in quotation marks.';
    default:
      return `This line cannot be read (${code.toLowerCase().replaceAll('_', ' ')}). Compare it with the example in docs/directory.md.`;
  }
}
