import { z } from 'zod';
import { type CivilDate, isCivilDate } from '../policy/civil.ts';
import type { Away } from './directory.ts';
import type { Remark } from './directory-file.ts';
import { type Cell, shortened } from './row.ts';

/*
 * One cell at a time: what was typed, made regular, or what is wrong with it and the remedy. Each takes the list of
 * problems and adds to it, so that a file is told everything at once, and gives `undefined` where there is nothing to use.
 */

/** A text of one line: a name, a job title. Formulas, invisible and direction-changing characters are refused. */
export function textOf(cell: Cell, what: string, problems: Remark[], most = 120): string | undefined {
  const text = cell.text
    .trim()
    .replace(/[\u00a0\u202f]/g, ' ')
    .normalize('NFC');
  const wrong =
    hidden(text) ??
    formula(text) ??
    (text.length > most ? `has ${text.length} characters; the most is ${most}` : undefined);
  if (wrong === undefined) return text === '' ? undefined : text;
  return refuse(cell, `The ${what} "${shortened(text)}" ${wrong}.`, problems);
}

/** A short id as policies use it. "Line manager" is taken as `line-manager`. */
export function idOf(cell: Cell, what: string, problems: Remark[]): string | undefined {
  const id = cell.text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(id)) return id;
  return refuse(
    cell,
    `The ${what} "${shortened(cell.text)}" should be small letters, digits and hyphens, such as "line-manager".`,
    problems,
  );
}

const email = z.email().max(254);

/** An e-mail address, in small letters: capital letters never make another address. */
export function emailOf(cell: Cell, what: string, problems: Remark[]): string | undefined {
  const address = cell.text.trim().toLowerCase();
  if (email.safeParse(address).success) return address;
  return refuse(
    cell,
    `The ${what} "${shortened(cell.text)}" is not an e-mail address. Write one such as ann.field@example.org.`,
    problems,
  );
}

/** A telephone number as the office writes it, spaces and an extension included. */
export function telephoneOf(cell: Cell, what: string, problems: Remark[]): string | undefined {
  const number = cell.text.trim().replace(/[\u00a0\u202f]/g, ' ');
  const digits = number.replace(/\D/g, '');
  if (/^\d(\.\d+)?e\+?\d+$/i.test(number)) {
    return refuse(
      cell,
      `The ${what} "${number}" was turned into a sum by the spreadsheet. Format the column as Text and type it again.`,
      problems,
    );
  }
  if (/^[1-9]\d{8,9}$/.test(number)) {
    return refuse(
      cell,
      `The ${what} "${number}" has lost its first 0. Format the column as Text and type it again.`,
      problems,
    );
  }
  if (/^\+?[\d ().-]{3,30}( ?(ext|x|extension)\.? ?\d{1,6})?$/i.test(number) && digits.length >= 3)
    return number;
  return refuse(
    cell,
    `The ${what} "${shortened(number)}" is not a telephone number. Write one such as 01632 960123.`,
    problems,
  );
}

/** A Slack workspace id. */
export function workspaceOf(cell: Cell, problems: Remark[]): string | undefined {
  const id = cell.text.trim().toUpperCase();
  if (/^T[A-Z0-9]{2,20}$/.test(id)) return id;
  const remedy = id.startsWith('E')
    ? 'An id that begins with E is an Enterprise organisation: list the workspaces in it, whose ids begin with T.'
    : 'It begins with T, such as T01ABCDEF: open Slack in a browser and take it from the address after /client/.';
  return refuse(cell, `"${shortened(cell.text)}" is not the id of a Slack workspace. ${remedy}`, problems);
}

/** The part of e-mail addresses after the at sign, in small letters. An address is taken for the domain it is in. */
export function domainOf(cell: Cell, problems: Remark[]): string | undefined {
  const domain = cell.text.trim().toLowerCase().replace(/^.*@/u, '');
  if (z.hostname().max(253).safeParse(domain).success && domain.includes('.')) return domain;
  return refuse(
    cell,
    `"${shortened(cell.text)}" is not a domain of e-mail addresses. Write what follows the at sign, such as lantern.example.org.`,
    problems,
  );
}

/** A Microsoft 365 tenant id. */
export function tenantOf(cell: Cell, problems: Remark[]): string | undefined {
  const id = cell.text.trim().toLowerCase();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  return refuse(
    cell,
    `"${shortened(cell.text)}" is not the id of a Microsoft 365 tenant. It looks like 00000000-0000-4000-8000-000000000000 and is shown in Entra under Overview, Tenant ID.`,
    problems,
  );
}

/** Days away, both included: `2026-12-21 to 2026-12-31`, `21/12/2026 to 31/12/2026`, or one day. */
export function awayOf(cell: Cell, problems: Remark[]): Away | undefined {
  const [first = '', last = first, ...more] = cell.text
    .split(/\s+(?:to|until|-|–)\s+/i)
    .map((part) => part.trim());
  if (more.length > 0) {
    refuse(cell, `"${shortened(cell.text)}" should be two dates such as 2026-12-21 to 2026-12-31.`, problems);
    return undefined;
  }
  const from = dateOf(cell, first, problems);
  const to = last === first ? from : dateOf(cell, last, problems);
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { from, to };
  refuse(cell, `The absence ends on ${to}, before it begins on ${from}. Swap the two dates.`, problems);
  return undefined;
}

function dateOf(cell: Cell, text: string, problems: Remark[]): CivilDate | undefined {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = british ?? [];
  const date = british === null ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isCivilDate(date)) return date;
  const remedy = /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? 'There is no such day: look at the day and the month.'
    : 'Write it as year-month-day, such as 2026-12-31.';
  return refuse(cell, `"${shortened(text)}" is not a date. ${remedy}`, problems);
}

/** Characters that are not seen, or that make a text read otherwise than it is. Joiners belong to some scripts and stay. */
function hidden(text: string): string | undefined {
  const found = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u.exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const what = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(found)
    ? 'a character that turns the direction of the text'
    : /[\n\r]/.test(found)
      ? 'a line break'
      : 'a character that cannot be seen';
  return `holds ${what} (U+${code}). Type it again by hand`;
}

/** A cell that a spreadsheet would run when this text is exported again, or that is a spreadsheet's own error. */
function formula(text: string): string | undefined {
  if (/^#(REF|N\/A|NAME|VALUE|DIV\/0|NULL|NUM)[!?]?/i.test(text))
    return 'is an error of the spreadsheet. Type the value';
  return /^[=+@-]/.test(text) ? 'begins like a formula. Begin it with a letter or a digit' : undefined;
}

function refuse(cell: Cell, says: string, problems: Remark[]): string | undefined {
  problems.push({ line: cell.line, column: cell.column, says });
  return undefined;
}
