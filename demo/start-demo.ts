import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PolicyFile } from '../src/adapters/files/policy-files.ts';
import { openClock, type MovableClock } from '../src/adapters/postgres/clock.ts';
import { unlimited } from '../src/adapters/email/limits.ts';
import { pagesPath } from '../src/adapters/email/paths.ts';
import { openLog } from '../src/adapters/system/log.ts';
import { openDatabase, type Database } from '../src/compose/open-database.ts';
import { openStores, type Stores } from '../src/compose/open-stores.ts';
import { startBot, type Bot } from '../src/compose/start-bot.ts';
import { mergeDirectory } from '../src/directory/merge-directory.ts';
import type { DirectoryFile } from '../src/directory/directory-file.ts';
import { castFor } from './cast.ts';
import { mailboxesOf } from '../src/policy/mailboxes.ts';
import { notYetHonoured } from '../src/policy/not-yet.ts';
import { practiceFetch } from './fetch-router.ts';
import { forget } from './forget.ts';
import { ensurePracticeClients, type PracticeClients } from './install.ts';
import { startMailbox, type PracticeMailbox } from './mailbox.ts';
import { onlyOne } from './only-one.ts';
import { practiceMailPeople, practiceTenants, practiceWorkspaces } from './practice-people.ts';
import { startPracticeSlack, type PracticeSlack } from './practice-slack.ts';
import { startPracticeTeams, type PracticeTeams } from './practice-teams.ts';
import { addBot } from './practice-teams-traffic.ts';

export type Demo = {
  readonly bot: Bot;
  readonly stores: Stores;
  readonly clock: MovableClock;
  readonly workspaces: readonly PracticeSlack[];
  /** One for each person who works in Teams. */
  readonly teams: readonly PracticeTeams[];
  /** Of those who have neither Slack nor Teams. */
  readonly mailbox: PracticeMailbox;
  readonly mailPeople: ReturnType<typeof practiceMailPeople>;
  /** Where the pages are that e-mails lead to. */
  readonly pages: string;
  readonly stop: () => Promise<void>;
};

export type DemoOptions = {
  /** Where everything of the demo is kept. */
  readonly folder: string;
  /** The board that is played. */
  readonly board: PolicyFile;
  /** Forgets everything of before. */
  readonly fresh: boolean;
  readonly log: (line: string) => void;
};

/** Ports that a person can bookmark; others are taken where these are not free. */
const wantedPorts = [3901, 3902];
const wantedTeamsPorts = [3911, 3912, 3913, 3914];
const wantedMailPort = 3921;

/**
 * Starts everything on this machine: the embedded database, the bot over signed HTTP, one practice Slack for each
 * workspace, one practice Teams for each person who works there, and mailboxes for those who have neither. Cases of an earlier run are found where they were.
 */
