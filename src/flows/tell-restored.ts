import { officeRole } from '../case/people.ts';
import { holdersOf, withDeputies } from '../case/recipients.ts';
import type { PersonId } from '../directory/directory.ts';
import { sayDate } from '../policy/say-date.ts';
import type { Message } from './chat-message.ts';
import { faultOf } from './fault-of.ts';
import { text } from './page.ts';
import type { Restored, Restores } from './restore-ports.ts';
import { sendTidings } from './send-tidings.ts';
import type { Services } from './services.ts';

/**
 * After the database was put back from a backup: tells each person who has a part in an open case, and each board's office,
 * what is lost and what to do. Each of them once; whoever could not be told just now is told at the next look.
 *
 * @throws where another process may have begun to tell them; the rest is left to it
 */
export async function tellRestored(
  services: Services,
  restores: Restores,
  restored: Restored,
): Promise<void> {
  await restores.telling(restored, async ({ told, stayAlone, note, allAreTold }) => {
    const offices = officesOf(services);
    const all = new Set([...offices, ...(await restores.concerned())]);
    let left = 0;
    for (const id of all) {
      if (told.has(id)) continue;
      await stayAlone();
      if (await isDone(services, id, sayRestored(restored, services.slashCommand, offices.has(id))))
        await note(id, services.clock.now());
      else left += 1;
    }
    if (left === 0) await allAreTold(services.clock.now());
  });
}

function officesOf(services: Services): ReadonlySet<PersonId> {
  const directory = services.people.directory();
  return new Set(
    services.policies.boards().flatMap((board) => {
      const current = services.policies.current(board);
      if (current === undefined) return [];
      const rules = { ...current, directory };
      return withDeputies(holdersOf(officeRole(current.policy) ?? '', rules), rules, services.clock.now());
    }),
  );
}

/** Whether nothing is left to do: it was sent, or there is no way to them, which their cases say in any event. */
async function isDone(services: Services, id: PersonId, message: Message): Promise<boolean> {
  const person = services.people.directory().people.get(id);
  if (person === undefined) return true;
  try {
    return (await sendTidings(services, person, message)) !== 'later';
  } catch (error) {
    services.log.warn(
      { ...faultOf(error), person: id },
      'somebody could not be told of the restore; it is tried again',
    );
    return false;
  }
}

/** Nothing of a case: it is the same for everybody, but for what a board's office should do besides. */
function sayRestored({ made, noted }: Restored, slashCommand: string, isOffice: boolean): Message {
  const summary = 'Concordat was put back from a backup';
  const says = [
    `Everything up to ${sayDate(made)} is there. What was entered between then and ${sayDate(noted)} is lost.`,
    `Please look at your cases now: ${slashCommand} list. If you did something in that time, do it again. A case that was raised in that time must be raised again.`,
    'Reminders and messages of that time come now. You may have had some of them before.',
    ...(isOffice
      ? [
          'Please tell your agencies as well: somebody who raised their first case in that time is not known to Concordat any more.',
        ]
      : []),
  ];
  return {
    summary,
    tidings: { title: summary, says },
    blocks: [{ kind: 'heading', text: summary }, ...says.map(text)],
  };
}
