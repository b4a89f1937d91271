import type { CivilDate } from '../../policy/civil.ts';

/* A report as a plain value: facts and tables, in words. How it looks on a page, in a file or in chat is others' work. */

/** Whose eyes a report is for: the board's office, everybody outside, one agency's own people, or the board once a year. */
export type View = 'board' | 'published' | 'agency' | 'register' | 'panel';

/** A number stays a number; `null` where it is not given. */
export type Cell = number | string | null;

export type ReportTable = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** The first is what the label of each row is. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
  /** The columns that are worth a drawing, counted from the first after the label, and whether they make a whole together. */
  readonly chart?: { readonly columns: readonly number[]; readonly stacked: boolean };
};

export type Report = {
  readonly view: View;
  readonly board: string;
  readonly boardName: string;
  readonly marking?: string;
  readonly title: string;
  /** The period in words. */
  readonly days: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** When it was made, a moment in UTC. */
  readonly made: string;
  readonly facts: readonly { readonly label: string; readonly value: Cell }[];
  readonly tables: readonly ReportTable[];
  readonly notes: readonly string[];
};

/** What stands where a number is not given. */
const notGiven = 'not given';

/** A cell as people read it. */
export function sayCell(cell: Cell): string {
  return cell === null ? notGiven : String(cell);
}

/** Tables in which nothing is counted are left out: a page of noughts hides what is there. */
export function withRows(tables: readonly ReportTable[]): readonly ReportTable[] {
  return tables.filter(({ rows }) => rows.length > 0);
}
