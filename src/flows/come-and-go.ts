import type { Directory, Person, PersonId } from '../directory/directory.ts';
import { boardsOf } from './boards.ts';
import type { Account, ChatInput } from './chat-input.ts';
import type { Message, Reply } from './chat-message.ts';
import { identify } from './identify.ts';
import { raiseLabel } from './raise/raise-title.ts';
import { reachOf } from './reach.ts';
import type { Services } from './services.ts';
import { strangerPage } from './stranger.ts';
import { tellUnreachable } from './tell-unreachable.ts';

/** The bot is there for somebody: who they are is found out at once, so that they can be written to from now on. */
export async function welcome(services: Services, account: Account): Promise<Reply> {
  const who = await identify(services, account);
  if (who.kind === 'known')
    await services.reaches.note(who.person.id, { kind: 'reachable' }, services.clock.now());
  const message = who.kind === 'known' ? greeting(services, who.person) : toStranger(services, account);
  return { kind: 'message', message };
}

/**
 * They removed the bot, so that they cannot be reached here. Where they cannot be reached elsewhere either, that is
 * somebody's task in each of their open cases at once.
 */
export async function farewell(services: Services, account: Account, inputId: string): Promise<Reply> {
  const id = await services.people.personOf(account);
  const person = id === undefined ? undefined : services.people.directory().people.get(id);
  if (person === undefined) return { kind: 'nothing' };
  const elsewhere = await reachOf(services, person, account);
  if (elsewhere.kind === 'reachable') return { kind: 'nothing' };
  const why = 'they removed Concordat from their chat';
  await services.reaches.note(person.id, { kind: 'unreachable', why }, services.clock.now());
  // Removed once more after they had come back, somebody is told once more.
  await tellUnreachable(services, [person.id], { why, spell: inputId });
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
  const at = services.clock.now();
  await Promise.all(lost.map((person) => services.reaches.note(person, { kind: 'unreachable', why }, at)));
  await tellUnreachable(services, lost, { why, spell: id, besides });
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
