import { openRecounts } from '../adapters/postgres/recounts.ts';
import { recountCases } from '../flows/recount-cases.ts';
import type { Log } from '../flows/ports.ts';
import { messageOf, type Database } from './open-database.ts';
import type { Stores } from './open-stores.ts';

/** Longer than another process needs to hear of a new version: none may set a date by the old days off after it. */
const settledMs = 10_000;

/** Counts open cases again whenever a board's days off have changed: when it hears of it, and every few seconds. */
export async function keepCounting(
  { pool, listener }: Database,
  stores: Stores,
  wakeRelay: () => void,
  log: Log,
): Promise<{ readonly stop: () => Promise<void> }> {
  const recounts = openRecounts(pool);
  let stopped = false;
  let working: Promise<void> | undefined;
  const look = (): Promise<void> => {
    if (stopped || working !== undefined) return Promise.resolve();
    working = recountCases({ ...stores, log, wakeRelay }, recounts, settledMs, () => !stopped)
      .catch((error: unknown) => {
        log.warn({ error: messageOf(error) }, 'open cases could not be counted again; it is tried again');
      })
      .finally(() => (working = undefined));
    return Promise.resolve(); // nobody waits for it: others have to be told too
  };
  await listener.follow('concordat_policies', look);
  return {
    stop: async () => {
      stopped = true;
      await working;
    },
  };
}
