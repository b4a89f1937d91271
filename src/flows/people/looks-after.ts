import { isAdministrator } from '../../directory/administrator.ts';
import type { Person, PersonId } from '../../directory/directory.ts';
import { type CivilDate, civilDateOf } from '../../policy/civil.ts';
import { officeBoard } from '../office-board.ts';
import type { Services } from '../services.ts';

/** Somebody at work on what the directory says of a person: themselves, or whoever looks after them. */
export type Sitting = {
  readonly services: Services;
  readonly by: Person;
  readonly person: Person;
  /** Whether `by` looks after the person; somebody who does not may only say when they are away and who stands in. */
  readonly looksAfter: boolean;
  readonly now: Date;
  readonly today: CivilDate;
};

/** Whether somebody looks after people: the board's office, or an administrator of an agency. */
export function looksAfterPeople(services: Services, by: Person): boolean {
  return isAdministrator(by) || officeBoard(services, by) !== undefined;
}

/**
 * The people whom somebody looks after, by name: for an administrator those of their own agency; for the board's office its
 * own, and those of every agency that works to its board.
 */
export function lookedAfter(services: Services, by: Person): readonly Person[] {
  const { people, agencies } = services.people.directory();
  const board = officeBoard(services, by);
  const theirs = (id: string): boolean => {
    const agency = agencies.get(id);
    if (isAdministrator(by) && id === by.agency) return true;
    return board !== undefined && (agency?.officeOf === board || agency?.boards.includes(board) === true);
  };
  const names = new Intl.Collator('en-GB');
  return [...people.values()]
    .filter(({ agency }) => theirs(agency))
    .sort((one, other) => names.compare(one.name, other.name) || (one.id < other.id ? -1 : 1));
}

/** Asked at every input, of the directory as it is now; `undefined` where it is nobody of theirs, or there is no such person. */
export function sittingOf(services: Services, by: Person, id: PersonId): Sitting | undefined {
  const person = lookedAfter(services, by).find((one) => one.id === id);
  const now = services.clock.now();
  const at = { services, by, now, today: civilDateOf(now) };
  if (person !== undefined) return { ...at, person, looksAfter: true };
  return id === by.id ? { ...at, person: by, looksAfter: false } : undefined;
}

/** The same sitting once something was set: with the person as they now are. */
export function again(sitting: Sitting): Sitting {
  const person = sitting.services.people.directory().people.get(sitting.person.id);
  return person === undefined ? sitting : { ...sitting, person };
}
