import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import { notYetHonoured } from '../policy/not-yet.ts';
import { unconfirmedReadings } from '../policy/policy-lookup.ts';
import { sayDate } from '../policy/say-date.ts';
import { count, say, sayJson, type WithJson } from './say.ts';
import { withDatabase } from './with-database.ts';

/**
 * `concordat policy accept BOARD --by NAME`: a named person's acceptance of the policy that is in use, with every
 * reading that changes a date, a recipient or a route. A bot that runs goes on; what it works by does not change.
 * Refused for a procedure that Concordat would follow only in part.
 */
export async function acceptPolicy(
  board: string,
  { by, json }: WithJson & { readonly by: string },
): Promise<void> {
  const name = by.trim();
  if (name === '') throw new CommandProblem('--by needs the name of whoever accepts it for the board.', 2);
  const { policy, version } = await policyOf(board);
  const notYet = notYetHonoured(policy);
  if (notYet.length > 0) {
    throw new CommandProblem(
      [
        `The procedure of ${policy.name} cannot be accepted yet: cases would follow only a part of it.`,
        ...notYet.map((line) => `  ${line}`),
      ].join('\n'),
    );
  }
  const at = await withDatabase(async ({ policies, clock }) => {
    const now = clock.now();
    const inUse = policies.current(board)?.version;
    if (inUse === undefined) await policies.store(board, version, policy, now);
    else if (inUse !== version) {
      throw new CommandProblem(
        `The bot works by version ${inUse.slice(0, 12)}, and the file here is version ${version.slice(0, 12)}. Start the bot again, so that it takes up the file, and accept it then.`,
      );
    }
    await policies.accept(board, name, now);
    return now;
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
