import { setTimeout as pause } from 'node:timers/promises';
import { openAlarms, type AlarmClock } from '../../src/adapters/bullmq/alarms.ts';
import { prepareQueueTables, type AlarmPlace } from '../../src/adapters/bullmq/backend.ts';
import { appRole } from '../../src/adapters/postgres/app-role.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import { startRelay } from '../../src/flows/relay.ts';
import { stepTo, type Keeping, type Timekeeper } from './journey-time.ts';

/** For a machine that has other work to do; the stories themselves never wait that long. */
const patienceMs = 90_000;
/** A short window and grace: a lease that nobody honours lapses after three seconds. */
const times = { windowMs: 2_000, graceMs: 1_000, everyMs: 200 };
/** No worker dies in these stories: a lock that lapsed on a machine that is busy would ring its alarm twice. */
const alarmTimes = { concurrency: 8, lockDuration: 120_000, stalledInterval: 60_000 };

/** A real queue behind a journey: the relay hands over, alarms ring, workers do what is due. */
export type JourneyQueue = Timekeeper & { readonly alarms: AlarmClock };

/**
 * Keeps time by BullMQ, on the database of the journey or on a Redis. Moving the clock forgets the alarms and runs
 * the relay, as the demo does.
 */
export function onQueue(redisUrl?: string) {
  let opened: JourneyQueue | undefined;

  async function keeper({ services, clock, database }: Keeping): Promise<JourneyQueue> {
    const { outbox, log } = services;
    if (redisUrl === undefined) await prepareQueueTables(database().pool, appRole);
    const place: AlarmPlace = redisUrl === undefined ? { postgresUrl: database().url } : { redisUrl };
    const alarms = openAlarms(place, clock.now, (error) => log.error({ error: error.message }, 'the queue'));
    const relay = startRelay({ outbox, alarms, clock, log }, times);
    await alarms.ring((id) => handleRow(services, id), alarmTimes);

    /** Waits until nothing is due any more; the clock runs on meanwhile. */
    async function settle(): Promise<void> {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        const next = await outbox.nextDue();
        if (next === undefined || next > clock.now()) return;
        if (Date.now() > giveUpAt) throw new Error(`Still due after ${patienceMs} ms: ${next.toISOString()}`);
        await pause(20);
      }
    }

    opened = {
      alarms,
      nudge: relay.nudge,
      settle,
      goTo: (moment) =>
        stepTo(moment, {
          clock,
          settle,
          nextDue: outbox.nextDue,
          moved: async () => {
            await alarms.forget();
            await relay.runNow();
          },
        }),
      stop: async () => {
        await relay.stop();
        await alarms.stop();
      },
    };
    return opened;
  }

  return {
    keeper,
    /** The queue itself, for a story that wipes it. */
    queue: (): JourneyQueue => {
      if (opened === undefined) throw new Error('The journey has not started yet');
      return opened;
    },
  };
}
