import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { readPolicyFile } from '../../src/adapters/files/policy-files.ts';
import type { PlatformNeeds } from '../../src/compose/chat-platform.ts';
import { castFor } from '../../demo/cast.ts';
import type { DirectoryFile } from '../../src/directory/directory-file.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Directory, Person } from '../../src/directory/directory.ts';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';
import { readDirectory } from '../../src/directory/read-directory.ts';
import type { Reply } from '../../src/flows/chat-message.ts';
import type { Log } from '../../src/flows/ports.ts';
import { route } from '../../src/flows/route.ts';
import type { Services } from '../../src/flows/services.ts';
import { journeyChat, latest, type JourneyChat, type Received } from './journey-chat.ts';
import { inMemory, onDatabase, type Kept } from './journey-ground.ts';
import { everythingStored } from './journey-promises.ts';
import { journeyPerson, type JourneyPerson } from './journey-person.ts';
import { handledHere, type Keeping, type Timekeeper } from './journey-time.ts';
import { headingOf, shortly } from './journey-words.ts';
import { at } from '../policy/policies.ts';

type Wanted = {
  /** When the story begins, local time: `2026-12-22T10:00`. */
  readonly at: string;
  /** The board whose procedure is played, with the demo's people as its partners; Redbridge where none is named. */
  readonly board?: string;
  /** The demo's directory file, changed. */
  readonly directory?: (text: string) => string;
  /** The people of the directory, changed: who is away, who has left. */
  readonly people?: (people: readonly Person[]) => readonly Person[];
  /** How alarms ring: here and in order unless the story needs a real queue. */
  readonly keeper?: (keeping: Keeping) => Promise<Timekeeper>;
  /** A real chat platform behind the twin, which then only keeps what arrived. */
  readonly platform?: (twin: JourneyChat, needs: PlatformNeeds) => JourneyChat;
  /** Kept in the memory twins and not in a database: for what follows from a board's procedure alone. */
  readonly inMemory?: boolean;
  /** A database of the story's own, which may hold what happened in an earlier one, and the keys that it was sealed under. */
  readonly kept?: Kept;
  /** With a real queue the clock runs on from where it is put; otherwise it stands still. */
  readonly clockRuns?: boolean;
};

const directoryFile = new URL('../../demo/directory.yaml', import.meta.url);
const policyFolder = new URL('../../policies/', import.meta.url);
/** Read once: a file takes longer to read than a story to begin. */
const policyFiles = new Map<string, ReturnType<typeof readShipped>>();

/**
 * The whole product but the chat platforms: the real stores on a database of its own (or their twins in memory), the
 * demo's people, Redbridge's policy, the one way in, and a clock that is moved from one thing that falls due to the next.
 */
export async function startJourney(wanted: Wanted) {
  const problems: string[] = [];
  const logged: string[] = [];
  const start = at(wanted.at);
  const ground =
    wanted.inMemory === true
      ? inMemory(start)
      : await onDatabase(
          start,
          wanted.clockRuns === true,
          (error) => void problems.push(String(error)),
          wanted.kept,
        );
  const { clock, stores } = ground;
  const { people, policies } = stores;
  const { policy, version } = await policyFile(wanted.board ?? 'redbridge');
  if (policies.boards().length === 0) {
    await policies.store(policy.board, version, policy, clock.now());
    await policies.accept(policy.board, 'Marguerite Sloane', clock.now());
    const directory = await directoryOf(wanted, policy, stores.newId);
    await people.importDirectory(directory, people.version(), clock.now());
  }

  const note = (fields: Readonly<Record<string, unknown>>, says: string) => {
    logged.push(JSON.stringify({ ...fields, says }));
  };
  const log: Log = {
    info: note,
    warn: note,
    error: (fields, says) => {
      note(fields, says);
      problems.push(JSON.stringify({ ...fields, says }));
    },
  };
  const slashCommand = '/escalate';
  const twin = journeyChat(clock, people.directory);
  const platform: JourneyChat = wanted.platform?.(twin, { stores, log, slashCommand }) ?? twin;
  const restored = await ground.restored?.();
  const services: Services = {
    ...stores,
    ...(restored && { restored }),
    chat: platform.chat,
    log,
    slashCommand,
    wakeRelay: () => keeper.nudge(),
  };
  const keeping = { services, clock, database: ground.database };
  const keeper = await (wanted.keeper ?? handledHere)(keeping);

  let closing: Promise<void> | undefined;
  /** Also after a story that failed on the way: its workers must not see to the next one's alarms. */
  const close = () =>
    (closing ??= (async () => {
      await keeper.stop();
      await ground.close();
    })());
  onTestFinished(close);

  const replies: Reply[] = [];
  let inputs = 0;
  let told = 0;
  const persons = new Map<string, JourneyPerson>();
  const world = {
    now: clock.now,
    // A platform gives no id twice, also not in a story that goes on with another.
    nextInputId: () => `input-${wanted.kept === undefined ? '' : wanted.at}${(inputs += 1)}`,
    send: async (input: Parameters<typeof route>[1]) => {
      const reply = await route(services, input);
      replies.push(reply);
      await keeper.settle();
      return reply;
    },
    received: () => platform.received,
  };

  return {
    services,
    stores,
    clock,
    policy,
    chat: platform,
    /** Everything that anybody was answered, in order. */
    replies,
    logged,
    keeper,
    database: ground.database,
    /** Somebody of the demo's directory, by the name before the at sign: `amara.quill`. */
    person: (name: string): JourneyPerson => {
      const known = persons.get(name) ?? journeyPerson(name, platform.accountOf(name), world);
      persons.set(name, known);
      return known;
    },
    idOf: (name: string): string => idOf(people.directory(), name),
    /** The boards' policies, to bring in new versions as an administrator does. */
    policies,
    /** Counts open cases again as a running bot does when a board's days off changed; `goOn` ends it on the way. */
    recount: (goOn?: () => boolean) => ground.recount(services, goOn),
    /** Time passes until a local moment; everything that falls due on the way happens at its own moment. */
    goTo: (moment: string) => keeper.goTo(at(moment)),
    settle: () => keeper.settle(),
    /** Waits until so many messages have arrived in all, with a clock that runs. */
    until: async (count: number): Promise<void> => {
      await within(90_000, `${count} messages`, platform, () => platform.received.length >= count);
      await keeper.settle();
    },
    /** Everything that one person was told, with the moment: `Thu 31 Dec 09:00 Due today: ...`. */
    heard: (name: string): readonly string[] =>
      platform.received
        .filter((one) => one.to === name && !isAnswer(one))
        .map((one) => `${shortly(one.at)} ${headingOf(one.first)}`),
    /** What anybody was told since this was last asked: when, what, and to whom. */
    news: (): readonly string[] => {
      const fresh = platform.received.slice(told).filter((one) => !isAnswer(one));
      told = platform.received.length;
      return byMomentAndHeading(fresh);
    },
    /** Changes people in the directory as an import would. */
    changePeople: (change: (people: readonly Person[]) => readonly Person[]) => {
      const listed = people.listed();
      const changed = new Map(change([...listed.people.values()]).map((one) => [one.id, one]));
      return people.importDirectory({ ...listed, people: changed }, people.version(), clock.now());
    },
    /** The record of a case: the type of every event, in order. */
    record: async (reference: string): Promise<readonly string[]> => {
      const caseId = await services.cases.idOfReference(reference);
      const loaded = caseId === undefined ? undefined : await services.cases.load(caseId);
      return (loaded?.entries ?? []).map(({ event }) => event.type);
    },
    /** Every row of every table as text, for a search that should find nothing. */
    everythingStored: () => everythingStored(ground.database().pool),
    /** Every message in every version, as it was sent. */
    everythingSaid: () =>
      platform.received.map((one) => JSON.stringify([one.to, ...one.versions, latest(one)])).join('\n'),
    /** What was logged as an error; a journey that expects errors takes them, else `end` fails. */
    takeProblems: (): readonly string[] => problems.splice(0),
    /** Breaks the story off where it is, to go on with another one on the same database. */
    leave: close,
    /** Ends the story, and fails if on the way something went wrong that holds in every story. */
    end: async (): Promise<void> => {
      const broken = await ground.broken(platform.received.filter((one) => !isAnswer(one)).length);
      await close();
      const all = [...problems, ...broken];
      if (all.length > 0) throw new Error(`In this journey:\n${all.join('\n')}`);
    },
  };
}
export type Journey = Awaited<ReturnType<typeof startJourney>>;

