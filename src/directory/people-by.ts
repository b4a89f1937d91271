import type { Directory, Person } from './directory.ts';

/**
 * Finds the people of a directory who have something in common, such as their agency, in the order of the directory. They are
 * sorted out once for each directory, which is never changed but replaced: of hundreds of thousands of people, a walk past all
 * of them for each question would be what a click waits for.
 *
 * @param by what is looked up; `undefined` where somebody has none
 */
export function peopleBy(
  by: (person: Person) => string | undefined,
): (directory: Directory, key: string) => readonly Person[] {
  const known = new WeakMap<Directory['people'], ReadonlyMap<string, readonly Person[]>>();
  return ({ people }, key) => {
    const sorted = known.get(people) ?? sortedOut(people, by);
    known.set(people, sorted);
    return sorted.get(key) ?? [];
  };
}

function sortedOut(
  people: Directory['people'],
  by: (person: Person) => string | undefined,
): ReadonlyMap<string, readonly Person[]> {
  const sorted = new Map<string, Person[]>();
  for (const person of people.values()) {
    const key = by(person);
    if (key === undefined) continue;
    const those = sorted.get(key);
    if (those === undefined) sorted.set(key, [person]);
    else those.push(person);
  }
  return sorted;
}
