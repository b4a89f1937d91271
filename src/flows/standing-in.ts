import { maySee } from '../case/access.ts';
import type { Person } from '../directory/directory.ts';
import { isAway, peopleOfDeputy } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import type { CaseLine, Page } from './ports.ts';
import { knownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';

/** The people whose deputy somebody is and who are away today, in the order of the directory. */
export function stoodInFor({ people, clock }: Services, deputy: Person): readonly Person[] {
  const today = civilDateOf(clock.now());
  return peopleOfDeputy(people.directory(), deputy.id).filter(
    (person) => person.id !== deputy.id && isAway(person, today),
  );
}

/**
 * The cases in which somebody who is away owes the next step, as far as their deputy may see them: first those in
 * which something is overdue, then the others, next deadline first. `after` is the `next` of the page before.
 */
export async function casesStoodInFor(
  services: Services,
  deputy: Person,
  away: Person,
  after: string | undefined,
  limit: number,
): Promise<Page<CaseLine>> {
  const [which, cursor] = placeOf(after);
  const page = await services.lists.ofPerson(away.id, which, cursor, limit);
  // Overdue lists whoever owes it; a deputy stands in for what the one who is away owes, where the case is open to them.
  const theirs = page.items.filter(({ nextDue }) => nextDue?.mine === true);
  const items = await openTo(deputy, theirs, services);
  const next = page.next !== undefined ? `${which}:${page.next}` : which === 'overdue' ? 'mine:' : undefined;
  // Lines may have been left out, or one list may have ended: the page is filled from what comes after.
  if (next === undefined) return { items };
  if (items.length >= limit) return { items, next };
  const rest = await casesStoodInFor(services, deputy, away, next, limit - items.length);
  return { ...rest, items: [...items, ...rest.items] };
}

function placeOf(after: string | undefined): readonly ['overdue' | 'mine', string | undefined] {
  const [which, ...rest] = (after ?? '').split(':');
  const cursor = rest.join(':');
  return [which === 'mine' ? 'mine' : 'overdue', cursor === '' ? undefined : cursor];
}

/**
 * The lines of those cases that are open to somebody now. A list is written with its case; who has left a side or has a
 * conflict of interest since is asked of the directory and the record as they are.
 */
export async function openTo(
  person: Person,
  lines: readonly CaseLine[],
  services: Services,
): Promise<readonly CaseLine[]> {
  const now = services.clock.now();
  const seen = await Promise.all(
    lines.map(async (line): Promise<readonly CaseLine[]> => {
      const known = await knownCase(services, line.caseId);
      const sight = known === undefined ? 'nothing' : maySee(person.id, known.state, known.rules, now);
      // Whoever owes something finds it, however little of the case they may see.
      return sight === 'content' || (sight !== 'nothing' && line.nextDue?.mine === true) ? [line] : [];
    }),
  );
  return seen.flat();
}
