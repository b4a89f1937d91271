import { setTimeout as pause } from 'node:timers/promises';
import { checkReliedOn } from '../flows/check-reach.ts';
import type { Services } from '../flows/services.ts';
import { civilDateOf, timeOf } from '../policy/civil.ts';
import { messageOf } from './open-database.ts';

const lookMs = 60_000;
/** What has been due for longer waits for us: nobody is asked about while we catch up, but no longer than so many looks. */
const overdueMs = 10_000;
const mostPutOff = 30;
/** Before the first reminders of the day, which go out at 09:00 where the policy does not say otherwise. */
const checkedFrom = '07:00';

/**
 * Checks once a day, in the morning, who of those that have something open can be reached. Each process that delivers
 * checks for itself: twice on one day changes nothing, for a case is told once of each time. What is overdue goes first.
 */
export function keepReach(services: Services): {
  /** Looks whether it is time for the day's check, and answers once what that began is done. */
  readonly lookNow: () => Promise<void>;
  readonly stop: () => Promise<void>;
} {
  const ending = new AbortController();
  const patience = {
    pause: (ms: number) => pause(ms, undefined, { signal: ending.signal }).catch(() => undefined),
    goOn: () => !ending.signal.aborted,
  };
  let checked: string | undefined;
  let working: Promise<void> | undefined;
  let putOff = 0;

  async function check(today: string, now: Date): Promise<void> {
    const next = await services.outbox.nextDue();
    const isBehind = next !== undefined && next.getTime() < now.getTime() - overdueMs;
    if (isBehind && putOff < mostPutOff) {
      putOff += 1;
      return;
    }
    putOff = 0;
    await checkReliedOn(services, patience);
    checked = today;
  }

  function lookNow(): Promise<void> {
    if (working !== undefined) return working;
    const now = services.clock.now();
    const today = civilDateOf(now);
    if (checked === today || timeOf(now) < checkedFrom) return Promise.resolve();
    working = check(today, now)
      .catch((error: unknown) => {
        services.log.warn(
          { error: messageOf(error) },
          'who can be reached could not be checked; it is tried again',
        );
      })
      .finally(() => (working = undefined));
    return working;
  }
  const timer = setInterval(() => void lookNow(), lookMs);
  void lookNow();
  return {
    lookNow,
    stop: async () => {
      clearInterval(timer);
      ending.abort();
      await working;
    },
  };
}
