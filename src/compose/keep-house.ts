import { sweepDocumentLinks } from '../adapters/postgres/document-links.ts';
import { sweepMail } from '../adapters/postgres/mail.ts';
import { sweepDrafts } from '../adapters/postgres/sweep-drafts.ts';
import type { Clock, Log } from '../flows/ports.ts';
import { messageOf, type Database } from './open-database.ts';

const hour = 3_600_000;
/** A form that nobody went on with for this long is thrown away, with what was typed in it. */
const draftsKeptMs = 30 * 24 * hour;

/** Whose link is over can ask for a new one for this long; an e-mail that comes back does so within days. */
const mailKeptMs = 30 * 24 * hour;

/** What is done now and then and by nobody's asking: drafts that were given up are thrown away, and links that are over. */
export function keepHouse(
  { pool }: Database,
  clock: Clock,
  log: Log,
): { readonly stop: () => Promise<void> } {
  let working = Promise.resolve();
  const sweep = () => {
    const now = clock.now();
    const before = new Date(now.getTime() - draftsKeptMs);
    const mailBefore = new Date(now.getTime() - mailKeptMs);
    working = Promise.all([
      sweepDrafts(pool, before),
      sweepMail(pool, now, mailBefore),
      sweepDocumentLinks(pool, mailBefore),
    ])
      .then(() => undefined)
      .catch((error: unknown) => {
        log.warn({ error: messageOf(error) }, 'what is old could not be swept; it is tried again in an hour');
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