function policyFile(board: string) {
  const known = policyFiles.get(board) ?? readShipped(board);
  policyFiles.set(board, known);
  return known;
}

async function readShipped(board: string) {
  const file = board.includes('/') ? board : new URL(`${board}.yaml`, policyFolder).pathname;
  const read = await readPolicyFile(file);
  if (read.kind !== 'policy') throw new Error(read.problems.map(({ says }) => says).join('\n'));
  return read;
}

async function directoryOf(
  { directory = (text) => text, people = (all) => all }: Wanted,
  policy: Policy,
  newId: () => string,
): Promise<Directory> {
  const file =
    policy.board === 'redbridge'
      ? demoFile(directory(readFileSync(directoryFile, 'utf8')))
      : await castFor(policy);
  const merged = mergeDirectory({ agencies: new Map(), people: new Map() }, file, newId).directory;
  return {
    ...merged,
    people: new Map(people([...merged.people.values()]).map((person) => [person.id, person])),
  };
}

function demoFile(text: string): DirectoryFile {
  const read = readDirectory(text, 'directory.yaml', 'yaml');
  if (read.kind === 'problems') throw new Error(read.problems.map(({ says }) => says).join('\n'));
  return read.file;
}

function idOf({ people }: Directory, name: string): string {
  const found = [...people.values()].find(({ email }) => email === `${name}@example.org`);
  if (found === undefined) throw new Error(`The directory has no ${name}`);
  return found.id;
}

async function within(
  ms: number,
  what: string,
  platform: JourneyChat,
  isThere: () => boolean,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Still waiting for ${what} after ${ms} ms`)), ms);
    platform.onReceived(() => isThere() && resolve());
    if (isThere()) resolve();
  }).finally(() => clearTimeout(timer));
}

/** Where a case stands, sent to whoever asked for it; what belongs to no case, as what was set about people: no notice. */
function isAnswer({ first }: Received): boolean {
  if (first.tidings !== undefined) return true;
  const buttons = first.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  return first.summary.endsWith(': where it stands') || buttons.some(({ act }) => act.do === 'person');
}

/** One line for each thing told in one minute, with everybody who was told it, in order of names. */
function byMomentAndHeading(fresh: readonly Received[]): readonly string[] {
  const lines = new Map<string, { readonly minute: number; readonly to: string[] }>();
  for (const one of fresh) {
    const line = `${shortly(one.at)} | ${headingOf(one.first)}`;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, { minute: Math.floor(one.at.getTime() / 60_000), to: [one.to] });
    else known.to.push(one.to);
  }
  return [...lines]
    .sort(([one, { minute }], [other, then]) => minute - then.minute || (one < other ? -1 : 1))
    .map(([line, { to }]) => `${line} | ${to.sort().join(', ')}`);
}
