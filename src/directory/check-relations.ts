import type { Platform } from './directory.ts';
import type { DirectoryFile, ListedAgency, ListedPerson, Place, Remark } from './directory-file.ts';
import { nearest } from '../policy/nearest.ts';

type Relation = 'lineManager' | 'seniorManager' | 'deputy';
const relations: readonly { readonly key: Relation; readonly called: string }[] = [
  { key: 'lineManager', called: 'line manager' },
  { key: 'seniorManager', called: 'senior manager' },
  { key: 'deputy', called: 'deputy' },
];

/** Ids and addresses that stand in the file, also in rows that could not be read. */
type Mentioned = { readonly agencies: ReadonlySet<string>; readonly emails: ReadonlySet<string> };
type Checked = { readonly problems: readonly Remark[]; readonly notes: readonly Remark[] };

/**
 * What must fit together across a directory file: ids and addresses used once, agencies and people that are named and
 * exist, no circle of managers. Notes are allowed, and worth a second look.
 */
export function checkRelations(file: DirectoryFile, mentioned: Mentioned): Checked {
  const byEmail = new Map<string, ListedPerson>();
  const byAgency = new Map<string, ListedAgency>();
  const remedy = remedies();
  const problems = [
    ...file.agencies.flatMap((listed) => twice(byAgency, listed.agency.id, listed, agencyTwice)),
    ...file.people.flatMap((listed) => twice(byEmail, listed.person.email, listed, personTwice)),
    ...twoOffices(file.agencies),
    ...file.people.flatMap((listed) => unknownAgency(listed, mentioned.agencies, remedy)),
    ...file.people.flatMap((listed) => wrongRelations(listed, byEmail, mentioned.emails, remedy)),
    ...circles(file.people, byEmail, 'lineManager', 'line manager'),
    ...circles(file.people, byEmail, 'seniorManager', 'senior manager'),
    ...leaverProblems(file, mentioned.emails, remedy),
  ];
  const notes = [
    ...sharedSpaces(file.agencies),
    ...file.people.flatMap((listed) => managersElsewhere(listed, byEmail)),
    ...file.leavers.flatMap((leaver) => stillListed(leaver, byEmail.get(leaver.email))),
  ];
  return { problems, notes };
}

function twice<Listed extends Place>(
  seen: Map<string, Listed>,
  key: string,
  listed: Listed,
  says: (key: string, before: Listed) => string,
): Remark[] {
  const before = seen.get(key);
  if (before !== undefined) return [at(listed, says(key, before))];
  seen.set(key, listed);
  return [];
}

function agencyTwice(id: string, before: ListedAgency): string {
  return `The agency "${id}" is already on line ${before.line}. Give one of them another id, or keep one.`;
}

function personTwice(email: string, before: ListedPerson): string {
  return `${email} is already the e-mail of ${before.person.name} on line ${before.line}. Every person needs an address of their own.`;
}

function twoOffices(agencies: readonly ListedAgency[]): Remark[] {
  const seen = new Map<string, ListedAgency>();
  const says = (board: string, before: ListedAgency): string =>
    `The board "${board}" already has its office on line ${before.line}: ${before.agency.name}. A board has one office.`;
  return agencies.flatMap((listed) =>
    listed.agency.officeOf === undefined ? [] : twice(seen, listed.agency.officeOf, listed, says),
  );
}

function unknownAgency(listed: ListedPerson, agencies: ReadonlySet<string>, remedy: Remedy): Remark[] {
  const { name, agency } = listed.person;
  if (agencies.has(agency)) return [];
  return [
    at(
      listed,
      `${name} works for "${agency}", which is not an agency of this file. ${remedy(agency, agencies)}`,
    ),
  ];
}

function wrongRelations(
  listed: ListedPerson,
  people: ReadonlyMap<string, ListedPerson>,
  mentioned: ReadonlySet<string>,
  remedy: Remedy,
): Remark[] {
  return relations.flatMap(({ key, called }) => {
    const { name, email, agency, [key]: wanted } = listed.person;
    if (wanted === undefined) return [];
    if (wanted === email)
      return [at(listed, `${name} is named as their own ${called}. Name somebody else, or leave it empty.`)];
    if (!mentioned.has(wanted)) {
      return [
        at(
          listed,
          `The ${called} of ${name}, ${wanted}, is not a person of this file. ${remedy(wanted, mentioned)}`,
        ),
      ];
    }
    const other = people.get(wanted)?.person;
    if (key === 'deputy' && other !== undefined && other.agency !== agency) {
      return [
        at(
          listed,
          `The deputy of ${name}, ${other.name}, works for another agency ("${other.agency}"). A deputy stands in for their own agency: name a colleague.`,
        ),
      ];
    }
    return [];
  });
}

