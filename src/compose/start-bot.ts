import { openAlarms, type AlarmClock } from '../adapters/bullmq/alarms.ts';
import type { AlarmPlace } from '../adapters/bullmq/backend.ts';
import { openAudit } from '../adapters/postgres/audit.ts';
import { tellWorkers } from '../adapters/postgres/outbox.ts';
import { openMetrics, type Metrics } from '../adapters/system/metrics.ts';
import type { Traces } from '../adapters/system/traces.ts';
import { startHttpServer, type HttpServer } from '../adapters/system/http-server.ts';
import type { Platform } from '../directory/directory.ts';
import { answersFirst, type AnswersFirst } from '../flows/answers-first.ts';
import type { ChatInput } from '../flows/chat-input.ts';
import { inModeration, type InputRates } from '../flows/in-moderation.ts';
import type { Chat, Clock, Log } from '../flows/ports.ts';
import type { Relay } from '../flows/relay.ts';
import { route } from '../flows/route.ts';
import { mayTakeMs } from '../flows/self-audit.ts';
import type { Services } from '../flows/services.ts';
import { chatOf } from './chat-of.ts';
import type { ChatPlatform, PlatformNeeds, WayIn } from './chat-platform.ts';
import { messageOf, type Database } from './open-database.ts';
import { documentsWayIn, type DocumentsOptions } from './documents-way-in.ts';
import type { EmailOptions } from './email-platform.ts';
import type { SlackOptions } from './slack-platform.ts';
import { startWorker, type Worker, type WorkerOptions } from './start-worker.ts';
import type { TeamsOptions } from './teams-platform.ts';

export type BotOptions = Omit<WorkerOptions, 'services' | 'alarms' | 'metrics'> & {
  readonly log: Log;
  readonly alarmPlace: AlarmPlace;
  /** At least one of the three; a bot without a platform has nobody to talk to. */
  readonly slack?: SlackOptions | undefined;
  readonly teams?: TeamsOptions | undefined;
  readonly email?: EmailOptions | undefined;
  /** Where links to documents lead; without it, none is made. */
  readonly documents?: DocumentsOptions | undefined;
  readonly slashCommand: string;
  readonly host: string;
  readonly port: number;
  /** Split over processes: one that answers people, or one that delivers and keeps time. */
  readonly only?: 'web' | 'worker' | undefined;
  /** How fast people may be: as usual, where nothing else is given. */
  readonly inputRates?: InputRates;
  /** Where a process that only delivers says how it is; without it, nowhere. */
  readonly workerPort?: number | undefined;
  readonly metricsToken?: string | undefined;
  /** The collector that the queue's traces go to; without it there are none. */
  readonly tracesUrl?: string | undefined;
};

