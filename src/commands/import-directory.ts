import { randomUUID } from 'node:crypto';
import type { Directory } from '../directory/directory.ts';
import type { DirectoryFile, Remark } from '../directory/directory-file.ts';
import { mergeDirectory, type Merged } from '../directory/merge-directory.ts';
import { type HandOver, removalsInOpenCases } from '../directory/removals.ts';
import { endedBy, type Ended, type SetInChat } from '../directory/set-in-chat.ts';
import { casesOfLeavers, type CaseOfLeavers } from '../flows/cases-of-leavers.ts';
import { handOverCase, whyNotHandedOver } from '../flows/hand-over-cases.ts';
import { sayDay } from '../policy/say-date.ts';
import { civilDateOf } from '../policy/civil.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import type { Kept } from './with-database.ts';

/** What an import changed, by ids; or why nothing was imported. */
export type Imported =
  | { readonly kind: 'refused'; readonly problems: readonly Remark[] }
  | {
      readonly kind: 'imported';
      readonly before: Directory;
      readonly merged: Merged;
      readonly handOvers: readonly HandOver[];
      readonly notes: readonly string[];
      /** What was set in chat and counts no longer, and what still does. */
      readonly ended: readonly Ended[];
      readonly standing: readonly SetInChat[];
    };

type Plan = {
  /** The version of the directory that it was worked out from. */
  readonly version: number;
  readonly merged: Merged;
  readonly handOvers: readonly HandOver[];
  readonly cases: readonly CaseOfLeavers[];
};

/**
 * Imports a directory file that is right. Somebody who leaves open cases behind goes in three steps: the newcomers
 * come in, each case is handed over, then they go. Stopped anywhere in between, every case has somebody, and running
 * the import again finishes it.
 *
 * @throws CommandProblem when a case could not be handed over although it looked so before; nobody is removed then
 * @throws StoreError when another import came between
 */
export async function importDirectory(kept: Kept, file: DirectoryFile): Promise<Imported> {
  // What the file said last: what was set in chat is no change of the file's.
  const before = kept.people.listed();
  const changes = kept.people.changes();
  const first = await planned(kept, file);
  if ('problems' in first) return { kind: 'refused', problems: first.problems };
  let plan = first;
  const handOvers: HandOver[] = [];
  // Another case of theirs may be raised meanwhile, so it is looked again until there is none.
  while (plan.handOvers.length > 0) {
    await keepWhoHandsOver(kept, plan);
    for (const handOver of plan.handOvers) await hand(kept, handOver);
    handOvers.push(...plan.handOvers);
    const next = await planned(kept, file);
    if ('problems' in next) throw halfWay(next.problems);
    plan = next;
  }
  await kept.people.importDirectory(plan.merged.directory, plan.version, kept.clock.now());
  const notes = first.cases.flatMap((one) => one.notes);
  const ended = endedBy(changes, before, first.merged.directory);
  const standing = changes.filter((change) => !ended.some((one) => one.change === change));
  return { kind: 'imported', before, merged: first.merged, handOvers, notes, ended, standing };
}

/** What an import would do, without doing it. */
async function planned(
  kept: Kept,
  file: DirectoryFile,
): Promise<Plan | { readonly problems: readonly Remark[] }> {
  const [version, current] = [kept.people.version(), kept.people.listed()];
  const merged = mergeDirectory(current, file, randomUUID);
  const cases = await casesOfLeavers(kept, merged.removed);
  const stuck = cases.flatMap(({ problems }) => problems.map((says) => ({ line: 1, column: 1, says })));
  const removals = removalsInOpenCases(current, merged, file, cases);
  if (removals.kind === 'refused') return { problems: [...removals.problems, ...stuck] };
  const plan = { version, merged, handOvers: removals.handOvers, cases };
  const refused = [...stuck, ...(await refusals(kept, plan))];
  return refused.length > 0 ? { problems: refused } : plan;
}

/** Asks each case beforehand whether it can be handed over, so that nothing begins that cannot be finished. */
async function refusals(kept: Kept, { merged, handOvers, cases }: Plan): Promise<readonly Remark[]> {
  // Says what is wrong with the keys before anything is done.
  for (const { caseId } of handOvers) await kept.vaults().forCase(caseId);
  const directory = withLeavers(kept, merged, handOvers);
  return handOvers.flatMap((handOver) => {
    const known = cases.find(({ id }) => id === handOver.caseId);
    if (known === undefined) return [];
    const refused = whyNotHandedOver(handOver, handOver.from, kept.clock.now(), known.state, {
      ...known.rules,
      directory,
    });
    if (refused === undefined) return [];
    return [{ line: 1, column: 1, says: `${handOver.reference} cannot be handed over. ${refused}` }];
  });
}

/** Everybody of the file, and those who are still to hand over. */
function withLeavers(kept: Kept, { directory }: Merged, handOvers: readonly HandOver[]): Directory {
  const current = kept.people.listed();
  const leavers = handOvers.flatMap(({ from }) => current.people.get(from) ?? []);
  return {
    agencies: directory.agencies,
    people: new Map([...directory.people, ...leavers.map((person) => [person.id, person] as const)]),
  };
}

async function keepWhoHandsOver(kept: Kept, { version, merged, handOvers }: Plan): Promise<void> {
  const { people, clock } = kept;
  await people.importDirectory(withLeavers(kept, merged, handOvers), version, clock.now());
}

async function hand(kept: Kept, handOver: HandOver): Promise<void> {
  // A bot that runs looks every few seconds.
  const services = { ...kept, vault: kept.vaults(), wakeRelay: () => undefined };
  const refused = await handOverCase(services, handOver, {
    // The leaver is the one whom the procedure lets hand over their own part; the reason says who really did it.
    by: handOver.from,
    id: `directory-import:${randomUUID()}`,
    reason: `The board’s office took this person off the directory on ${sayDay(civilDateOf(kept.clock.now()))} and named who takes over.`,
  });
  if (refused !== undefined)
    throw halfWay([{ says: `${handOver.reference} could not be handed over. ${refused}` }]);
}

function halfWay(problems: readonly Pick<Remark, 'says'>[]): CommandProblem {
  const says = problems.map((problem) => problem.says).join('\n');
  return new CommandProblem(`${says}\nThe newcomers are in and nobody was removed. Run the import again.`);
}
