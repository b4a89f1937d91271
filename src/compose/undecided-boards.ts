import { openBoardSettings } from '../adapters/postgres/board-settings.ts';
import { missingOf } from '../flows/retention.ts';
import { sayList } from '../flows/wording/telling.ts';
import { partnersOf } from '../directory/lookup.ts';
import { mayOpenCases } from '../policy/acceptance.ts';
import type { Database } from './open-database.ts';
import type { Stores } from './open-stores.ts';

/**
 * Why the bot may not begin yet: each board for which cases can be opened, and which has not decided who answers for their
 * personal data and for how long they are kept. Each names the command that records it.
 */
export async function undecidedBoards(
  { pool }: Pick<Database, 'pool'>,
  { policies, people }: Pick<Stores, 'policies' | 'people'>,
  boards: readonly string[],
): Promise<readonly string[]> {
  const settings = openBoardSettings(pool);
  const served = policies.boards().filter((board) => boards.length === 0 || boards.includes(board));
  const found = await Promise.all(
    served.map(async (board) => {
      const policy = policies.current(board)?.policy;
      const accepted = policies.acceptance(board);
      const used = accepted !== undefined || partnersOf(people.directory(), board).length > 0;
      if (policy === undefined || !used || !mayOpenCases(policy, accepted)) return [];
      const missing = missingOf(await settings.current(board));
      if (missing.length === 0) return [];
      return [
        `${board} has not decided ${sayList(missing)}. Record it: concordat board set ${board} --controller "…" --contact "…" --keep "… years" --by "…"`,
      ];
    }),
  );
  return found.flat();
}
