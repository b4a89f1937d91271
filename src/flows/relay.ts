import type { Alarms, Clock, Log, Outbox } from './ports.ts';

/** How the relay keeps time. All in milliseconds of real time, but `windowMs`, which is on the clock of the cases. */
export type RelayTimes = {
  /** Rows due within this time are handed to the alarm clock. */
  readonly windowMs: number;
  /** A row that is not done this long after it was due is handed over again. */
  readonly graceMs: number;
  /** How often it looks, besides being told. */
  readonly everyMs: number;
};

export const usualTimes: RelayTimes = { windowMs: 60_000, graceMs: 30_000, everyMs: 5_000 };

const batch = 500;

/**
 * When it was told again and again, it rests this long between two looks, in milliseconds. Each look walks past the rows that
 * are handed over and not done yet: at nine in the morning thousands of changes tell it of a few rows each.
 */
const restMs = 50;

export type Relay = {
  /** Hands over what is due soon; calls that come while it runs are answered by one more run. */
  readonly runNow: () => Promise<void>;
  /** As `runNow`, but nobody waits for it. */
  readonly nudge: () => void;
  readonly stop: () => Promise<void>;
};

/**
 * Hands rows of the outbox that fall due soon to the alarm clock. A hand-over is a lease, not a mark: what is not
 * done when it lapses is handed over again, so losing the whole queue loses nothing.
 */
export function startRelay(
  { outbox, alarms, clock, log }: { outbox: Outbox; alarms: Alarms; clock: Clock; log: Log },
  times: RelayTimes = usualTimes,
): Relay {
  let stopped = false;
  let running: Promise<void> | undefined;
  /** How often it was asked to run; a run that was asked for meanwhile is answered by one more. */
  let asked = 0;
  let restingUntil = 0;
  let resting: NodeJS.Timeout | undefined;

  async function handOver(): Promise<void> {
    for (;;) {
      const now = clock.now().getTime();
      const rows = await outbox.claim(
        new Date(now + times.windowMs),
        new Date(now + times.windowMs + times.graceMs),
        batch,
      );
      if (rows.length === 0) return;
      await alarms.set(rows);
      if (rows.length < batch) return;
    }
  }

  function runNow(): Promise<void> {
    asked += 1;
    if (running !== undefined) return running;
    running = (async () => {
      try {
        let answered = 0;
        while (answered !== asked) {
          answered = asked;
          await handOver();
        }
      } finally {
        running = undefined;
        restingUntil = performance.now() + restMs;
      }
    })();
    return running;
  }

  function nudge(): void {
    if (stopped || resting !== undefined) return;
    const waitMs = running === undefined ? restingUntil - performance.now() : restMs;
    if (waitMs <= 0) look();
    else resting = setTimeout(look, waitMs);
  }

  function look(): void {
    clearTimeout(resting);
    resting = undefined;
    runNow().catch((error: unknown) => {
      // The next look tries again; the rows are in the database all the while.
      log.warn(
        { error: error instanceof Error ? error.message : 'unknown' },
        'the relay could not hand over; it tries again',
      );
    });
  }

  const ticking = setInterval(nudge, times.everyMs);
  nudge();
  return {
    runNow,
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(ticking);
      clearTimeout(resting);
      await running?.catch(() => undefined);
    },
  };
}
