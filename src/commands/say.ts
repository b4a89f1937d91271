import { CommandProblem } from '../compose/command-problem.ts';
import { shown } from './shown.ts';

/** Writes a line for the person who typed the command. */
export function say(line = ''): void {
  process.stdout.write(`${shown(line)}\n`);
}

/** Writes data for a program: the only thing on standard output when `--json` was given. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${shown(JSON.stringify(value, null, 2))}\n`);
}

/** What `--json` gives every command. */
export type WithJson = { readonly json?: boolean };

/**
 * Lines up columns with two spaces between them; the last is left as it is.
 *
 * @example table([['1', 'raise'], ['10', 'speak']]) // => ['1   raise', '10  speak']
 */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_cell, column) => widest(rows, column));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** One after another: so many rows as a directory has people cannot be given to `Math.max` at once. */
function widest(rows: readonly (readonly string[])[], column: number): number {
  return rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0);
}

/**
 * How many of something.
 *
 * @example count(1, 'person', 'people') // => '1 person'
 */
export function count(many: number, one: string, more: string): string {
  return `${many} ${many === 1 ? one : more}`;
}

/** Turns what the system says of a file into a sentence with the remedy. */
export function sayFileError(file: string, error: unknown): CommandProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    return new CommandProblem(`There is no file ${file}. Check its name and the folder you are in.`);
  if (code === 'EISDIR') return new CommandProblem(`${file} is a folder. Name a file in it.`);
  if (code === 'EACCES')
    return new CommandProblem(`${file} may not be read by this user. Change its permissions.`);
  if (typeof code === 'string')
    return new CommandProblem(`${JSON.stringify(file)} cannot be read (${code}). Check its name.`);
  throw error;
}

/** The same for a file that is to be written. */
export function sayWriteError(file: string, error: unknown): CommandProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST')
    return new CommandProblem(`There is a file ${file} already, and it was left as it is. Name another.`);
  if (code === 'ENOENT')
    return new CommandProblem(`${file} cannot be written: there is no such folder. Make it first.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new CommandProblem(`${file} may not be written by this user. Name another place.`);
  if (typeof code === 'string')
    return new CommandProblem(`${JSON.stringify(file)} cannot be written (${code}). Name another place.`);
  throw error;
}
