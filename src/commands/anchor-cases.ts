import { anchorText } from '../adapters/files/anchor-file.ts';
import { writeWhole } from '../adapters/files/write-whole.ts';
import { caseHeads } from '../adapters/postgres/heads.ts';
import { count, say, sayWriteError } from './say.ts';
import { withDatabase } from './with-database.ts';

/** `concordat case anchor --to FILE`: the file, and one line that is enough to know it again. */
export async function anchor({ to }: { readonly to: string }): Promise<void> {
  let whole = { count: 0, hash: '' };
  await withDatabase(async ({ database, clock }) => {
    const text = anchorText({ made: clock.now().toISOString() }, caseHeads(database.pool), (told) => {
      whole = told;
    });
    if (to === '-') for await (const piece of text) process.stdout.write(piece);
    else
      await writeWhole(to, text).catch((error: unknown) => {
        throw sayWriteError(to, error);
      });
  });
  if (to !== '-') say(`${count(whole.count, 'case', 'cases')} in ${to}. Its hash: ${whole.hash}`);
}
