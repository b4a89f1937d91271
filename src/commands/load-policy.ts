import { readPolicyFile, type PolicyFile } from '../adapters/files/policy-files.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { knownPolicies } from '../compose/known-boards.ts';
import { takeUpFile, type TakenFile } from '../compose/take-up-files.ts';
import { reviewWarning } from '../policy/review.ts';
import { count, say, sayFileError, sayJson, type WithJson } from './say.ts';
import { sayTakenUp } from './say-taken-up.ts';
import { withDatabase } from './with-database.ts';

/**
 * `concordat policy load FILE…`: brings policy files into the database, and so into a bot that runs. A file with any
 * problem is not used, and then none of those named is: nothing is half done.
 */
export async function loadPolicies(files: readonly string[], { json }: WithJson): Promise<void> {
  const read = await readAll(files);
  const twice = read.find(
    ({ policy }, index) => read.findIndex((one) => one.policy.board === policy.board) < index,
  );
  if (twice !== undefined)
    throw new CommandProblem(
      `${twice.file} is a second file for ${twice.policy.board}. Name one for each board.`,
    );
  const taken: TakenFile[] = [];
  const now = await withDatabase(async (kept) => {
    for (const file of read) taken.push(await takeUpFile(kept, file));
    return kept.clock.now();
  });
  const others = await otherFilesOf(taken);
  if (json === true) {
    sayJson(
      taken.map(({ policy, version, became, before, newDaysOff, file }) => ({
        file,
        board: policy.board,
        version,
        became,
        ...(before === undefined ? {} : { before: before.version }),
        newDaysOff,
      })),
    );
    return;
  }
  for (const one of taken) {
    for (const line of sayTakenUp(one)) say(line);
    const review = reviewWarning(one.policy, now);
    if (review !== undefined) say(`${one.policy.board}: ${review}`);
  }
  for (const { file, board } of others)
    say(
      `Note: ${file} holds another version of ${board}, and the next start takes that one up. Put the new file there.`,
    );
}

async function readAll(files: readonly string[]): Promise<readonly PolicyFile[]> {
  const read: PolicyFile[] = [];
  let found = 0;
  for (const file of files) {
    const result = await readPolicyFile(file).catch((error: unknown) => {
      throw sayFileError(file, error);
    });
    if (result.kind === 'policy') read.push({ file, policy: result.policy, version: result.version });
    else {
      found += result.problems.length;
      for (const { line, column, says } of result.problems)
        process.stderr.write(`${file}:${line}:${column}  ${says}\n`);
    }
  }
  if (found === 0) return read;
  throw new CommandProblem(
    `${count(found, 'problem was', 'problems were')} found, so nothing was loaded. The bot goes on with the policies that it has.`,
  );
}

/** Files of this installation that the next start would take up instead. */
async function otherFilesOf(
  taken: readonly TakenFile[],
): Promise<readonly { readonly file: string; readonly board: string }[]> {
  const folder = await knownPolicies().catch((error: unknown) => {
    if (error instanceof CommandProblem) return undefined;
    throw error;
  });
  return taken.flatMap(({ policy: { board }, version }) => {
    const here = folder?.policies.find(({ policy }) => policy.board === board);
    return here === undefined || here.version === version ? [] : [{ file: here.file, board }];
  });
}
