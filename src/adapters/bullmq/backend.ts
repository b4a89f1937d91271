import {
  createPostgresBackend,
  isPgPool,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type Processor,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import { openRedis, type RedisPlace } from './open-redis.ts';

/** Where the alarm clock runs: on Redis, or on the PostgreSQL that is there anyway. */
export type AlarmPlace = RedisPlace | { readonly postgresUrl: string };

/** What is asked of a queue. A job is an effect's id and nothing else: no word of a case is ever in it. */
export type AlarmQueue = {
  readonly addBulk: (jobs: AlarmJob[]) => Promise<unknown>;
  readonly drain: (delayed: boolean) => Promise<void>;
  readonly isPaused: () => Promise<boolean>;
  readonly getJob: (id: string) => Promise<unknown>;
  readonly waitUntilReady: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};
type AlarmJob = {
  name: string;
  data: null;
  opts: { jobId: string; delay: number; attempts: 1; removeOnComplete: true; removeOnFail: true };
};

export type AlarmWorker = {
  readonly waitUntilReady: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};
export type AlarmProcessor = Processor<null, void>;
export type WorkerTimes = Required<Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval'>>;

/** BullMQ's own traces, where somebody wants them. */
export type Traced = Required<Pick<QueueOptions, 'telemetry'>>;

/** Queue and workers on one of BullMQ's two backends. */
export type Backend = {
  readonly openQueue: () => AlarmQueue;
  readonly openWorker: (processor: AlarmProcessor, times: WorkerTimes) => AlarmWorker;
  readonly close: () => Promise<void>;
};

const queueName = 'concordat-alarms';
/** In braces, so that a Redis Cluster keeps all keys of the queue in one slot. */
const prefix = '{concordat}';

/** A worker never gives a job up: the row behind it decides, not the number of times that a process died. */
const neverGiveUp = {
  maxStalledCount: 1_000_000,
  runRetryDelay: 1_000,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
};

/** What does not answer for so long is asked anew; a worker's one question at Redis takes ten seconds by itself. Well before a lock lapses. */
const silenceMs = 10_000;
const workerSilenceMs = 12_000;

/** Opens the backend. On PostgreSQL the queue's own tables must be there: see `prepareQueueTables`. */
export function openBackend(place: AlarmPlace, onError: (error: Error) => void, traced?: Traced): Backend {
  return 'redisUrl' in place
    ? onRedis(place, onError, traced)
    : onPostgres(place.postgresUrl, onError, traced);
}

/**
 * Creates the queue's tables in the schema `bullmq`, or brings them up to date, as the owner of the database, and
 * lets the application's role use them.
 */
export async function prepareQueueTables(owner: pg.Pool, appRole: string): Promise<void> {
  const client = await owner.connect();
  try {
    await runMigrations(client, 'bullmq');
    const role = pg.escapeIdentifier(appRole);
    await client.query(`
      -- BullMQ makes a sequence for each queue when it is first used.
      grant usage, create on schema bullmq to ${role};
      grant select, insert, update, delete, truncate on all tables in schema bullmq to ${role};
      grant usage, select, update on all sequences in schema bullmq to ${role};
      grant execute on all functions in schema bullmq to ${role};
    `);
  } finally {
    // BullMQ leaves its search path on the connection, so this one is not used again.
    client.release(true);
  }
}

function onRedis(place: RedisPlace, onError: (error: Error) => void, traced?: Traced): Backend {
  // A worker's connection tries for ever; a producer's gives up soon, or it would hang while Redis is down. One that nothing
  // comes through any more is replaced: a worker asks for at most ten seconds at a time.
  const patient = openRedis(place, { maxRetriesPerRequest: null, socketTimeout: workerSilenceMs });
  const hasty = openRedis(place, { maxRetriesPerRequest: 1, socketTimeout: silenceMs });
  for (const connection of [patient, hasty]) connection.on('error', onError);
  return {
    openQueue: () => new Queue(queueName, { ...traced, connection: hasty, prefix }).on('error', onError),
    openWorker: (processor, times) => {
      const worker = new Worker(queueName, processor, {
        ...neverGiveUp,
        ...locked(times),
        ...traced,
        connection: patient,
        prefix,
      }).on('error', onError);
      let wasReady = false;
      worker.waitUntilReady().then(
        () => (wasReady = true),
        () => undefined, // whoever opened it waits as well, and hears why
      );
      return {
        waitUntilReady: () => worker.waitUntilReady(),
        // One that never reached Redis has nothing under way to wait for, and would wait for Redis without end.
        close: () => worker.close(!wasReady),
      };
    },
    close: () => {
      patient.disconnect();
      hasty.disconnect();
      return Promise.resolve();
    },
  };
}

/** A lock is renewed so often that one renewal may be swallowed, and the next one is still in time. */
function locked(times: WorkerTimes): WorkerTimes & Pick<WorkerOptions, 'lockRenewTime'> {
  return { ...times, lockRenewTime: times.lockDuration / 4 };
}

/**
 * BullMQ's own backend, but that its workers look for jobs by themselves every few seconds. Else they wait for up to an hour to be told of one: after an error,
 * and where they cannot be told any more, they would sleep for so long with hundreds of jobs before them.
 */
const impatientBackend: typeof createPostgresBackend = (...given) =>
  Object.defineProperty(createPostgresBackend(...given), 'maximumBlockTimeout', { value: lookSeconds });
const lookSeconds = 5;

function onPostgres(url: string, onError: (error: Error) => void, traced?: Traced): Backend {
  const postgres = withBackend(impatientBackend);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    keepAliveInitialDelayMillis: silenceMs,
    connectionTimeoutMillis: silenceMs,
    query_timeout: silenceMs,
    // What the queue loses in a power cut, the outbox has: nobody waits for the disk here. What the network forgot, the server finds.
    options:
      '-c search_path=bullmq,public -c role=concordat_app -c synchronous_commit=off' +
      ' -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4',
    application_name: 'concordat-alarms',
  });
  pool.on('error', onError);
  // A connection that breaks while BullMQ has it would else end the process; the query that was under way rejects.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const connection: unknown = pool;
  if (!isPgPool(connection)) throw new Error('this version of pg is not one that BullMQ knows');
  return {
    openQueue: () => new postgres.Queue(queueName, { ...traced, connection }).on('error', onError),
    openWorker: (processor, times) =>
      new postgres.Worker(queueName, processor, {
        ...neverGiveUp,
        ...locked(times),
        ...traced,
        connection,
      }).on('error', onError),
    close: () => pool.end(),
  };
}
