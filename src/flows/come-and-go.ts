import type { Directory, Person, PersonId } from '../directory/directory.ts';
import { boardsOf } from './boards.ts';
import type { Account, ChatInput } from './chat-input.ts';
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
  const person = await services.people.personOf(account);
  if (person !== undefined)
    await sayUnreachable(services, [person], inputId, 'they removed Concordat from their chat');
  return { kind: 'nothing' };
}

/**
 * The bot was removed from whole spaces. The same as when each of their people had removed it, for those who have no account
 * in any other space; and nobody is told who works nowhere else and cannot be reached either.
 */
export async function farewellToSpaces(services: Services, left: SpaceLeft): Promise<Reply> {
  const { id, platform, spaces } = left;
  const lost: PersonId[] = [];
  for (const person of await services.people.peopleIn(platform, spaces)) {
    const accounts = await services.people.accountsOf(person);
    const elsewhere = accounts.some((one) => one.platform !== platform || !spaces.includes(one.space));
    if (!elsewhere) lost.push(person);
  }
  const why = 'Concordat was removed from their organisation’s chat';
  const besides = worksNowhereElse(services.people.directory(), left);
  await sayUnreachable(services, lost, id, why, besides);
  return { kind: 'nothing' };
}

type SpaceLeft = Extract<ChatInput, { kind: 'space-left' }>;

/** Everybody whose agency is in no other space. */
function worksNowhereElse(
  { agencies, people }: Directory,
  { platform, spaces }: SpaceLeft,
): readonly PersonId[] {
  const left = [...agencies.values()].filter((agency) =>
    agency.spaces.every((one) => one.platform === platform && spaces.includes(one.id)),
  );
  const ids = new Set(left.map((agency) => agency.id));
  return [...people.values()].filter(({ agency }) => ids.has(agency)).map((person) => person.id);
}

/** @param inputId the same when the same thing is heard again, which then changes nothing */
async function sayUnreachable(
  services: Services,
  people: readonly PersonId[],
  inputId: string,
  why: string,
  besides: readonly PersonId[] = [],
): Promise<void> {
  const open = people.length === 0 ? [] : await services.lists.openCasesOf(people);
  for (const { person, reference } of open) {
    const caseId = await services.cases.idOfReference(reference);
    const known = caseId === undefined ? undefined : await knownCase(services, caseId);
    if (known === undefined) continue;
    await runCommand(services, known.rules, {
      type: 'note-unreachable',
      id: `${inputId}:${known.caseId}:${person}`,
      caseId: known.caseId,
      at: services.clock.now(),
      person,
      why,
      // Removed once more after they had come back, somebody is told once more.
      about: inputId,
      besides,
    });
  }
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
