import type { PersonId } from '../directory/directory.ts';
import { knownCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';

/**
 * People cannot be reached: in each open case in which one of them has a part their deputy or manager is told now, and so is
 * whoever raised it, and not only once something could not be delivered.
 *
 * @param spell what tells this time from another; told of the same one again, a case changes nothing
 * @param besides others who cannot be reached either, and so are not told
 * @param since those who were told of it in a case since then are not told again
 * @returns the references of the open cases in which they have a part
 */
export async function tellUnreachable(
  services: Pick<Services, 'lists' | 'cases' | 'rulesOf' | 'clock' | 'wakeRelay'>,
  people: readonly PersonId[],
  {
    why,
    spell,
    since,
    besides = [],
  }: {
    readonly why: string;
    readonly spell: string;
    readonly since?: Date;
    readonly besides?: readonly PersonId[];
  },
): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const open = await services.lists.openCasesOf(people);
  for (const { person, reference } of open) {
    const caseId = await services.cases.idOfReference(reference);
    const known = caseId === undefined ? undefined : await knownCase(services, caseId);
    if (known === undefined) continue;
    const told = known.state.unreachable[person];
    if (since !== undefined && told !== undefined && new Date(told) >= since) continue;
    await runCommand(services, known.rules, {
      type: 'note-unreachable',
      id: `${spell}:${known.caseId}:${person}`,
      caseId: known.caseId,
      at: services.clock.now(),
      person,
      why,
      about: spell,
      besides,
    });
  }
  return [...new Set(open.map(({ reference }) => reference))];
}
