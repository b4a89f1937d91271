import type { Directory, Person, PersonId } from './directory.ts';
import type { DirectoryFile, Remark } from './directory-file.ts';
import { normalEmail } from './lookup.ts';
import type { Merged } from './merge-directory.ts';

/** An open case and everybody who acts in it for a side or the board. */
export type OpenCase = {
  readonly id: string;
  readonly reference: string;
  readonly people: readonly PersonId[];
};

/** What a leaver has open, and who takes it over: one hand-over for each case. */
export type HandOver = {
  readonly caseId: string;
  readonly reference: string;
  readonly from: PersonId;
  readonly to: PersonId;
};

export type Removals =
  | { readonly kind: 'clear'; readonly handOvers: readonly HandOver[] }
  | { readonly kind: 'refused'; readonly problems: readonly Remark[] };

/**
 * Whether an import may remove the people it removes. Somebody in an open case goes only with a successor in the same
 * agency, named under `leavers`; without one the import is refused, with the references of the cases, so that no case
 * is ever left with nobody.
 *
 * @param current the directory in use, which still knows who goes
 */
export function removalsInOpenCases(
  current: Directory,
  merged: Merged,
  file: DirectoryFile,
  openCases: readonly OpenCase[],
): Removals {
  const going = merged.removed.flatMap((id) => current.people.get(id) ?? []);
  const results = going.flatMap((leaver) => {
    const theirs = openCases.filter(({ people }) => people.includes(leaver.id));
    return theirs.length === 0 ? [] : [succession(leaver, theirs, current, merged.directory, file)];
  });
  const problems = results.flatMap((result) => ('says' in result ? [result] : []));
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'clear', handOvers: results.flatMap((result) => ('says' in result ? [] : result)) };
}

function succession(
  leaver: Person,
  cases: readonly OpenCase[],
  current: Directory,
  next: Directory,
  file: DirectoryFile,
): Remark | readonly HandOver[] {
  const named = file.leavers.find(({ email }) => email === normalEmail(leaver.email));
  const place = { line: named?.line ?? 1, column: named?.column ?? 1 };
  const agency = current.agencies.get(leaver.agency)?.name ?? leaver.agency;
  const references = cases.map(({ reference }) => reference).join(', ');
  if (named === undefined) {
    return {
      ...place,
      says: `${leaver.name} (${leaver.email}) acts for ${agency} in ${references} and is not in this file. Name a successor from ${agency} under leavers, or keep them in.`,
    };
  }
  const successor = [...next.people.values()].find(({ email }) => normalEmail(email) === named.successor);
  if (successor?.agency !== leaver.agency) {
    return {
      ...place,
      says: `${leaver.name} acts for ${agency} in ${references}: the successor, ${named.successor}, should work there too. Name a colleague of theirs.`,
    };
  }
  return cases.map(({ id, reference }) => ({ caseId: id, reference, from: leaver.id, to: successor.id }));
}
