import type { Person } from '../../directory/directory.ts';
import { boardsOf } from '../boards.ts';
import { officeBoard } from '../office-board.ts';
import { mayAskAgencies } from '../../policy/policy-lookup.ts';
import type { Services } from '../services.ts';

/**
 * A report that somebody may take in chat: whose view, of which board; for an agency's own, theirs. `ask`: the office asks
 * its agencies for their outcomes.
 */
export type Choice = {
  readonly view: 'board' | 'published' | 'agency' | 'ask';
  readonly board: string;
};

/** Who answers for an agency's challenges as a whole, and not for single ones (CE-58). */
export const agencyRoles: readonly string[] = ['senior-manager', 'safeguarding-lead'];

/**
 * What somebody may take, asked at every input of the directory as it is now: the board's office its board's figures, and what
 * may leave it; a senior manager or safeguarding lead of an agency, that agency's own. Nobody else anything.
 */
export function reportsFor(services: Services, person: Person): readonly Choice[] {
  const office = officeBoard(services, person);
  const own = person.roles.some((role) => agencyRoles.includes(role)) ? boardsOf(services, person) : [];
  return [
    ...(office === undefined
      ? []
      : (['board', 'published', ...asks(services, office)] as const).map((view) => ({
          view,
          board: office,
        }))),
    ...own.map(({ policy }) => ({ view: 'agency', board: policy.board }) as const),
  ];
}

function asks({ policies }: Services, board: string): readonly 'ask'[] {
  const policy = policies.current(board)?.policy;
  return policy !== undefined && mayAskAgencies(policy) ? ['ask'] : [];
}

export function mayTakeReports(services: Services, person: Person): boolean {
  return reportsFor(services, person).length > 0;
}
