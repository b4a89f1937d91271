import type { Agency, Space } from './directory.ts';
import type { FilePerson, Leaver, ListedAgency, ListedPerson, Remark } from './directory-file.ts';
import { awayOf, domainOf, emailOf, idOf, telephoneOf, tenantOf, textOf, workspaceOf } from './read-cell.ts';
import { type Cell, type Row, shortened } from './row.ts';

/** The sector of a board's own office, where the file gives it none. */
const officeSector = 'board-office';

/** One agency, or `undefined` with what is wrong added to the problems. */
export function agencyOfRow(row: Row, problems: Remark[]): ListedAgency | undefined {
  const id = needed(row, 'id', (cell) => idOf(cell, 'id of the agency', problems), problems);
  const name = needed(row, 'name', (cell) => textOf(cell, 'name of the agency', problems), problems);
  const officeOf = optional(row, 'office_of', (cell) => idOf(cell, 'board', problems));
  const sector = optional(row, 'sector', (cell) => idOf(cell, 'sector', problems));
  const boards = list(row, 'boards', (cell) => idOf(cell, 'board', problems));
  const outOfHours = optional(row, 'out_of_hours', (cell) =>
    telephoneOf(cell, 'out-of-hours telephone', problems),
  );
  if (officeOf === undefined && cellsOf(row, 'office_of').length === 0) {
    need(row, 'sector', 'such as health, police or local-authority', problems);
    need(row, 'boards', 'the boards to whose procedure it works', problems);
  }
  const spaces: readonly Space[] = [
    ...list(row, 'slack', (cell) => workspaceOf(cell, problems)).map((space): Space => ({
      platform: 'slack',
      id: space,
    })),
    ...list(row, 'teams', (cell) => tenantOf(cell, problems)).map((space): Space => ({
      platform: 'teams',
      id: space,
    })),
    // Last, because it is the last way to reach somebody.
    ...list(row, 'email', (cell) => domainOf(cell, problems)).map((space): Space => ({
      platform: 'email',
      id: space,
    })),
  ];
  if (id === undefined || name === undefined) return undefined;
  const agency: Agency = {
    id,
    name,
    sector: sector ?? officeSector,
    boards,
    ...(officeOf !== undefined && { officeOf }),
    spaces,
    ...(outOfHours !== undefined && { outOfHours }),
  };
  return { line: row.line, column: row.column, agency };
}

/** One person, with e-mail addresses where the directory has ids. */
export function personOfRow(row: Row, problems: Remark[]): ListedPerson | undefined {
  const name = needed(row, 'name', (cell) => textOf(cell, 'name', problems), problems);
  const email = needed(row, 'email', (cell) => emailOf(cell, 'e-mail', problems), problems);
  const agency = needed(row, 'agency', (cell) => idOf(cell, 'agency', problems), problems);
  const telephone = optional(row, 'telephone', (cell) => telephoneOf(cell, 'telephone', problems));
  const jobTitle = optional(row, 'job_title', (cell) => textOf(cell, 'job title', problems));
  const lineManager = optional(row, 'line_manager', (cell) => emailOf(cell, 'line manager', problems));
  const seniorManager = optional(row, 'senior_manager', (cell) => emailOf(cell, 'senior manager', problems));
  const deputy = optional(row, 'deputy', (cell) => emailOf(cell, 'deputy', problems));
  const roles = list(row, 'roles', (cell) => idOf(cell, 'role', problems));
  const away = cellsOf(row, 'away').flatMap((cell) => awayOf(cell, problems) ?? []);
  if (name === undefined || email === undefined || agency === undefined) return undefined;
  const person: FilePerson = {
    name,
    email,
    ...(telephone !== undefined && { telephone }),
    ...(jobTitle !== undefined && { jobTitle }),
    agency,
    roles,
    ...(lineManager !== undefined && { lineManager }),
    ...(seniorManager !== undefined && { seniorManager }),
    ...(deputy !== undefined && { deputy }),
    away,
  };
  return { line: row.line, column: row.column, person };
}

/** Somebody who goes and who takes over. */
export function leaverOfRow(row: Row, problems: Remark[]): Leaver | undefined {
  const email = needed(row, 'email', (cell) => emailOf(cell, 'e-mail of the leaver', problems), problems);
  const successor = needed(row, 'successor', (cell) => emailOf(cell, 'successor', problems), problems);
  if (email === undefined || successor === undefined) return undefined;
  return { line: row.line, column: row.column, email, successor };
}

type Read = (cell: Cell) => string | undefined;

function needed(row: Row, key: string, read: Read, problems: Remark[]): string | undefined {
  return need(row, key, undefined, problems) ? optional(row, key, read) : undefined;
}

function need(row: Row, key: string, what: string | undefined, problems: Remark[]): boolean {
  if (cellsOf(row, key).some(({ text }) => text.trim() !== '')) return true;
  const name = cellsOf(row, 'name')[0]?.text ?? cellsOf(row, 'email')[0]?.text;
  const who = name === undefined ? `This ${row.kind}` : `The ${row.kind} "${shortened(name.trim())}"`;
  const called = key === 'id' ? '"id" (in a spreadsheet: the column "agency")' : `"${key}"`;
  const says = `${who} has no ${called}. Add it${what === undefined ? '' : `: ${what}`}.`;
  problems.push({ line: row.line, column: row.column, says });
  return false;
}

function optional(row: Row, key: string, read: Read): string | undefined {
  const cell = cellsOf(row, key)[0];
  return cell === undefined || cell.text.trim() === '' ? undefined : read(cell);
}

/** Each value once, in the order of the file. */
function list(row: Row, key: string, read: Read): readonly string[] {
  return [...new Set(cellsOf(row, key).flatMap((cell) => read(cell) ?? []))];
}

function cellsOf(row: Row, key: string): readonly Cell[] {
  return row.cells.get(key) ?? [];
}