export async function startDemo({ folder, board, fresh, log }: DemoOptions): Promise<Demo> {
  const free = await onlyOne(folder);
  if (fresh) await forget(folder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const clients = await ensurePracticeClients(log);
  const stops: (() => Promise<void>)[] = [free];
  const stop = async () => {
    for (const each of stops.reverse()) await each().catch((error: unknown) => log(`  ${String(error)}`));
  };
  try {
    return { ...(await open({ folder, clients, board, cast: await castFor(board.policy) }, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  parts: {
    readonly folder: string;
    readonly clients: PracticeClients;
    readonly board: PolicyFile;
    readonly cast: DirectoryFile;
  },
  stops: (() => Promise<void>)[],
): Promise<Omit<Demo, 'stop'>> {
  const { folder, clients, board, cast } = parts;
  const quiet = openLog('warn');
  const port = await freePort(0);
  // The slowest to be ready begin first.
  const startingTeams = startTeams({ folder, program: clients.teams, port, cast }, stops);
  const database = await openDatabase({ folder }, quiet, () => undefined);
  stops.push(database.stop);
  const clock = await openClock(database.pool, database.listener);
  const stores = await openStores(database, [await ownKey(folder)], clock);
  await fill(stores, board, cast);
  const signingSecret = randomBytes(16).toString('hex');
  const workspaces = await startWorkspaces(
    { folder, binary: clients.slack, port, signingSecret, cast },
    stops,
  );
  const mailbox = await startMailbox(await freePort(wantedMailPort), mailboxesOf(board.policy));
  stops.push(mailbox.stop);
  const bot = await startDemoBot({
    database,
    stores,
    port,
    signingSecret,
    workspaces,
    smtpPort: mailbox.smtpPort,
    log: quiet,
  });
  stops.push(bot.stop);
  const teams = await startingTeams();
  await Promise.all(teams.map(addBot));
  return {
    bot,
    stores,
    clock,
    workspaces,
    teams,
    mailbox,
    mailPeople: practiceMailPeople(cast),
    pages: `${addressOf(port)}${pagesPath}`,
  };
}

function startDemoBot(parts: {
  readonly database: Database;
  readonly stores: Stores;
  readonly port: number;
  readonly signingSecret: string;
  readonly workspaces: readonly PracticeSlack[];
  readonly smtpPort: number;
  readonly log: ReturnType<typeof openLog>;
}): Promise<Bot> {
  const { database, stores, port, signingSecret, workspaces, smtpPort, log } = parts;
  return startBot({
    database,
    stores,
    log,
    alarmPlace: { postgresUrl: database.url },
    slack: {
      signingSecret,
      botTokens: workspaces.map(({ botToken }) => botToken),
      fetch: practiceFetch(workspaces.map(({ botToken, url }) => ({ botToken, baseUrl: url }))),
    },
    // What the practice Teams sends is signed by nobody.
    teams: { identity: { kind: 'practice' } },
    email: {
      server: { host: '127.0.0.1', port: smtpPort, security: 'plain' },
      from: { name: 'Concordat', address: 'concordat@example.org' },
      baseUrl: addressOf(port),
      proxies: 0,
      limits: unlimited,
    },
    documents: { baseUrl: addressOf(port), proxies: 0 },
    // In a demo, and in the journeys that play it, weeks pass in seconds.
    inputRates: { person: { burst: 1e6, aMinute: 1e6 }, space: { burst: 1e6, aMinute: 1e6 } },
    slashCommand: '/escalate',
    host: '127.0.0.1',
    port,
  });
}

function addressOf(port: number): string {
  return `http://localhost:${port}`;
}

async function startWorkspaces(
  parts: {
    readonly folder: string;
    readonly binary: string;
    readonly port: number;
    readonly signingSecret: string;
    readonly cast: DirectoryFile;
  },
  stops: (() => Promise<void>)[],
): Promise<readonly PracticeSlack[]> {
  const started: PracticeSlack[] = [];
  for (const [index, { users, ...workspace }] of practiceWorkspaces(parts.cast).entries()) {
    const slack = await startPracticeSlack({
      binary: parts.binary,
      folder: join(parts.folder, workspace.teamId),
      port: await freePort(wantedPorts[index] ?? 0),
      workspace,
      requestUrl: `http://127.0.0.1:${parts.port}/slack/events`,
      signingSecret: parts.signingSecret,
      botToken: `xoxb-practice-${workspace.teamId}`,
      users,
    });
    stops.push(slack.stop);
    started.push(slack);
  }
  return started;
}

/** Starts them all at once. @returns what waits for them */
function startTeams(
  parts: {
    readonly folder: string;
    readonly program: string;
    readonly port: number;
    readonly cast: DirectoryFile;
  },
  stops: (() => Promise<void>)[],
): () => Promise<readonly PracticeTeams[]> {
  const { folder, program, cast } = parts;
  const people = practiceTenants(cast).flatMap(({ members, ...tenant }) =>
    members.map((person) => ({ ...tenant, person })),
  );
  const starting = people.map(async ({ tenantId, name, person }, index) =>
    startPracticeTeams({
      program,
      folder: join(folder, tenantId, person.id),
      port: await freePort(wantedTeamsPorts[index] ?? 0),
      tenantId,
      tenantName: name,
      person,
      endpoint: `http://127.0.0.1:${parts.port}/api/messages`,
    }),
  );
  const ended = Promise.allSettled(starting);
  stops.push(async () => {
    for (const each of await ended) if (each.status === 'fulfilled') await each.value.stop();
  });
  return () => Promise.all(starting);
}

/** The demo's people and the board that they play. */
async function fill(
  { people, policies, clock }: Stores,
  { policy, version }: PolicyFile,
  cast: DirectoryFile,
): Promise<void> {
  const { directory } = mergeDirectory(people.directory(), cast, randomUUID);
  await people.importDirectory(directory, people.version(), clock.now());
  await policies.store(policy.board, version, policy, clock.now());
  // A procedure of which cases would follow only a part is there to be looked at.
  if (notYetHonoured(policy).length > 0) return;
  // Nobody has confirmed the readings of a demo's board; its invented people play under them all the same.
  await policies.accept(policy.board, 'the demo', clock.now());
}

/** The demo makes its own key on first use, for its invented cases. A real installation never does. */
async function ownKey(folder: string): Promise<{ readonly id: string; readonly key: Uint8Array }> {
  const file = join(folder, 'key');
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return { id: 'demo', key: kept };
  const key = randomBytes(32);
  await writeFile(file, key, { mode: 0o600, flag: 'wx' });
  return { id: 'demo', key };
}

/** The port asked for, or another where it is taken. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(wanted, '127.0.0.1', () => resolve(true));
  });
  if (!listens) return freePort(0);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
