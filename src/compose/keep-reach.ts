import { setTimeout as pause } from 'node:timers/promises';
import { checkReliedOn } from '../flows/check-reach.ts';
import type { Services } from '../flows/services.ts';
import { civilDateOf, timeOf } from '../policy/civil.ts';
import { messageOf } from './open-database.ts';

const lookMs = 10 * 60_000;
/** Before the first reminders of the day, which go out at 09:00 where the policy does not say otherwise. */
const checkedFrom = '07:00';

/**
 * Checks once a day, in the morning, who of those that have something open can be reached. Each process that delivers
 * checks for itself: twice on one day changes nothing, for a case is told once of each time.
 */
export function keepReach(services: Services): { readonly stop: () => Promise<void> } {
  const ending = new AbortController();
  const patience = {
    pause: (ms: number) => pause(ms, undefined, { signal: ending.signal }).catch(() => undefined),
    goOn: () => !ending.signal.aborted,
  };
  let checked: string | undefined;
  let working: Promise<void> | undefined;
  const look = (): void => {
    const now = services.clock.now();
    const today = civilDateOf(now);
    if (working !== undefined || checked === today || timeOf(now) < checkedFrom) return;
    working = checkReliedOn(services, patience)
      .then(() => void (checked = today))
      .catch((error: unknown) => {
        services.log.warn(
          { error: messageOf(error) },
          'who can be reached could not be checked; it is tried again',
        );
      })
      .finally(() => (working = undefined));
  };
  const timer = setInterval(look, lookMs);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      ending.abort();
      await working;
    },
  };
}
