import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readPolicyFolder, type PolicyFile } from '../../src/adapters/files/policy-files.ts';
import { appRole } from '../../src/adapters/postgres/app-role.ts';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { openClock, type MovableClock } from '../../src/adapters/postgres/clock.ts';
import { pagesPath } from '../../src/adapters/email/paths.ts';
import { slackPath } from '../../src/adapters/slack/app.ts';
import { teamsPath } from '../../src/adapters/teams/app.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { shippedPolicies } from '../../src/compose/known-boards.ts';
import { openDatabase, type Database } from '../../src/compose/open-database.ts';
import { openStores, type Stores } from '../../src/compose/open-stores.ts';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';
import type { RelayTimes } from '../../src/flows/relay.ts';
import type { Stops } from '../../bench/support/stops.ts';
import { slackSender, type SlackSender } from '../../test/support/slack-sender.ts';
import { teamsSender, type TeamsSender } from '../../test/support/teams-sender.ts';
import { silentNetwork, type SilentNetwork } from '../../test/support/silent-network.ts';
import { freePort } from '../../test/support/redis.ts';
import { isWeb, processNames, type BackendName, type ProcessName } from '../plan/fault.ts';
import { refusingTables, smallDisk, type Disk } from './full-disk.ts';
import { startPart, type Part } from './part.ts';
import { partnersOf, type Partner } from './partners.ts';
import { patiently } from './patiently.ts';
import { openPlatform, type Platform } from './platform.ts';
import { openCampaignQueue, type CampaignQueue } from './queue.ts';

/** Everything that a campaign is fought over. The bot runs in processes of its own; all else is here. */
export type Scene = {
  readonly boards: readonly PolicyFile[];
  readonly people: readonly Partner[];
  readonly platform: Platform;
  readonly queue: CampaignQueue;
  readonly database: Database;
  /** The stores as somebody reads them who is no part of the bot. */
  readonly stores: Stores;
  readonly clock: MovableClock;
  readonly parts: Readonly<Record<ProcessName, Part>>;
  /** Slack and Teams as the senders of what people do, and the pages, of each process that answers people. */
  readonly senders: readonly {
    readonly slack: SlackSender;
    readonly teams: TeamsSender;
    readonly pages: string;
  }[];
  /** Kills the database's server; whoever keeps it starts it again. @returns what answers once another one runs */
  readonly killDatabase: () => Promise<() => Promise<void>>;
  readonly disk: Disk;
  /** Between the bot and its servers; Redis only where it is the queue. */
  readonly networks: { readonly database: SilentNetwork; readonly redis?: SilentNetwork };
  /** The database ends every connection of the bot's. */
  readonly cutConnections: () => Promise<void>;
  readonly folder: string;
};

/** What cannot be had on this machine, in a sentence. */
export type Absent = { readonly absent: string };

/**
 * Starts everything; what was started is stopped through `stops`.
 *
 * @param diskFolder the folder of a small disk that may really be full; without one the tables refuse as if it were
 */
