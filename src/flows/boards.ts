import type { Rules } from '../case/decision.ts';
import type { Agency, Person } from '../directory/directory.ts';
import type { Acceptance } from '../policy/acceptance.ts';
import type { Calendar } from '../policy/calendar.ts';
import type { Policy } from '../policy/policy.ts';
import type { Account } from './chat-input.ts';
import type { Services } from './services.ts';

export type CurrentPolicy = {
  readonly policy: Policy;
  readonly version: string;
  readonly calendar: Calendar;
  readonly accepted?: Acceptance;
};

/** The agencies whose people are recognised in a workspace or tenant. Read from memory. */
export function agenciesHere(services: Services, { platform, space }: Account): readonly Agency[] {
  return [...services.people.directory().agencies.values()].filter(({ spaces }) =>
    spaces.some((one) => one.platform === platform && one.id === space),
  );
}

/**
 * The procedures that may be meant by somebody in a workspace or tenant: those of the agencies that the directory
 * lists there, else all. Read from memory, without knowing who it is.
 */
export function boardsHere(services: Services, account: Account): readonly CurrentPolicy[] {
  const ids = agenciesHere(services, account).flatMap(({ boards }) => boards);
  const found = current(services, ids);
  return found.length > 0 ? found : current(services, services.policies.boards());
}

/** The procedures under which a person's agency raises and receives disagreements. */
export function boardsOf(services: Services, person: Person): readonly CurrentPolicy[] {
  return current(services, services.people.directory().agencies.get(person.agency)?.boards ?? []);
}

/** What a new case is decided by: the board's procedure as it is now, and who is who. */
export function rulesNow(services: Services, { policy, calendar }: CurrentPolicy): Rules {
  return { policy, calendar, directory: services.people.directory() };
}

function current(services: Services, boards: readonly string[]): readonly CurrentPolicy[] {
  return [...new Set(boards)].flatMap((board) => services.policies.current(board) ?? []);
}
