import type { MovableClock } from '../../src/adapters/postgres/clock.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import type { Services } from '../../src/flows/services.ts';
import type { FreshDatabase } from './database.ts';

/** What keeps time needs of the journey. */
export type Keeping = {
  readonly services: Services;
  readonly clock: MovableClock;
  readonly database: () => FreshDatabase;
};

/** Makes what is due happen, and moves the clock from one thing that falls due to the next. */
export type Timekeeper = {
  readonly nudge: () => void;
  /** Everything that is due now has happened. */
  readonly settle: () => Promise<void>;
  readonly goTo: (moment: Date) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const mostRounds = 2_000;

/** Handles every row that is due right here, one after the other: no queue, the same order each time. */
export function handledHere({ services, clock }: Keeping): Promise<Timekeeper> {
  const { outbox } = services;

  async function settle(): Promise<void> {
    for (let rounds = 0; ; rounds += 1) {
      const now = clock.now();
      const rows = await outbox.claim(now, now, 500);
      if (rows.length === 0) return;
      if (rounds > mostRounds) throw new Error(`Things keep falling due at ${now.toISOString()}`);
      for (const { id } of rows) await handleRow(services, id);
    }
  }

  return Promise.resolve({
    nudge: () => undefined,
    settle,
    goTo: (moment) => stepTo(moment, { clock, settle, nextDue: outbox.nextDue }),
    stop: () => Promise.resolve(),
  });
}

/** Moves the clock to everything that falls due until a moment, in order, and lets it happen there. */
export async function stepTo(
  moment: Date,
  {
    clock,
    settle,
    nextDue,
    moved = () => Promise.resolve(),
  }: {
    readonly clock: MovableClock;
    readonly settle: () => Promise<void>;
    readonly nextDue: () => Promise<Date | undefined>;
    readonly moved?: () => Promise<void>;
  },
): Promise<void> {
  if (moment < clock.now()) throw new Error(`It is already ${clock.now().toISOString()}`);
  for (;;) {
    const next = await nextDue();
    if (next === undefined || next > moment) break;
    if (next > clock.now()) {
      await clock.moveTo(next);
      await moved();
    }
    await settle();
  }
  await clock.moveTo(moment);
  await moved();
  await settle();
}
