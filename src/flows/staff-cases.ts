import { hasConflict, maySee } from '../case/access.ts';
import { isRaised } from '../case/case-state.ts';
import type { Person } from '../directory/directory.ts';
import { staffOfManager } from '../directory/lookup.ts';
import type { OpenCase, Page } from './ports.ts';
import { knownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { stoodInFor } from './standing-in.ts';

/**
 * Whose line manager somebody is by the directory as it now stands, or stands in for today: people of their own agency, by
 * name.
 */
export function staffOf(services: Services, manager: Person): readonly Person[] {
  const managers = [manager, ...stoodInFor(services, manager)];
  const names = new Intl.Collator('en-GB');
  return managers
    .flatMap((one) =>
      staffOfManager(services.people.directory(), one.id).filter(({ agency }) => agency === one.agency),
    )
    .filter(({ id }) => id !== manager.id)
    .sort((one, other) => names.compare(one.name, other.name));
}

/**
 * The open cases of a manager's staff, by reference and date and nothing else of them. Whether each is still a case of
 * theirs, and not one in which the manager has a conflict of interest, is asked at every reading.
 */
export async function staffCases(
  services: Services,
  manager: Person,
  after: string | undefined,
  limit: number,
): Promise<Page<OpenCase>> {
  const staff = staffOf(services, manager).map(({ id }) => id);
  if (staff.length === 0) return { items: [] };
  const { items, next } = await services.lists.openOf(staff, after, limit);
  const kept = await Promise.all(items.map((one) => stillTheirs(services, manager, one)));
  const shown = kept.filter(({ people }) => people.length > 0);
  return { items: shown, ...(next === undefined ? {} : { next }) };
}

async function stillTheirs(services: Services, manager: Person, found: OpenCase): Promise<OpenCase> {
  const known = await knownCase(services, found.caseId);
  if (known === undefined) return { ...found, people: [] };
  const { state, rules } = known;
  if (isRaised(state) && hasConflict(manager.id, state)) return { ...found, people: [] };
  const now = services.clock.now();
  return { ...found, people: found.people.filter((one) => maySee(one, state, rules, now) === 'content') };
}