export async function startScene(
  backend: BackendName,
  relayTimes: RelayTimes,
  stops: Stops,
  diskFolder?: string,
): Promise<Scene | Absent> {
  const folder = await mkdtemp(join(diskFolder ?? tmpdir(), 'concordat-campaign-'));
  await chmod(folder, 0o711); // the database's own user passes through
  // Forced to the disk: what was committed when its server is killed must be there afterwards.
  const postgres = await startEmbeddedPostgres({ folder });
  stops.add(postgres.stop);
  const queue = await openCampaignQueue(backend, postgres.url, stops);
  if (queue === undefined)
    return { absent: 'redis-server is not on the PATH: the campaign on Redis is left out.' };
  const database = await openDatabase({ url: postgres.url, folder: '' }, openLog('fatal'), () => undefined);
  stops.add(database.stop);
  const clock = await openClock(database.pool, database.listener);
  const key = randomBytes(32);
  const stores = await openStores(database, [{ id: 'campaign', key }], clock);
  const { policies: boards } = await readPolicyFolder(shippedPolicies);
  const partners = await partnersOf(boards);
  const platform = await openPlatform(partners, (hash) =>
    patiently(async () => (await stores.mail.links.find(hash))?.message),
  );
  stops.add(platform.stop);
  await fill(stores, boards, partners, platform);

  const owner = new pg.Pool({ ...postgres.poolConfig, max: 1 });
  owner.on('error', () => undefined); // the call itself fails
  stops.add(() => owner.end());
  const disk = diskFolder === undefined ? await refusingTables(owner, appRole) : smallDisk(folder);
  const networks = await openNetworks(postgres.url, queue, stops);

  const signingSecret = randomBytes(16).toString('hex');
  const ports = new Map<ProcessName, number>();
  for (const name of processNames.filter(isWeb)) ports.set(name, await freePort());
  const settingsOf = (name: ProcessName) => ({
    only: isWeb(name) ? 'web' : 'worker',
    port: ports.get(name) ?? 0,
    databaseUrl: networks.database.url,
    key,
    alarmPlace:
      networks.redis === undefined
        ? { postgresUrl: networks.database.url }
        : { redisUrl: networks.redis.url },
    slack: {
      signingSecret,
      botTokens: platform.slack.botTokens,
      apiUrl: platform.slack.apiUrlFor(name),
    },
    teams: { as: name, identity: platform.teams.identity, serviceUrl: platform.teams.serviceUrl },
    smtpPort: platform.mail.portFor(name),
    relayTimes,
  });
  const started = await Promise.all(
    processNames.map(async (name) => {
      const part = await startPart(name, settingsOf(name), join(folder, `${name}.log`));
      stops.add(part.stop);
      return [name, part] as const;
    }),
  );
  return {
    boards,
    people: partners.people,
    platform,
    queue,
    database,
    stores,
    clock,
    parts: Object.fromEntries(started) as Record<ProcessName, Part>, // one for each name
    senders: [...ports.values()].map((port) => ({
      slack: slackSender(`http://127.0.0.1:${port}${slackPath}`, signingSecret),
      teams: teamsSender(`http://127.0.0.1:${port}${teamsPath}`),
      pages: `http://127.0.0.1:${port}${pagesPath}`,
    })),
    killDatabase: () => killServer(folder),
    disk,
    networks,
    cutConnections: () => cutConnections(postgres.url),
    folder,
  };
}

/**
 * Every board's policy in use, and the people of all, linked to their accounts as if each had used the bot before; who has
 * e-mail alone is found by their address.
 */
async function fill(
  { people, policies, addresses, clock }: Stores,
  boards: readonly PolicyFile[],
  partners: Awaited<ReturnType<typeof partnersOf>>,
  { teams }: Platform,
): Promise<void> {
  for (const { policy, version } of boards) {
    await policies.store(policy.board, version, policy, clock.now());
    await policies.accept(policy.board, 'the campaign', clock.now());
  }
  const { directory } = mergeDirectory(people.directory(), partners.file, randomUUID);
  await people.importDirectory(directory, people.version(), clock.now());
  const partnerOf = new Map(partners.people.map((partner) => [partner.email, partner]));
  await Promise.all(
    [...directory.people.values()].map(async ({ id, email }) => {
      const partner = partnerOf.get(email);
      if (partner === undefined || partner.account.platform === 'email') return;
      await people.link(partner.account, id, clock.now());
      if (partner.account.platform === 'teams') await addresses.keep(teams.addressOf(partner), clock.now());
    }),
  );
}

async function openNetworks(
  databaseUrl: string,
  { place }: CampaignQueue,
  stops: Stops,
): Promise<Scene['networks']> {
  const open = async (url: string) => {
    const network = await silentNetwork(url);
    stops.add(network.close);
    return network;
  };
  const database = await open(databaseUrl);
  return 'redisUrl' in place ? { database, redis: await open(place.redisUrl) } : { database };
}

async function killServer(folder: string): Promise<() => Promise<void>> {
  const number = async () =>
    Number.parseInt(await readFile(join(folder, 'cluster', 'data', 'postmaster.pid'), 'utf8'));
  const killed = await number();
  process.kill(killed, 'SIGKILL');
  return () =>
    patiently(async () => {
      if ((await number()) === killed) throw new Error('The database is not started again yet');
    });
}

async function cutConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the statement itself fails
  await client.connect();
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and application_name in ('concordat', 'concordat-alarms')`,
    );
  } finally {
    await client.end();
  }
}
