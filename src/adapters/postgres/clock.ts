import type { Pool } from 'pg';
import type { Clock } from '../../flows/ports.ts';
import type { Listener } from './listener.ts';
import { newestOnly } from './newest-only.ts';
import { clearLeases } from './outbox.ts';
import { inTransaction } from './transaction.ts';

/** The clock of a demo or a journey: real time and an offset that every process follows. */
export type MovableClock = Clock & {
  /** Moves all processes' clocks on by so many milliseconds. */
  readonly forward: (ms: number) => Promise<void>;
  /** Moves all processes' clocks to a moment; they run on from there. */
  readonly moveTo: (moment: Date) => Promise<void>;
};

/** What is true wherever nobody moves it. */
export const realClock: Clock = { now: () => new Date() };

/**
 * Opens the clock whose offset lies in the database. Moving it takes back the leases of the outbox in the same
 * transaction; the caller then forgets the alarms that were set and runs the relay. Other processes hear of it at
 * once, and at the latest when the listener reads again.
 *
 * @param real the real time, as an argument so that a test can hold it still
 */
export async function openClock(
  pool: Pool,
  listener: Listener,
  real: () => number = Date.now,
): Promise<MovableClock> {
  let offset = 0;

  const read = newestOnly(
    () => pool.query<{ ms: number }>('select offset_ms::float8 as ms from clock'),
    ({ rows }) => (offset = rows[0]?.ms ?? 0),
  );
  async function move(change: string, by: number): Promise<void> {
    await inTransaction(pool, async (client) => {
      await client.query(`update clock set offset_ms = ${change}`, [by]);
      await clearLeases(client);
      await client.query(`select pg_notify('concordat_clock', '')`);
    });
    await read();
  }

  await listener.follow('concordat_clock', read);
  return {
    now: () => new Date(real() + offset),
    forward: (ms) => move('offset_ms + $1', ms),
    moveTo: (moment) => move('$1', moment.getTime() - real()),
  };
}
