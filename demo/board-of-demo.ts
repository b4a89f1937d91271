import { readPolicyFile, type PolicyFile } from '../src/adapters/files/policy-files.ts';
import { CommandProblem } from '../src/compose/command-problem.ts';
import { policyOf } from '../src/compose/known-boards.ts';
import type { Calendar } from '../src/policy/calendar.ts';
import { notYetHonoured } from '../src/policy/not-yet.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { Demo } from './start-demo.ts';

export type BoardOfDemo = { readonly policy: Policy; readonly version: string; readonly calendar: Calendar };

/** The board that the demo plays. @throws an Error that names the boards there are, or says that cases cannot follow this one yet */
export function boardOfDemo(
  { stores }: { readonly stores: Pick<Demo['stores'], 'policies'> },
  board: string,
): BoardOfDemo {
  const current = stores.policies.current(board);
  if (current !== undefined && notYetHonoured(current.policy).length === 0) return current;
  if (current !== undefined) {
    throw new Error(
      `Concordat cannot follow all of the procedure of ${current.policy.name} yet, so no case opens under it. "concordat policy show ${board}" says what is missing.`,
    );
  }
  throw new Error(
    `There is no board "${board}" in the demo. There is: ${stores.policies.boards().join(', ')}.`,
  );
}

/**
 * The procedure that the demo is asked to play: a board by its id, or a policy file of one's own.
 *
 * @throws a CommandProblem when there is no such board, or when the file cannot be used; it says why
 */
export async function findBoard(board: string): Promise<PolicyFile> {
  if (!/\.ya?ml$/.test(board)) return policyOf(board);
  const read = await readPolicyFile(board).catch((error: unknown) => {
    throw new CommandProblem(
      `${board} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  });
  if (read.kind === 'policy') return { file: board, policy: read.policy, version: read.version };
  const says = read.problems.map(({ line, column, says }) => `${board}:${line}:${column}  ${says}`);
  throw new CommandProblem(`${board} has problems and is not used.\n${says.join('\n')}`);
}
