import type { Person, PersonId } from '../directory/directory.ts';
import { deputyOf, isAway, lineManagerOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import { sayDay } from '../policy/say-date.ts';
import type { Block } from './chat-message.ts';
import { text } from './page.ts';
import { reachOf, type Reaching } from './reach.ts';
import { withinMoment } from './within-moment.ts';

/**
 * Says of each person who is relied on and is away, or cannot be reached just now, who is told beside them and
 * whom to ring. It stops nothing and keeps nobody waiting: of whom it is not known within a moment nothing is said, for
 * the message to them is the real test.
 *
 * @param reader whoever is shown it; of themselves nothing is said
 */
export async function sayUnreached(
  services: Reaching,
  reader: PersonId,
  people: readonly PersonId[],
): Promise<readonly Block[]> {
  const { people: known } = services.people.directory();
  const asked = [...new Set(people)].filter((id) => id !== reader).flatMap((id) => known.get(id) ?? []);
  const lines = await withinMoment(asked.map((person) => lineOf(services, person)));
  return lines.flatMap((line) => (line === undefined ? [] : [text(line)]));
}

async function lineOf(services: Reaching, person: Person): Promise<string | undefined> {
  const today = civilDateOf(services.clock.now());
  const until = person.away.filter(({ from, to }) => from <= today && today <= to).at(-1)?.to;
  if (until !== undefined) {
    const deputy = await firstThere(services, today, [deputyOf(services.people.directory(), person.id)]);
    const told = deputy === undefined ? 'Nobody stands in for them' : `${deputy.name} stands in for them`;
    return `${person.name} is away until ${sayDay(until)}. ${told}. ${whomToRing(person, deputy)}`;
  }
  const reach = await reachOf(services, person);
  if (reach.kind !== 'unreachable') return undefined;
  const other = await whoIsTold(services, person, today);
  const told = other === undefined ? '' : `Their ${other.as} ${other.person.name} is told. `;
  return `${person.name} cannot be reached just now (${reach.why}). The clock runs on. ${told}${whomToRing(person, other?.person)}`;
}

/** The deputy, else the line manager, as the case itself will tell them (case/rules/unreachable.ts). */
async function whoIsTold(
  services: Reaching,
  { id }: Person,
  today: string,
): Promise<{ readonly as: 'deputy' | 'line manager'; readonly person: Person } | undefined> {
  const directory = services.people.directory();
  const deputy = deputyOf(directory, id);
  const person = await firstThere(services, today, [deputy, lineManagerOf(directory, id)]);
  return person && { as: person === deputy ? 'deputy' : 'line manager', person };
}

/** The first who is there today and is not known to be out of reach. */
async function firstThere(
  services: Reaching,
  today: string,
  people: readonly (Person | undefined)[],
): Promise<Person | undefined> {
  for (const person of people) {
    if (person === undefined || isAway(person, today)) continue;
    if ((await reachOf(services, person)).kind !== 'unreachable') return person;
  }
  return undefined;
}

function whomToRing(person: Person, other: Person | undefined): string {
  if (person.telephone !== undefined) return `Ring them: ${person.telephone}.`;
  if (other?.telephone !== undefined) return `Ring ${other.name}: ${other.telephone}.`;
  return 'The directory has no telephone number for them.';
}
