import { DelayedError } from 'bullmq';
import type { Ring } from '../../flows/ports.ts';
import {
  openBackend,
  type AlarmPlace,
  type AlarmProcessor,
  type AlarmQueue,
  type Backend,
  type Traced,
} from './backend.ts';

export type AlarmTimes = {
  /** How many alarms a worker sees to at once. */
  readonly concurrency: number;
  /** Real milliseconds; recovery after a killed process takes about their sum. */
  readonly lockDuration: number;
  readonly stalledInterval: number;
};
/** A lock is longer than a silent connection to the queue is waited for, so that it lapses only where a worker is gone. */
export const usualAlarmTimes: AlarmTimes = { concurrency: 64, lockDuration: 30_000, stalledInterval: 5_000 };

type Handled = { readonly kind: 'finished' } | { readonly kind: 'put-back'; readonly until: Date };

export type AlarmClock = {
  /** Sets an alarm a row; one that is urgent rings before all that wait. Setting one again that is still to ring is harmless. Gives up after a bounded time. */
  readonly set: (rows: readonly Ring[]) => Promise<void>;
  /**
   * Starts ringing: `handle` is called with the row's id when its time has come. Where Redis is away it answers after a bounded
   * time all the same, and rings once Redis is there.
   */
  readonly ring: (handle: (id: string) => Promise<Handled>, times?: AlarmTimes) => Promise<void>;
  /** Forgets all alarms that have not rung, as when the clock is moved: the relay sets them anew. */
  readonly forget: () => Promise<void>;
  /** Which of these alarms are not in the queue: not waiting, and not being seen to. */
  readonly missing: (ids: readonly string[]) => Promise<readonly string[]>;
  /** Answers when the queue does. @throws an Error where it does not within a bounded time */
  readonly check: () => Promise<void>;
  /** Lets what is under way finish, then closes. */
  readonly stop: () => Promise<void>;
};

/** With Redis down `add` would hang: a producer waits no longer than this, and the relay tries again. */
const patienceMs = 5_000;

/**
 * BullMQ takes jobs without a number before all that have one. All others have this one, for the front of the line (`lifo`) is
 * lost on Redis where a job was delayed or put back.
 */
const behindUrgent = 1;

/** Jobs a call: one round trip each, small enough to stay well under the patience. */
const bulk = 500;

/**
 * The alarm clock on BullMQ. Jobs carry the row's id and nothing else; the job's id is the row's, so that a row has
 * at most one alarm; they are removed at their end, for a job id that is kept could never be added again.
 */
export function openAlarms(
  place: AlarmPlace,
  now: () => Date,
  onError: (error: Error) => void,
  traced?: Traced,
): AlarmClock {
  const backend = openBackend(place, onError, traced);
  const queue = openedAgain(backend);
  const workers: { close: () => Promise<void> }[] = [];
  let stopping: Promise<void> | undefined;

  return {
    set: async (rows) => {
      for (let start = 0; start < rows.length; start += bulk) {
        const jobs = rows.slice(start, start + bulk).map(({ id, at, urgent }) => ({
          name: 'alarm',
          data: null,
          opts: {
            jobId: id,
            // Whole milliseconds: a fraction is refused.
            delay: Math.max(0, Math.ceil(at.getTime() - now().getTime())),
            ...(urgent ? {} : { priority: behindUrgent }),
            attempts: 1 as const,
            removeOnComplete: true as const,
            removeOnFail: true as const,
          },
        }));
        await within(
          patienceMs,
          queue.use((opened) => opened.addBulk(jobs)),
        );
      }
    },
    ring: async (handle, times = usualAlarmTimes) => {
      const worker = backend.openWorker(processorOf(handle, now, onError), times);
      workers.push(worker);
      const ready = worker.waitUntilReady();
      // A worker asks for Redis without end, and rings once it is there: whoever waited for that would answer nobody meanwhile.
      await ('redisUrl' in place ? atMost(patienceMs, ready) : ready);
    },
    forget: () => queue.use((opened) => opened.drain(true)),
    missing: async (ids) => {
      const jobs = await within(
        patienceMs,
        queue.use((opened) => Promise.all(ids.map((id) => opened.getJob(id)))),
      );
      return ids.filter((_id, index) => jobs[index] === undefined);
    },
    check: async () => {
      await within(
        patienceMs,
        queue.use((opened) => opened.isPaused()),
      );
    },
    stop: () => (stopping ??= close()),
  };

  async function close(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.close()));
    await queue.close();
    await backend.close();
  }
}

/**
 * The queue, opened when it is first used, and again where that failed: a queue that could not be opened once, because the database was gone at
 * that moment, fails for ever.
 */
function openedAgain(backend: Backend) {
  let opened: { readonly queue: AlarmQueue; readonly ready: Promise<unknown> } | undefined;
  const open = () => {
    const queue = backend.openQueue();
    return { queue, ready: queue.waitUntilReady() };
  };
  return {
    use: async <T>(work: (queue: AlarmQueue) => Promise<T>): Promise<T> => {
      const now = (opened ??= open());
      try {
        await now.ready;
      } catch (error) {
        if (opened === now) opened = undefined;
        await now.queue.close().catch(() => undefined);
        throw error;
      }
      return work(now.queue);
    },
    close: async () => opened?.queue.close(),
  };
}

function processorOf(
  handle: (id: string) => Promise<Handled>,
  now: () => Date,
  onError: (error: Error) => void,
): AlarmProcessor {
  return async (job, token) => {
    if (job.id === undefined) return;
    const handled = await handle(job.id).catch((error: unknown) => {
      // The row keeps its lease and is handed over again; the alarm itself has done its part.
      onError(error instanceof Error ? error : new Error(String(error)));
      return { kind: 'finished' } as const;
    });
    if (handled.kind === 'finished') return;
    // Early or held off: put back to its time, never completed.
    await job.moveToDelayed(
      Date.now() + Math.max(1, Math.ceil(handled.until.getTime() - now().getTime())),
      token,
    );
    throw new DelayedError();
  };
}

/** Waits for something, and no longer than this. @throws what the work throws in that time */
async function atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the queue did not answer within ${limitMs} ms; is it running?`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
