import { sweepDrafts } from '../adapters/postgres/sweep-drafts.ts';
import type { Clock, Log } from '../flows/ports.ts';
import { messageOf, type Database } from './open-database.ts';

const hour = 3_600_000;
/** A form that nobody went on with for this long is thrown away, with what was typed in it. */
const draftsKeptMs = 30 * 24 * hour;

/** What is done now and then and by nobody's asking: drafts that were given up are thrown away. */
export function keepHouse(
  { pool }: Database,
  clock: Clock,
  log: Log,
): { readonly stop: () => Promise<void> } {
  let working = Promise.resolve();
  const sweep = () => {
    const before = new Date(clock.now().getTime() - draftsKeptMs);
    working = sweepDrafts(pool, before).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'old drafts could not be swept; it is tried again in an hour');
    });
  };
  const timer = setInterval(sweep, hour);
  sweep();
  return {
    stop: () => {
      clearInterval(timer);
      return working;
    },
  };
}
