import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Rules } from '../../src/case/decision.ts';
import type { Directory, Person } from '../../src/directory/directory.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { everybody, rulesWith } from './case-world.ts';
import { withPeople } from './practice-directory.ts';

/*
 * The practice people under another board's procedure: their agencies are partners of that board, and its office is
 * theirs.
 */

/** The directory of case-world as another board has it, with more people if a test needs them. */
export function directoryFor(board: string, more: readonly Person[] = []): Directory {
  const agencies = new Map(
    [...everybody.agencies].map(([id, one]) => [
      id,
      {
        ...one,
        ...(one.boards.length === 0 ? {} : { boards: [board] }),
        ...(one.officeOf === undefined ? {} : { officeOf: board }),
      },
    ]),
  );
  return withPeople({ agencies, people: everybody.people }, more);
}

/**
 * The rules of a shipped board with its forums, duties and people, and without what has to be said or filled in on
 * the way up: a test of a forum climbs to it in a line or two.
 */
export function rulesOfBoard(board: string, more: readonly Person[] = []): Rules {
  return rulesWith(directoryFor(board, more), straightUp(shippedPolicy(board)));
}

function straightUp(policy: Policy): Policy {
  const stages = policy.stages
    .filter(({ informal }) => !informal)
    .map(({ needs_form: _form, considered: _asked, through: _through, rungs: _rungs, ...stage }) => ({
      ...stage,
      entry_fields: [],
    }));
  return policySchema.parse({ ...policy, stages });
}
