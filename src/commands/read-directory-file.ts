import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { CommandProblem } from '../compose/command-problem.ts';
import { knownPolicies } from '../compose/known-boards.ts';
import { checkAgainst } from '../directory/check-against.ts';
import type { DirectoryFile, Remark } from '../directory/directory-file.ts';
import { readDirectory } from '../directory/read-directory.ts';
import { sayFileError } from './say.ts';

/** A directory file that is right, with what is worth a second look; or every problem that it has. */
export type ReadFile =
  | { readonly kind: 'right'; readonly file: DirectoryFile; readonly notes: readonly Remark[] }
  | { readonly kind: 'problems'; readonly problems: readonly Remark[] };

/** Larger than any directory. Not read, so that a wrong file cannot fill the memory. */
const mostBytes = 200_000_000;

/**
 * Reads a directory file by its ending, and holds it against the policies that are here.
 *
 * @throws CommandProblem for a file that cannot be opened, or whose ending says nothing
 */
export async function readDirectoryFile(name: string): Promise<ReadFile> {
  const format = formatOf(name);
  const read = readDirectory(await textOf(name), name, format);
  if (read.kind === 'problems') return read;
  const { policies } = await knownPolicies();
  const lacks = checkAgainst(
    read.file,
    policies.map(({ policy }) => policy),
  );
  return { kind: 'right', file: read.file, notes: [...read.notes, ...lacks].sort(byPlace) };
}

function formatOf(name: string): 'yaml' | 'csv' {
  switch (extname(name).toLowerCase()) {
    case '.yaml':
    case '.yml':
      return 'yaml';
    case '.csv':
      return 'csv';
    default:
      throw new CommandProblem(
        `${name} should end in .csv (a spreadsheet saved as CSV UTF-8) or .yaml. docs/directory.md describes both.`,
        2,
      );
  }
}

async function textOf(name: string): Promise<string> {
  try {
    const { size } = await stat(name);
    if (size > mostBytes) {
      throw new CommandProblem(`${name} has ${Math.round(size / 1_000_000)} MB: this is not a directory.`);
    }
    return await readFile(name, 'utf8');
  } catch (error) {
    if (error instanceof CommandProblem) throw error;
    throw sayFileError(name, error);
  }
}

function byPlace(one: Remark, other: Remark): number {
  return one.line - other.line || one.column - other.column;
}
