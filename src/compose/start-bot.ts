import { openAlarms, type AlarmClock } from '../adapters/bullmq/alarms.ts';
import type { AlarmPlace } from '../adapters/bullmq/backend.ts';
import { slackApp, slackPath, type SlackApp } from '../adapters/slack/app.ts';
import { slackChat } from '../adapters/slack/chat.ts';
import type { SlackConnection } from '../adapters/slack/connection.ts';
import { installationsOf } from '../adapters/slack/installations.ts';
import { startHttpServer, type HttpServer } from '../adapters/system/http-server.ts';
import { handleRow } from '../flows/handle-row.ts';
import type { Log } from '../flows/ports.ts';
import { startRelay, usualTimes, type Relay, type RelayTimes } from '../flows/relay.ts';
import { route } from '../flows/route.ts';
import type { Services } from '../flows/services.ts';
import { keepCounting } from './keep-counting.ts';
import { keepHouse } from './keep-house.ts';
import { messageOf, type Database } from './open-database.ts';
import type { Stores } from './open-stores.ts';

export type BotOptions = {
  readonly database: Database;
  readonly stores: Stores;
  readonly log: Log;
  readonly alarmPlace: AlarmPlace;
  readonly slack: {
    readonly signingSecret: string;
    readonly botTokens: readonly string[];
    readonly apiUrl?: string;
    readonly fetch?: NonNullable<SlackConnection['fetch']>;
  };
  readonly slashCommand: string;
  readonly host: string;
  readonly port: number;
  /** Split over processes: one that answers people, or one that delivers and keeps time. */
  readonly only?: 'web' | 'worker' | undefined;
  readonly relayTimes?: RelayTimes;
};

export type Bot = {
  readonly port: number | undefined;
  readonly services: Services;
  readonly relay: Relay | undefined;
  readonly alarms: AlarmClock;
  /** Takes nothing new, lets what is under way finish, and stops; the database stays open for its owner to stop. */
  readonly stop: () => Promise<void>;
};

/** Starts the bot on stores that are open: what answers people, what delivers and keeps time, or both. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { stores, log, only } = options;
  const { clock } = stores;
  const onError = (error: Error) =>
    log.warn({ error: error.message }, 'the queue reports an error; what is due stays in the database');
  const alarms = openAlarms(options.alarmPlace, clock.now, onError);
  const relay =
    only === 'web'
      ? undefined
      : startRelay({ outbox: stores.outbox, alarms, clock, log }, options.relayTimes ?? usualTimes);
  const { services, slack } = servicesOf(options, () => relay?.nudge());
  const sweeping = only === 'web' ? undefined : keepHouse(options.database, clock, log);
  const counting =
    only === 'web' ? undefined : await keepCounting(options.database, stores, () => relay?.nudge(), log);
  if (only !== 'web') await alarms.ring((id) => handleRow(services, id));
  const server = only === 'worker' ? undefined : await serve(options, slack, alarms);
  return {
    port: server?.port,
    services,
    relay,
    alarms,
    stop: async () => {
      // In this order: no new requests, then those under way, then the hand-over, then deliveries under way.
      const closed = server?.stop();
      await slack.stop();
      await closed;
      await relay?.stop();
      await alarms.stop();
      await sweeping?.stop();
      await counting?.stop();
    },
  };
}

function servicesOf(
  options: BotOptions,
  wakeRelay: () => void,
): { readonly services: Services; readonly slack: SlackApp } {
  const { stores, log, slashCommand } = options;
  const connection: SlackConnection = {
    log,
    ...(options.slack.apiUrl === undefined ? {} : { apiUrl: options.slack.apiUrl }),
    ...(options.slack.fetch === undefined ? {} : { fetch: options.slack.fetch }),
  };
  const installationOf = installationsOf(options.slack.botTokens, connection);
  const chat = slackChat({ installationOf, connection, clock: stores.clock });
  const services: Services = { ...stores, log, slashCommand, chat, wakeRelay };
  const slack = slackApp({
    signingSecret: options.slack.signingSecret,
    slashCommand,
    title: 'Concordat',
    installationOf,
    connection,
    clock: stores.clock,
    route: (input) => route(services, input),
  });
  return { services, slack };
}

function serve(
  { database, host, port }: BotOptions,
  slack: SlackApp,
  alarms: AlarmClock,
): Promise<HttpServer> {
  const says = async (what: string, check: Promise<unknown>): Promise<readonly string[]> => {
    try {
      await check;
      return [];
    } catch (error) {
      return [`${what} does not answer: ${messageOf(error)}`];
    }
  };
  return startHttpServer({
    host,
    port,
    paths: { [slackPath]: slack.handle },
    health: {
      problems: async () => [
        ...(await says('the database', database.pool.query('select 1'))),
        ...(await says('the queue', alarms.check())),
      ],
    },
  });
}
