import { setTimeout as pause } from 'node:timers/promises';
import { openAlarms } from '../../src/adapters/bullmq/alarms.ts';
import { clearLeases } from '../../src/adapters/postgres/outbox.ts';
import type { Stops } from '../../bench/support/stops.ts';
import type { ClockMoved } from '../account/evidence.ts';
import type { ClockMove } from '../plan/plan.ts';
import { patiently } from './patiently.ts';
import type { Scene } from './scene.ts';

/** The clock of the cases, with a list of how it was moved. */
export type CampaignClock = {
  readonly move: (move: ClockMove) => Promise<void>;
  readonly forward: (ms: number) => Promise<void>;
  readonly moves: readonly ClockMoved[];
};

const day = 86_400_000;
/** To the next thing that falls due, but no further than this at once. */
const furthest = 3 * day;
/** The queue may be down: then its alarms are gone, or ring within a minute for rows that are long done. */
const patienceMs = 10_000;

/**
 * Moves the clock of all processes. Alarms were set for the old time: they are forgotten, and what was handed over
 * meanwhile is taken back, so that the relay sets them anew.
 */
export function openCampaignClock({ clock, queue, database }: Scene, stops: Stops): CampaignClock {
  const alarms = openAlarms(queue.place, clock.now, () => undefined);
  stops.add(alarms.stop);
  const offset = (): number => clock.now().getTime() - Date.now();
  let known = offset();
  const moves: ClockMoved[] = [
    { at: Date.now(), before: clock.now().getTime(), after: clock.now().getTime() },
  ];

  async function forward(ms: number): Promise<void> {
    const target = clock.now().getTime() + ms;
    await patiently(() => clock.moveTo(new Date(target)));
    const at = Date.now();
    moves.push({ at, before: at + known, after: at + offset() });
    known = offset();
    await Promise.race([
      alarms.forget().catch(() => undefined),
      pause(patienceMs, undefined, { ref: false }),
    ]);
    await patiently(() => clearLeases(database.pool));
  }

  async function toNextDue(): Promise<void> {
    // What is due already is no reason to stay: it waits because something is wrong just now.
    const { rows } = await patiently(() =>
      database.pool.query<{ next: Date | null }>(
        `select min(next_at) as next from effects where state = 'waiting' and next_at > $1`,
        [clock.now()],
      ),
    );
    const ahead = (rows[0]?.next?.getTime() ?? 0) - clock.now().getTime();
    if (ahead > 0) await forward(Math.min(ahead, furthest));
  }

  return {
    forward,
    moves,
    move: (move) => {
      switch (move.kind) {
        case 'none':
          return Promise.resolve();
        case 'next-due':
          return toNextDue();
        case 'days':
          return forward(move.days * day);
        case 'back':
          return forward(-move.ms);
      }
    },
  };
}