export type Bot = {
  readonly port: number | undefined;
  readonly services: Services;
  readonly relay: Relay | undefined;
  readonly alarms: AlarmClock;
  /** Takes nothing new, lets what is under way finish, and stops; the database stays open for its owner to stop. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the bot on stores that are open: what answers people, what delivers and keeps time, or both.
 *
 * @throws where no chat platform is given, which its caller should have noticed
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { stores, log, only } = options;
  const { clock } = stores;
  const platforms = await platformsOf(options);
  const onError = (error: Error) =>
    log.warn({ error: error.message }, 'the queue reports an error; what is due stays in the database');
  const traces = await tracesTo(options.tracesUrl);
  const alarms = openAlarms(
    options.alarmPlace,
    clock.now,
    onError,
    traces && { telemetry: traces.telemetry },
  );
  let worker: Worker | undefined;
  const answering = answersFirst(() =>
    only === 'web' ? tellWorkers(options.database.pool, log) : worker?.relay.nudge(),
  );
  const services = servicesOf(options, platforms, answering.tell);
  const metrics = openMetrics(() => lateNow(options.database, clock));
  if (only !== 'web') worker = await startWorker({ ...options, services, alarms, metrics });
  const waysIn =
    only === 'worker'
      ? []
      : [
          ...open(platforms, services, answering.inHand, options.inputRates),
          ...documentsOf(options, services),
        ];
  const port = only === 'worker' ? options.workerPort : options.port;
  const server = port === undefined ? undefined : await serve({ ...options, port }, waysIn, alarms, metrics);
  return {
    port: server?.port,
    services,
    relay: worker?.relay,
    alarms,
    stop: async () => {
      // In this order: no new requests, then those under way, then the hand-over, then deliveries under way.
      const closed = server?.stop();
      await Promise.all(waysIn.map((wayIn) => wayIn.stop()));
      await closed;
      await worker?.stop();
      await alarms.stop();
      await traces?.stop();
    },
  };
}

type PlatformsOptions = Pick<BotOptions, 'slack' | 'teams' | 'email'> & PlatformNeeds;

/**
 * The way out alone, for a command that asks the platforms and answers nobody.
 *
 * @throws where no chat platform is given, which its caller should have noticed
 */
export async function openChat(options: PlatformsOptions): Promise<Chat> {
  return chatThrough(await platformsOf(options));
}

type Platforms = Readonly<Partial<Record<Platform, ChatPlatform | undefined>>>;

/** The platforms that are set up. Their kits are large, so one that is not set up is not even loaded. */
async function platformsOf(options: PlatformsOptions): Promise<Platforms> {
  const { slack, teams, email, stores, log, slashCommand } = options;
  if ([slack, teams, email].every((one) => one === undefined)) throw new Error('No chat platform is set up.');
  const needs: PlatformNeeds = { stores, log, slashCommand };
  return {
    slack: slack && (await import('./slack-platform.ts')).slackPlatform(slack, needs),
    teams: teams && (await import('./teams-platform.ts')).teamsPlatform(teams, needs),
    email: email && (await import('./email-platform.ts')).emailPlatform(email, needs),
  };
}

function servicesOf(
  { stores, log, slashCommand, documents }: BotOptions,
  platforms: Platforms,
  wakeRelay: () => void,
): Services {
  const documentsAt = documents === undefined ? {} : { documentsAt: documents.baseUrl };
  return {
    ...stores,
    log,
    slashCommand,
    chat: chatThrough(platforms),
    ...(platforms.email?.mailboxes && { mailboxes: platforms.email.mailboxes }),
    wakeRelay,
    ...documentsAt,
  };
}

function chatThrough({ slack, teams, email }: Platforms): Chat {
  return chatOf({ slack: slack?.chat, teams: teams?.chat, email: email?.chat });
}

function open(
  { slack, teams, email }: Platforms,
  services: Services,
  inHand: AnswersFirst['inHand'],
  inputRates: InputRates | undefined,
): readonly WayIn[] {
  const { log } = services;
  const rates = inputRates === undefined ? {} : { rates: inputRates };
  const routed = inModeration(
    inHand((input: ChatInput) => route(services, input)),
    {
      log,
      ...rates,
      now: () => performance.now(),
    },
  );
  return [slack, teams, email].flatMap((platform) => platform?.open(routed) ?? []);
}

/** Their kit is large as well, and few want it. */
async function tracesTo(url: string | undefined): Promise<Traces | undefined> {
  return url === undefined ? undefined : (await import('../adapters/system/traces.ts')).openTraces(url);
}

/** What was due two minutes ago or longer and has not been seen to. */
async function lateNow({ pool }: Database, clock: Clock) {
  const now = clock.now().getTime();
  const { count, oldest } = await openAudit(pool).dueBefore(new Date(now - mayTakeMs));
  return { count, oldestSeconds: oldest === undefined ? 0 : (now - oldest.getTime()) / 1000 };
}

function documentsOf({ documents }: BotOptions, services: Services): readonly WayIn[] {
  return documents === undefined ? [] : [documentsWayIn(documents, services)];
}

function serve(
  { database, host, port, metricsToken, only, log }: BotOptions,
  waysIn: readonly WayIn[],
  alarms: AlarmClock,
  metrics: Metrics,
): Promise<HttpServer> {
  // Anybody may ask: the reason may hold an address or a name, so it is for the log.
  const says = async (what: string, check: Promise<unknown>): Promise<readonly string[]> => {
    try {
      await check;
      return [];
    } catch (error) {
      log.warn({ what, error: messageOf(error) }, 'what this process needs does not answer');
      return [`${what} does not answer`];
    }
  };
  return startHttpServer({
    host,
    port,
    paths: Object.fromEntries(waysIn.flatMap(({ paths }) => Object.entries(paths))),
    measured: metricsToken === undefined ? undefined : { token: metricsToken, text: metrics.text },
    onAnswered: metrics.answered,
    health: {
      problems: async () => [
        ...(await says('the database', database.pool.query('select 1'))),
        // People are answered without the queue, so whoever answers them is ready without it.
        ...(only === 'worker' ? await says('the queue', alarms.check()) : []),
      ],
    },
  });
}
