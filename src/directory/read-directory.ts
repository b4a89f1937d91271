import { checkRelations } from './check-relations.ts';
import type { DirectoryFile, Place, Remark } from './directory-file.ts';
import { readCsv } from './read-csv.ts';
import { agencyOfRow, leaverOfRow, personOfRow } from './read-row.ts';
import { readYaml } from './read-yaml.ts';
import type { Row } from './row.ts';

/**
 * Larger than this is not a directory but the wrong file. A spreadsheet: half a million people, more than one process should
 * hold. YAML, which is written by hand and takes far more memory to read: some twenty thousand.
 */
const mostCharacters = { csv: 100_000_000, yaml: 4_000_000 };

type ReadDirectory =
  | { readonly kind: 'directory'; readonly file: DirectoryFile; readonly notes: readonly Remark[] }
  | { readonly kind: 'problems'; readonly problems: readonly Remark[] };

/**
 * Reads a directory file: agencies, people and leavers, or every problem at once, each with its line, its column and
 * its remedy. Notes are no problems: things that are allowed and may be a slip.
 *
 * @param text what the file holds, decoded as UTF-8 (what could not be decoded shows as U+FFFD and is reported)
 * @param file the name of the file, for messages about the file as a whole
 */
export function readDirectory(text: string, file: string, format: 'yaml' | 'csv'): ReadDirectory {
  const unreadable = wholeFile(text, file, mostCharacters[format]);
  if (unreadable.length > 0) return { kind: 'problems', problems: unreadable };
  const body = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const { rows, problems } = format === 'yaml' ? readYaml(body) : readCsv(body);
  return checked(rows, problems, file);
}

function checked(rows: readonly Row[], before: readonly Remark[], name: string): ReadDirectory {
  const problems = [...before];
  const of = (kind: Row['kind']): readonly Row[] => rows.filter((row) => row.kind === kind);
  const file: DirectoryFile = {
    agencies: of('agency').flatMap((row) => agencyOfRow(row, problems) ?? []),
    people: of('person').flatMap((row) => personOfRow(row, problems) ?? []),
    leavers: of('leaver').flatMap((row) => leaverOfRow(row, problems) ?? []),
  };
  if (before.length === 0) {
    if (of('agency').length === 0)
      problems.push({ line: 1, column: 1, says: `${name} lists no agency. A directory has at least one.` });
    if (of('person').length === 0)
      problems.push({ line: 1, column: 1, says: `${name} lists no person. A directory has at least one.` });
  }
  const { problems: more, notes } = checkRelations(file, {
    agencies: typed(of('agency'), 'id'),
    emails: typed(of('person'), 'email'),
  });
  const all = problems.concat(more);
  if (all.length > 0) return { kind: 'problems', problems: all.sort(byPlace) };
  return { kind: 'directory', file, notes: [...notes].sort(byPlace) };
}

/** What rows call themselves, the wrong ones too: a person whose telephone is wrong is still somebody's manager. */
function typed(rows: readonly Row[], key: 'id' | 'email'): ReadonlySet<string> {
  return new Set(
    rows.flatMap((row) => row.cells.get(key)?.map(({ text }) => text.trim().toLowerCase()) ?? []),
  );
}

function byPlace(one: Place, other: Place): number {
  return one.line - other.line || one.column - other.column;
}

/** What is wrong with the file before a line of it is read; nothing else is worth saying then. */
function wholeFile(text: string, file: string, most: number): readonly Remark[] {
  const start = { line: 1, column: 1 };
  if (text.startsWith('PK\u0003\u0004')) {
    return [
      {
        ...start,
        says: `${file} is a workbook, not a text. In the spreadsheet choose "Save as" and "CSV UTF-8".`,
      },
    ];
  }
  if (text.trim() === '' || text.trim() === '\ufeff') {
    return [
      { ...start, says: `${file} is empty. Begin from examples/directory.csv or examples/directory.yaml.` },
    ];
  }
  if (text.length > most) {
    return [
      {
        ...start,
        says: `${file} has ${text.length} characters; the most is ${most}. Is it the right file?`,
      },
    ];
  }
  const wrong = text.search(/[\ufffd\0]/);
  if (wrong === -1) return [];
  const before = text.slice(0, wrong).split('\n');
  const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  return [
    {
      ...place,
      says: `${file} is not in UTF-8: from here on letters with accents would be lost. In Excel choose "CSV UTF-8 (Comma delimited)"; in other editors choose the encoding UTF-8.`,
    },
  ];
}
