import type { Agency, AgencyId, Directory, Person, PersonId, Platform, RoleId, Space } from './directory.ts';
import { peopleBy } from './people-by.ts';

/*
 * Questions that a case, a conversation or a notice asks of the directory. All are pure, none throws: who is not
 * there is `undefined` or an empty list, so that the asker must say what happens then.
 * A date is a civil date in Europe/London, `YYYY-MM-DD`.
 */

/** Everybody in an agency, in the order of the directory. */
export const peopleOfAgency = peopleBy(({ agency }) => agency);

/** Everybody whose line manager the directory says somebody is. */
export const staffOfManager = peopleBy(({ lineManager }) => lineManager);

/** Everybody for whom somebody stands in when they are away. */
export const peopleOfDeputy = peopleBy(({ deputy }) => deputy);

const peopleOfEmail = peopleBy(({ email }) => normalEmail(email));

/**
 * Everybody in an agency who holds a role, in the order of their names (the same on every machine and after every import).
 */
export function peopleWithRole(directory: Directory, agency: AgencyId, role: RoleId): readonly Person[] {
  return peopleOfAgency(directory, agency)
    .filter(({ roles }) => roles.includes(role))
    .sort(byName);
}

/**
 * The one person to turn to for a role in an agency: the first by name. With a date, somebody who is not away on it
 * comes before somebody who is; if all are away, the first of them, because the clock starts regardless and their
 * deputy is told.
 */
export function personWithRole(
  directory: Directory,
  agency: AgencyId,
  role: RoleId,
  on?: string,
): Person | undefined {
  const holders = peopleWithRole(directory, agency, role);
  const present = on === undefined ? undefined : holders.find((person) => !isAway(person, on));
  return present ?? holders[0];
}

export function personOf(directory: Directory, id: PersonId): Person | undefined {
  return directory.people.get(id);
}

/** The agency a person works for. */
export function agencyOf(directory: Directory, id: PersonId): Agency | undefined {
  const person = directory.people.get(id);
  return person && directory.agencies.get(person.agency);
}

/** The line manager whom the directory names for this person. */
export function lineManagerOf(directory: Directory, id: PersonId): Person | undefined {
  return related(directory, directory.people.get(id)?.lineManager);
}

/**
 * The senior manager whom the directory names for this person or, where it names none, for the nearest line manager
 * above that has one.
 */
export function seniorManagerOf(directory: Directory, id: PersonId): Person | undefined {
  const seen = new Set<PersonId>(); // an import refuses a loop; a directory built otherwise must not hang a case
  for (
    let person = directory.people.get(id);
    person !== undefined && !seen.has(person.id);
    person = lineManagerOf(directory, person.id)
  ) {
    seen.add(person.id);
    if (person.seniorManager !== undefined) return related(directory, person.seniorManager);
  }
  return undefined;
}

/** Who stands in for this person. Whether the deputy is away too is the asker's next question. */
export function deputyOf(directory: Directory, id: PersonId): Person | undefined {
  return related(directory, directory.people.get(id)?.deputy);
}

/**
 * Whether a person is away on a civil date; the first and the last day of an absence both count.
 *
 * @example
 * // away from Monday 21 to Thursday 31 December 2026
 * isAway(person, '2026-12-31') // => true
 */
export function isAway(person: Person, on: string): boolean {
  return person.away.some(({ from, to }) => from <= on && on <= to);
}

/** The agencies that work to a board's procedure, by name; the board's own office is not one of them. */
export function partnersOf(directory: Directory, board: string): readonly Agency[] {
  return [...directory.agencies.values()]
    .filter((agency) => agency.officeOf !== board && agency.boards.includes(board))
    .sort(byName);
}

/** The board's own office, where its business manager and its chair stand. */
export function officeOf(directory: Directory, board: string): Agency | undefined {
  return [...directory.agencies.values()].find((agency) => agency.officeOf === board);
}

/** Who holds a role of the board itself, such as `business-manager` or `independent-chair`. */
export function boardRoleHolders(directory: Directory, board: string, role: RoleId): readonly Person[] {
  const office = officeOf(directory, board);
  return office === undefined ? [] : peopleWithRole(directory, office.id, role);
}

/**
 * The person behind a chat profile: the same e-mail address, in a workspace or tenant that the directory lists for
 * that person's own agency. The same address in any other space is a stranger, because whoever runs that space can
 * give a profile any address they like.
 */
export function recognise(directory: Directory, space: Space, email: string): Person | undefined {
  return peopleOfEmail(directory, normalEmail(email)).find((person) => worksIn(directory, person, space));
}

/** The workspaces or tenants of a platform that some agency lists, each once. */
export function spacesOn({ agencies }: Directory, platform: Platform): readonly string[] {
  const spaces = [...agencies.values()].flatMap((agency) => agency.spaces);
  return [...new Set(spaces.filter((space) => space.platform === platform).map(({ id }) => id))];
}

/** An address as it is compared: without spaces around it, and capital letters do not count. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Whether a space is only turned to where somebody has an account in no other: an e-mail says less than a message in
 * chat, and asks for more steps.
 */
export function isLastResort({ platform }: Pick<Space, 'platform'>): boolean {
  return platform === 'email';
}

/** The part of an e-mail address that says whose it is: `lantern.example.org` of `noor@lantern.example.org`. */
export function domainOfAddress(email: string): string {
  return normalEmail(email).replace(/^.*@/u, '');
}

/** Whether a space is one that the directory lists for somebody's own agency. */
export function worksIn(directory: Directory, person: Person, space: Space): boolean {
  const spaces = directory.agencies.get(person.agency)?.spaces ?? [];
  return spaces.some(({ platform, id }) => platform === space.platform && id === space.id);
}

function related(directory: Directory, id: PersonId | undefined): Person | undefined {
  return id === undefined ? undefined : directory.people.get(id);
}

const inEnglish = new Intl.Collator('en-GB');

function byName(one: { name: string; id: string }, other: { name: string; id: string }): number {
  return inEnglish.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}