/** Each circle is told once, where it is first met in the file. Somebody who is their own manager has been told already. */
function circles(
  people: readonly ListedPerson[],
  byEmail: ReadonlyMap<string, ListedPerson>,
  key: 'lineManager' | 'seniorManager',
  called: string,
): Remark[] {
  const done = new Set<string>();
  return people.flatMap((start) => {
    const path: ListedPerson[] = [];
    let next: ListedPerson | undefined = start;
    while (next !== undefined && !done.has(next.person.email)) {
      done.add(next.person.email);
      path.push(next);
      next = byEmail.get(next.person[key] ?? '');
    }
    const circle = next === undefined ? [] : path.slice(path.indexOf(next));
    if (next === undefined || !path.includes(next) || circle.length < 2) return [];
    const names = [...circle, next].map(({ person }) => person.name).join(' → ');
    return [
      at(
        next,
        `The ${called}s go round in a circle: ${names}. Somebody at the top has none: leave theirs empty.`,
      ),
    ];
  });
}

function leaverProblems(file: DirectoryFile, people: ReadonlySet<string>, remedy: Remedy): Remark[] {
  const seen = new Map<string, Place>();
  return file.leavers.flatMap((leaver) => {
    const again = twice(
      seen,
      leaver.email,
      leaver,
      (email, before) => `${email} is already a leaver on line ${before.line}. Keep one.`,
    );
    if (leaver.successor === leaver.email)
      return [...again, at(leaver, `${leaver.email} cannot succeed themselves. Name a colleague.`)];
    if (people.has(leaver.successor)) return again;
    const says = `The successor ${leaver.successor} is not a person of this file. ${remedy(leaver.successor, people)}`;
    return [...again, at(leaver, says)];
  });
}

const spaceNames: Readonly<Record<Platform, string>> = {
  slack: 'The workspace',
  teams: 'The tenant',
  email: 'The mail domain',
};

function sharedSpaces(agencies: readonly ListedAgency[]): Remark[] {
  const seen = new Map<string, ListedAgency>();
  return agencies.flatMap((listed) =>
    listed.agency.spaces.flatMap(({ platform, id }) => {
      const says = (_: string, before: ListedAgency): string =>
        `${spaceNames[platform]} ${id} is listed for ${before.agency.name} too. That is allowed where the two share it: people of both are recognised there.`;
      return twice(seen, `${platform} ${id}`, listed, says);
    }),
  );
}

function managersElsewhere(listed: ListedPerson, people: ReadonlyMap<string, ListedPerson>): Remark[] {
  return relations.flatMap(({ key, called }) => {
    const manager = people.get(listed.person[key] ?? '')?.person;
    if (key === 'deputy' || manager === undefined || manager.agency === listed.person.agency) return [];
    return [
      at(
        listed,
        `The ${called} of ${listed.person.name}, ${manager.name}, works for another agency ("${manager.agency}"). Right for a joint team; otherwise correct it.`,
      ),
    ];
  });
}

function stillListed(leaver: Place, person: ListedPerson | undefined): Remark[] {
  if (person === undefined) return [];
  return [
    at(
      leaver,
      `${person.person.name} is a leaver and still on line ${person.line}. The successor counts only if they change agency; otherwise take them off one of the lists.`,
    ),
  ];
}

type Remedy = (typed: string, known: ReadonlySet<string>) => string;

/** Guesses what was meant, with a bound: in a file with thousands of wrong names it would take minutes and help nobody. */
function remedies(): Remedy {
  let left = 200_000;
  return (typed, known) => {
    left -= known.size;
    return guessed(left < 0 ? undefined : nearest(typed, [...known]));
  };
}

function guessed(guess: string | undefined): string {
  return guess === undefined ? 'Add it to the file, or correct the spelling.' : `Did you mean ${guess}?`;
}

function at(place: Place, says: string): Remark {
  return { line: place.line, column: place.column, says };
}
