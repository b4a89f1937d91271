import type { Directory } from '../../src/directory/directory.ts';
import type { DirectoryFile, Remark } from '../../src/directory/directory-file.ts';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';
import { readDirectory } from '../../src/directory/read-directory.ts';

/** The file that a text holds; a test that gives a wrong one fails with what is wrong. */
export function fileOf(text: string, format: 'yaml' | 'csv' = 'yaml'): DirectoryFile {
  const read = readDirectory(text, `directory.${format}`, format);
  if (read.kind === 'directory') return read.file;
  throw new Error(read.problems.map(({ line, says }) => `${line}: ${says}`).join('\n'));
}

export function problemsOf(text: string, format: 'yaml' | 'csv' = 'yaml'): readonly Remark[] {
  const read = readDirectory(text, `directory.${format}`, format);
  return read.kind === 'problems' ? read.problems : [];
}

export const nobody: Directory = { agencies: new Map(), people: new Map() };

/** A directory in which a person's id is what stands before the @. */
export function directoryOf(text: string): Directory {
  const file = fileOf(text);
  const ids = file.people.map(({ person }) => person.email.split('@')[0] ?? '').values();
  return mergeDirectory(nobody, file, () => ids.next().value ?? '').directory;
}

export const agencies = `
agencies:
  - id: council
    name: Northbrook Council
    sector: adult-social-care
    boards: [redbridge]
    slack: [T01COUNCIL]
  - id: hospital
    name: St Aldhelm's Hospital Trust
    sector: health
    boards: [redbridge, solihull]
    teams: [7d1f0c3e-2b4a-4c5d-8e6f-90a1b2c3d4e5]
  - id: office
    name: Board office
    office_of: redbridge
    slack: [T01COUNCIL]
`;
