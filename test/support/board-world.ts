import type { Rules } from '../../src/case/decision.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { Directory, Person } from '../../src/directory/directory.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { everybody, raising, rulesWith, words } from './case-world.ts';
import { council, person, trust, withPeople } from './practice-directory.ts';

/*
 * The invented people of the practice agencies under the procedure of any shipped board, with those who act further
 * up its ladder: representatives on the board, Directors, the chair of a sub-committee.
 */

const office = { ...council, id: 'board-office' };

const further: readonly Person[] = [
  person('bram', 'Bram Example', council, ['board-representative']),
  person('tessa', 'Tessa Example', trust, ['board-representative']),
  person('hugo', 'Hugo Example', council, ['head-of-service']),
  person('helga', 'Helga Example', trust, ['head-of-service']),
  person('sam', 'Sam Example', office, ['sub-committee-chair']),
];

/** Who is who, all of them partners of one board, whose office is theirs. */
export function directoryOf(board: string, more: readonly Person[] = []): Directory {
  const { agencies, people } = withPeople(everybody, [...further, ...more]);
  const ofBoard = [...agencies.values()].map((agency) => {
    if (agency.officeOf !== undefined) return { ...agency, officeOf: board };
    return { ...agency, boards: agency.boards.length === 0 ? [] : [board] };
  });
  return { agencies: new Map(ofBoard.map((agency) => [agency.id, agency])), people };
}

/** A shipped procedure with its people. */
export function boardRules(board: string, directory: Directory = directoryOf(board)): Rules {
  return rulesWith(directory, shippedPolicy(board));
}

/** Rosa raises with Nadia under a shipped procedure, everything answered that it asks. */
export function raisingAt(
  board: string,
  when: string,
  said: Parameters<typeof raising>[1] = {},
  by?: string,
): CaseCommand {
  const { raise } = shippedPolicy(board);
  const asked = raise.fields.map(({ id }) => [id, words(id)] as const);
  const priority = raise.priorities[0]?.id;
  return raising(
    when,
    {
      board,
      words: Object.fromEntries(asked),
      ...(priority === undefined ? {} : { priority }),
      ...said,
    },
    by,
  );
}
