import { setTimeout as pause } from 'node:timers/promises';
import { usualAlarmTimes, type AlarmClock } from '../adapters/bullmq/alarms.ts';
import { openRestores } from '../adapters/postgres/restores.ts';
import type { Metrics } from '../adapters/system/metrics.ts';
import { fairChat } from '../flows/fair-chat.ts';
import { handleRow } from '../flows/handle-row.ts';
import { onceAtATime } from '../flows/once-at-a-time.ts';
import { startRelay, type Relay, type RelayTimes } from '../flows/relay.ts';
import type { Services } from '../flows/services.ts';
import { keepAnchors } from './keep-anchors.ts';
import { keepAudit } from './keep-audit.ts';
import { keepCounting } from './keep-counting.ts';
import { keepFigures } from './keep-figures.ts';
import { keepHouse } from './keep-house.ts';
import { keepReach } from './keep-reach.ts';
import { keepRestored } from './keep-restored.ts';
import type { Database } from './open-database.ts';
import type { Stores } from './open-stores.ts';

export type WorkerOptions = {
  readonly database: Database;
  readonly stores: Stores;
  readonly services: Services;
  readonly alarms: AlarmClock;
  readonly metrics: Metrics;
  /** The folder for each day’s heads of all records; without it none are written. */
  readonly anchors?: string | undefined;
  readonly heartbeatUrl?: string | undefined;
  readonly relayTimes?: RelayTimes | undefined;
};

/** What delivers and keeps time. */
export type Worker = {
  readonly relay: Relay;
  /** Hands nothing over any more, lets deliveries and whatever else is under way finish, and stops. */
  readonly stop: () => Promise<void>;
};

/** What was sent and cannot be marked, because the database is away, is waited for no longer than this when we stop. */
const waitsAtStopMs = 10_000;

/** Starts to deliver what is due, and everything that a bot does by nobody's asking. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { database, stores, alarms, metrics, anchors, heartbeatUrl } = options;
  const { clock, log, wakeRelay } = options.services;
  const restores = openRestores(database.pool);
  const restored = await restores.begin(clock.now());
  const services: Services = { ...options.services, ...(restored && { restored }) };

  // Only what is delivered takes turns: whoever waits for an answer is answered.
  const fair = fairChat(services.chat, usualAlarmTimes.concurrency, () => performance.now());
  const delivering: Services = { ...services, chat: fair };
  const hurry = new AbortController();
  await alarms.ring(
    onceAtATime(async (id) => {
      const handled = await handleRow(delivering, id, (ms) => pause(ms, undefined, { signal: hurry.signal }));
      if (handled.did !== undefined)
        metrics.handled(handled.did.kind, handled.did.result, handled.did.lateMs / 1000);
      return handled;
    }),
  );
  const relay = startRelay({ ...services, alarms }, options.relayTimes);
  await database.listener.follow('concordat_outbox', () => {
    relay.nudge();
    return Promise.resolve();
  });

  const kept = [
    ...(restored === undefined ? [] : [keepRestored(services, restores, restored)]),
    keepHouse(database, clock, log),
    ...(anchors === undefined ? [] : [keepAnchors(database, anchors, clock, log)]),
    keepReach(services),
    await keepCounting(database, stores, () => wakeRelay([]), log),
    keepFigures(stores, log),
    keepAudit({
      database,
      services,
      notInQueue: alarms.missing,
      heartbeatUrl,
      onLooked: (findings, isWhole) => metrics.audited(findings, isWhole ? clock.now() : undefined),
    }),
  ];
  return {
    relay,
    stop: async () => {
      await relay.stop();
      const timer = setTimeout(() => hurry.abort(), waitsAtStopMs);
      await alarms.stop();
      clearTimeout(timer);
      for (const one of kept) await one.stop();
    },
  };
}
