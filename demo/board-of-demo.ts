import type { Calendar } from '../src/policy/calendar.ts';
import type { Policy } from '../src/policy/policy.ts';
import type { Demo } from './start-demo.ts';

export type BoardOfDemo = { readonly policy: Policy; readonly version: string; readonly calendar: Calendar };

/** The board that the demo plays. @throws an Error that names the boards there are */
export function boardOfDemo({ stores }: Pick<Demo, 'stores'>, board: string): BoardOfDemo {
  const current = stores.policies.current(board);
  if (current !== undefined) return current;
  throw new Error(
    `There is no board "${board}" in the demo. There is: ${stores.policies.boards().join(', ')}.`,
  );
}
