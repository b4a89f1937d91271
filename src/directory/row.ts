import type { Place, Remark } from './directory-file.ts';
import { nearest } from '../policy/nearest.ts';

/*
 * What the YAML file and the spreadsheet have in common: rows of named cells, each with its place. A key that takes
 * a list has several cells. The two readers make rows; from there on one code reads both.
 */

export type Cell = Place & { readonly text: string };
export type RowKind = 'agency' | 'person' | 'leaver';
export type Row = Place & { readonly kind: RowKind; readonly cells: ReadonlyMap<string, readonly Cell[]> };

/** What a reader makes of a text: its rows, and what it could not make a row of. */
export type Rows = { readonly rows: readonly Row[]; readonly problems: readonly Remark[] };

type Key = { readonly needed?: true; readonly list?: true };

/** The keys of a YAML entry; the columns of a spreadsheet are the same ones, but that an agency's id is in `agency`. */
export const keysOf: Readonly<Record<RowKind, Readonly<Record<string, Key>>>> = {
  agency: {
    id: { needed: true },
    name: { needed: true },
    sector: {},
    boards: { list: true },
    office_of: {},
    slack: { list: true },
    teams: { list: true },
    email: { list: true },
    out_of_hours: {},
  },
  person: {
    name: { needed: true },
    email: { needed: true },
    telephone: {},
    job_title: {},
    agency: { needed: true },
    roles: { list: true },
    line_manager: {},
    senior_manager: {},
    deputy: {},
    away: { list: true },
  },
  leaver: { email: { needed: true }, successor: { needed: true } },
};

/** A list that was typed into one cell: commas, semicolons, bars and line breaks separate. */
export function splitList(cell: Cell): readonly Cell[] {
  return cell.text
    .split(/[,;|\n\r]/)
    .map((part) => ({ ...cell, text: part.trim() }))
    .filter(({ text }) => text !== '');
}

/** "There is no key "emial". Did you mean "email"?", or all the keys there are. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  const remedy = guess === undefined ? `Use one of: ${known.join(', ')}.` : `Did you mean "${guess}"?`;
  return `There is no ${what} "${shortened(name)}". ${remedy}`;
}

/** What somebody typed, fit to be quoted back: no control characters, and not the whole of a long text. */
export function shortened(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '·');
  return shown.length <= 60 ? shown : `${shown.slice(0, 57)}…`;
}
