import { openSecrets } from '../adapters/crypto/secrets.ts';
import { openInstallations } from '../adapters/postgres/installations.ts';
import { openMail } from '../adapters/postgres/mail.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { openLog } from '../adapters/system/log.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import type { DirectoryFile } from '../directory/directory-file.ts';
import type { Directory, Person } from '../directory/directory.ts';
import { mergeDirectory } from '../directory/merge-directory.ts';
import { sayDate } from '../policy/say-date.ts';
import { reachEach } from '../flows/check-reach.ts';
import type { Chat } from '../flows/ports.ts';
import type { Reaching, ReachOfPerson } from '../flows/reach.ts';
import { configured } from './configured.ts';
import { platformsIn } from './platforms-in.ts';
import { remedyFor } from './reach-remedy.ts';
import { count, say, sayJson, table } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

/** Somebody who cannot be reached, or of whom it could not be found out. */
type Line = {
  readonly name: string;
  readonly email: string;
  readonly agency: string;
  readonly why: string;
  readonly since?: string;
  readonly openCases: readonly string[];
  readonly remedy?: string;
};
type Found = {
  readonly people: number;
  readonly unreachable: readonly Line[];
  readonly unknown: readonly Line[];
};

/**
 * `directory check --reach`: who of the directory cannot be reached in chat today, why, and what to do about it.
 *
 * @param file asks of the people as they will be once it is imported; without it, of the directory in use
 * @throws CommandProblem where somebody cannot be reached, or no chat platform is set up
 */
export async function checkReach(file: DirectoryFile | undefined, json: boolean): Promise<void> {
  const config = configured(['chat']);
  const found = await withDatabase(async (kept) => {
    const { openChat } = await import('../compose/start-bot.ts'); // the chat platforms take a second to load
    const log = openLog('error');
    const { slashCommand } = config;
    const { pool, listener } = kept.database;
    const installations = await openInstallations(pool, listener, openSecrets(config.keys));
    const stores = { ...kept, installations, mail: openMail(pool) };
    const chat = await openChat({ ...platformsIn(config), stores, log, slashCommand });
    return findOut(kept, chat, file, (line) => process.stderr.write(line));
  });
  if (json) sayJson(found);
  else for (const line of sayFound(found)) say(line);
  const { length } = found.unreachable;
  if (length > 0) throw new CommandProblem(`${count(length, 'person', 'people')} cannot be reached in chat.`);
}

/** Asks the platforms about everybody, and says on the way how far it is. */
export async function findOut(
  kept: Pick<Kept, 'people' | 'reaches' | 'clock' | 'lists'>,
  chat: Chat,
  file: DirectoryFile | undefined,
  tell: (line: string) => void,
): Promise<Found> {
  const services = reaching(kept, chat, file);
  const directory = services.people.directory();
  const people = [...directory.people.values()].sort((one, other) => one.name.localeCompare(other.name));
  const reached = new Map<Person, ReachOfPerson>();
  await reachEach(services, people, { pause, goOn: () => true }, (person, reach) => {
    reached.set(person, reach);
    tell(`\rasked about ${reached.size} of ${people.length}`);
  });
  tell('\n');
  const ids = people.map(({ id }) => id);
  const open = await kept.lists.openCasesOf(ids);
  const noted = await kept.reaches.unreachable(ids);
  const linesOf = (kind: 'unreachable' | 'unknown'): readonly Line[] =>
    people.flatMap((person) => {
      const reach = reached.get(person);
      if (reach?.kind !== kind) return [];
      const since = noted.find((one) => one.person === person.id)?.since;
      return {
        name: person.name,
        email: person.email,
        agency: person.agency,
        why: reach.why,
        ...(kind === 'unreachable' && since !== undefined && { since: since.toISOString() }),
        openCases: open.flatMap((one) => (one.person === person.id ? one.reference : [])),
        ...(kind === 'unreachable' && {
          remedy: remedyFor(person, reach, { directory, nameOf: chat.nameOf }),
        }),
      };
    });
  return { people: people.length, unreachable: linesOf('unreachable'), unknown: linesOf('unknown') };
}

/** What is asked with; of whoever is only in the file nothing is kept. */
function reaching(
  { people, reaches, clock }: Pick<Kept, 'people' | 'reaches' | 'clock'>,
  chat: Chat,
  file: DirectoryFile | undefined,
): Reaching {
  const inUse = people.directory();
  let added = 0;
  const directory: Directory =
    file === undefined ? inUse : mergeDirectory(inUse, file, () => `new-${(added += 1)}`).directory;
  const isKept = (person: string): boolean => inUse.people.has(person);
  return {
    clock,
    chat,
    log: openLog('error'),
    people: {
      ...people,
      directory: () => directory,
      link: async (account, person, at) => {
        if (isKept(person)) await people.link(account, person, at);
      },
    },
    reaches: {
      ...reaches,
      note: async (person, found, at) => {
        if (isKept(person)) await reaches.note(person, found, at);
      },
    },
  };
}

function sayFound({ people, unreachable, unknown }: Found): readonly string[] {
  const rows = unreachable.map(({ name, email, why, since, openCases, remedy }) => [
    `${name} (${email})`,
    why,
    since === undefined ? '' : sayDate(new Date(since)),
    openCases.length === 0 ? 'no open case' : openCases.join(' '),
    remedy ?? '',
  ]);
  return [
    ...(rows.length === 0 ? [] : table([['who', 'why', 'since', 'open cases', 'what to do'], ...rows])),
    ...(unknown.length === 0 ? [] : ['Not known, because the platform did not say. Ask again later:']),
    ...table(unknown.map(({ name, email, why }) => [`${name} (${email})`, why])),
    `${count(people, 'person', 'people')}: ${people - unreachable.length - unknown.length} can be reached in chat, ${unreachable.length} cannot, of ${unknown.length} it is not known.`,
  ];
}
