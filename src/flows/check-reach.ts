import type { Person } from '../directory/directory.ts';
import { reachOf, type Reaching, type ReachOfPerson } from './reach.ts';
import type { Services } from './services.ts';
import { tellUnreachable } from './tell-unreachable.ts';

/** So many people are asked about at once: a platform that serves every workspace takes that for ordinary use. */
const atOnce = 4;
/** A platform that asks to be left alone is asked again so often, each time as much later as it says. */
const attempts = 4;

/** So many people are looked up together: a directory may have hundreds of thousands. */
const askedTogether = 1_000;

/** How a long check waits, and whether it is to go on; a process that ends breaks it off at any point. */
export type Patience = { readonly pause: (ms: number) => Promise<unknown>; readonly goOn: () => boolean };

/** Whether each of these people can be reached, a few at a time. Whoever is not known at the end is told as unknown. */
export async function reachEach(
  services: Reaching,
  people: readonly Person[],
  { pause, goOn }: Patience,
  found: (person: Person, reach: ReachOfPerson) => Promise<void> | void,
): Promise<void> {
  const queue = people.values();
  // Agencies whose platform was not to be asked about one of theirs: the others are not waited for.
  const silent = new Set<string>();
  const work = async (): Promise<void> => {
    // All of them take from one queue.
    for (const person of queue) {
      let reach = await reachOf(services, person);
      for (
        let again = 1;
        again < attempts && reach.kind === 'unknown' && !silent.has(person.agency) && goOn();
        again += 1
      ) {
        await pause(reach.afterMs);
        reach = await reachOf(services, person);
      }
      if (reach.kind === 'unknown') silent.add(person.agency);
      else silent.delete(person.agency);
      if (!goOn()) return;
      await found(person, reach);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/**
 * Whether everybody who has something open can be reached: who cannot is somebody's task in each of their cases before
 * the next reminder would have found it out; once for each time that they are out of reach.
 */
export async function checkReliedOn(services: Services, patience: Patience): Promise<void> {
  const people = [...services.people.directory().people.values()];
  const relied: Person[] = [];
  for (let from = 0; from < people.length && patience.goOn(); from += askedTogether) {
    const some = people.slice(from, from + askedTogether);
    const acting = new Set(await services.lists.withOpenCase(some.map(({ id }) => id)));
    relied.push(...some.filter(({ id }) => acting.has(id)));
  }
  let out = 0;
  await reachEach(services, relied, patience, async ({ id }, { kind }) => {
    if (kind !== 'unreachable') return;
    out += 1;
    const [known] = await services.reaches.unreachable([id]);
    if (known === undefined) return;
    const { why, since } = known;
    await tellUnreachable(services, [id], { why, since, spell: `reach:${id}:${since.toISOString()}` });
  });
  services.log.info({ people: relied.length, unreachable: out }, 'it was checked who can be reached');
}
