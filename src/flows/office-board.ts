import { worksInOffice } from '../case/capacity.ts';
import type { Person } from '../directory/directory.ts';
import type { Services } from './services.ts';

/** The board whose office somebody works in, and whose register they keep. Whoever only heads a forum sees a matter once they are told of it. */
export function officeBoard(services: Services, person: Person): string | undefined {
  const directory = services.people.directory();
  return services.policies.boards().find((board) => {
    const current = services.policies.current(board);
    return current !== undefined && worksInOffice(person.id, { ...current, directory }, services.clock.now());
  });
}
