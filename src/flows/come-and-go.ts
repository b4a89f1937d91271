import type { Person } from '../directory/directory.ts';
import { boardsOf } from './boards.ts';
import type { Account } from './chat-input.ts';
import type { Message, Reply } from './chat-message.ts';
import { identify } from './identify.ts';
import { raiseLabel } from './raise/raise-title.ts';
import { knownCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';
import { strangerPage } from './stranger.ts';

/** The bot is there for somebody: who they are is found out at once, so that they can be written to from now on. */
export async function welcome(services: Services, account: Account): Promise<Reply> {
  const who = await identify(services, account);
  const message = who.kind === 'known' ? greeting(services, who.person) : toStranger(services, account);
  return { kind: 'message', message };
}

/**
 * They removed the bot, so that they cannot be reached. In each open case in which they have a part somebody is told
 * now: their deputy or manager, and whoever raised it, and not only once something could not be delivered.
 */
export async function farewell(services: Services, account: Account, inputId: string): Promise<Reply> {
  await tellUnreachable(services, account, inputId, 'they removed Concordat from their chat');
  return { kind: 'nothing' };
}

/**
 * In each open case in which they have a part somebody is told that they cannot be reached.
 *
 * @param id of what happened: once more after they had come back, somebody is told once more
 * @returns the references of those cases
 */
export async function tellUnreachable(
  services: Pick<Services, 'people' | 'lists' | 'cases' | 'rulesOf' | 'clock' | 'wakeRelay'>,
  account: Account,
  id: string,
  why: string,
): Promise<readonly string[]> {
  const person = await services.people.personOf(account);
  const references = person === undefined ? [] : await services.lists.openCasesOf([person]);
  for (const { reference } of references) {
    const caseId = await services.cases.idOfReference(reference);
    const known = caseId === undefined ? undefined : await knownCase(services, caseId);
    if (known === undefined || person === undefined) continue;
    await runCommand(services, known.rules, {
      type: 'note-unreachable',
      id: `${id}:${known.caseId}`,
      caseId: known.caseId,
      at: services.clock.now(),
      person,
      why,
      about: id,
    });
  }
  return references.map(({ reference }) => reference);
}

function greeting(services: Services, person: Person): Message {
  const summary = 'Concordat can write to you here from now on.';
  const raise = raiseLabel(boardsOf(services, person).map(({ policy }) => policy));
  return {
    summary,
    blocks: [
      { kind: 'heading', text: summary },
      {
        kind: 'text',
        text: `You are known here as ${person.name}. When something is yours to do, you hear of it in this conversation, with the date by which it is due.`,
      },
      {
        kind: 'buttons',
        buttons: [
          { label: raise, act: { do: 'raise' }, style: 'primary' },
          { label: 'Your cases', act: { do: 'home' } },
          { label: 'Help', act: { do: 'help' } },
        ],
      },
    ],
  };
}

function toStranger(services: Services, account: Account): Message {
  const summary = 'Concordat does not know you here yet.';
  return { summary, blocks: [{ kind: 'heading', text: summary }, ...strangerPage(services, account)] };
}
