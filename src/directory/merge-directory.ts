import type { Agency, Directory, Person, PersonId } from './directory.ts';
import type { DirectoryFile, FilePerson } from './directory-file.ts';
import { normalEmail } from './lookup.ts';

export type Merged = {
  readonly directory: Directory;
  readonly added: readonly PersonId[];
  readonly changed: readonly PersonId[];
  readonly removed: readonly PersonId[];
};

/**
 * The directory as it will be once a file is imported. The file is the whole directory: who is not in it is removed.
 * A person is the same person when the e-mail address and the agency are the same. Somebody who moves to another
 * agency is removed and added with a new id, because an id in a record stands for somebody who acted for one agency.
 *
 * @param newId makes an opaque id, never used before
 */
export function mergeDirectory(current: Directory, file: DirectoryFile, newId: () => string): Merged {
  const before = new Map([...current.people.values()].map((person) => [keyOf(person), person]));
  const ids = new Map(
    file.people.map(({ person }) => [person.email, before.get(keyOf(person))?.id ?? newId()]),
  );
  const people = file.people.flatMap(({ person }) => inDirectory(person, ids) ?? []);
  const agencies = file.agencies.map(({ agency }): readonly [string, Agency] => [agency.id, agency]);
  const kept = new Set(people.map(({ id }) => id));
  return {
    directory: {
      agencies: new Map(agencies),
      people: new Map(people.map((person) => [person.id, person])),
    },
    added: people.filter(({ id }) => !current.people.has(id)).map(({ id }) => id),
    changed: people.filter((person) => differs(current.people.get(person.id), person)).map(({ id }) => id),
    removed: [...current.people.keys()].filter((id) => !kept.has(id)),
  };
}

function keyOf({ email, agency }: { readonly email: string; readonly agency: string }): string {
  return `${agency} ${normalEmail(email)}`;
}

function inDirectory(person: FilePerson, ids: ReadonlyMap<string, PersonId>): Person | undefined {
  const id = ids.get(person.email);
  if (id === undefined) return undefined;
  const { lineManager, seniorManager, deputy, ...rest } = person;
  const idOf = (email: string | undefined): PersonId | undefined =>
    email === undefined ? email : ids.get(email);
  const [line, senior, standIn] = [idOf(lineManager), idOf(seniorManager), idOf(deputy)];
  return {
    ...rest,
    id,
    ...(line !== undefined && { lineManager: line }),
    ...(senior !== undefined && { seniorManager: senior }),
    ...(standIn !== undefined && { deputy: standIn }),
  };
}

function differs(before: Person | undefined, after: Person): boolean {
  return before !== undefined && written(before) !== written(after);
}

/** A person as one text to compare; the order in which roles and absences are listed says nothing. */
function written(person: Person): string {
  const { id, name, email, telephone, jobTitle, agency, roles, lineManager, seniorManager, deputy, away } =
    person;
  const days = away.map(({ from, to }) => `${from} ${to}`).sort();
  const above = [lineManager, seniorManager, deputy];
  return JSON.stringify([
    id,
    name,
    normalEmail(email),
    telephone,
    jobTitle,
    agency,
    [...roles].sort(),
    above,
    days,
  ]);
}
