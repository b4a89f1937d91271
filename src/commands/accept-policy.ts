import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import type { PolicyFile } from '../adapters/files/policy-files.ts';
import type { StoredPolicies } from '../adapters/postgres/policies.ts';
import { notYetHonoured } from '../policy/not-yet.ts';
import { unconfirmedReadings } from '../policy/policy-lookup.ts';
import type { Policy } from '../policy/policy.ts';
import { sayDate } from '../policy/say-date.ts';
import { count, say, sayJson, type WithJson } from './say.ts';
import { withDatabase } from './with-database.ts';

/**
 * `concordat policy accept BOARD --by NAME`: a named person's acceptance of the version that waits for it, else of the
 * one in use, with every reading that changes a date, a recipient or a route. A bot that runs takes it up at once.
 * Refused for a procedure that Concordat would follow only in part.
 */
export async function acceptPolicy(
  board: string,
  { by, json }: WithJson & { readonly by: string },
): Promise<void> {
  const name = by.trim();
  if (name === '') throw new CommandProblem('--by needs the name of whoever accepts it for the board.', 2);
  const file = await fileOf(board);
  if (!(file instanceof CommandProblem)) refuseInPart(file.policy);
  const { policy, version, at } = await withDatabase(async ({ policies, clock }) => {
    const now = clock.now();
    if (!(file instanceof CommandProblem) && policies.current(board) === undefined)
      await policies.store(board, file.version, file.policy, now);
    const meant = meantVersion(board, policies, file);
    refuseInPart(meant.policy);
    await policies.accept(board, name, now);
    return { policy: meant.policy, version: meant.version, at: now };
  });
  const readings = unconfirmedReadings(policy, 'mattering');
  if (json === true) {
    sayJson({ board, version, by: name, at, unconfirmed: readings.map(({ id }) => id) });
    return;
  }
  say(`${policy.name}, version ${version.slice(0, 12)}, is accepted by ${name} on ${sayDate(at)}.`);
  if (readings.length === 0) return;
  const many = count(readings.length, 'reading', 'readings');
  say(`It rests on ${many} of unclear passages that change a date, a recipient or a route:`);
  for (const { id, about, chosen } of readings) say(`  ${id}  ${about}: ${chosen}`);
}

/** The board's file in this installation, or why there is none: what the database has can be accepted without one. */
async function fileOf(board: string): Promise<PolicyFile | CommandProblem> {
  return policyOf(board).catch((error: unknown) => {
    if (error instanceof CommandProblem) return error;
    throw error;
  });
}

/** The version that an acceptance is for. Whoever accepts has read the file, so it must be the one that is here. */
function meantVersion(
  board: string,
  policies: StoredPolicies,
  file: PolicyFile | CommandProblem,
): { readonly policy: Policy; readonly version: string } {
  const meant = policies.waiting(board) ?? policies.current(board);
  if (file instanceof CommandProblem) {
    if (meant === undefined) throw file;
    return meant;
  }
  const here = file.version;
  if (meant === undefined)
    throw new CommandProblem(`No policy of ${board} is in the database. Run "concordat policy load" first.`);
  if (here === meant.version) return meant;
  throw new CommandProblem(
    `What would be accepted is version ${meant.version.slice(0, 12)}, and the file here is version ${here.slice(0, 12)}. Run "concordat policy load FILE" with the file that is meant, and accept it then.`,
  );
}

function refuseInPart(policy: Policy): void {
  const notYet = notYetHonoured(policy);
  if (notYet.length === 0) return;
  throw new CommandProblem(
    [
      `The procedure of ${policy.name} cannot be accepted yet: cases would follow only a part of it.`,
      ...notYet.map((line) => `  ${line}`),
    ].join('\n'),
  );
}
