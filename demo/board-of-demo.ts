import { CommandProblem } from '../src/compose/command-problem.ts';
import type { Calendar } from '../src/policy/calendar.ts';
import { notYetHonoured } from '../src/policy/not-yet.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { Demo } from './start-demo.ts';

export type BoardOfDemo = { readonly policy: Policy; readonly version: string; readonly calendar: Calendar };

/** The board that the demo plays. @throws CommandProblem that names the boards there are, or says that cases cannot follow this one yet */
export function boardOfDemo(
  { stores }: { readonly stores: Pick<Demo['stores'], 'policies'> },
  board: string,
): BoardOfDemo {
  const current = stores.policies.current(board);
  if (current !== undefined && notYetHonoured(current.policy).length === 0) return current;
  if (current !== undefined) {
    throw new CommandProblem(
      `Concordat cannot follow all of the procedure of ${current.policy.name} yet, so no case opens under it. "concordat policy show ${board}" says what is missing.`,
    );
  }
  throw new CommandProblem(
    `There is no board "${board}" in the demo. There is: ${stores.policies.boards().join(', ')}.`,
  );
}
