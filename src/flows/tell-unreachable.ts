import type { PersonId } from '../directory/directory.ts';
import { knownCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';

/**
 * Somebody cannot be reached: in each open case in which they have a part their deputy or manager is told now, and so is
 * whoever raised it, and not only once something could not be delivered.
 *
 * @param spell what tells this time from another; told of the same one again, a case changes nothing
 * @param since those who were told of it in a case since then are not told again
 */
export async function tellUnreachable(
  services: Services,
  person: PersonId,
  { why, spell, since }: { readonly why: string; readonly spell: string; readonly since?: Date },
): Promise<void> {
  for (const { reference } of await services.lists.openCasesOf([person])) {
    const caseId = await services.cases.idOfReference(reference);
    const known = caseId === undefined ? undefined : await knownCase(services, caseId);
    if (known === undefined) continue;
    const told = known.state.unreachable[person];
    if (since !== undefined && told !== undefined && new Date(told) >= since) continue;
    await runCommand(services, known.rules, {
      type: 'note-unreachable',
      id: `${spell}:${known.caseId}`,
      caseId: known.caseId,
      at: services.clock.now(),
      person,
      why,
      about: spell,
    });
  }
}
