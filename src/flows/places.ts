import type { Handled } from './handle-row.ts';
import type { Clock, Log, Outbox } from './ports.ts';

/** How long a process may be silent before another takes over what it was seeing to, and how often it says that it is not. In milliseconds. */
export type PlaceTimes = { readonly leaseMs: number; readonly renewMs: number };

/**
 * A lease is longer than marking is tried again for and a renewal together, so that a database that starts again meanwhile has nothing sent
 * twice; and as short as that, because it is how long a killed process keeps others waiting.
 */
export const usualPlaceTimes: PlaceTimes = { leaseMs: 20_000, renewMs: 5_000 };

/** As many at once as from the queue. */
export const placesAtOnce = 64;

/** What a process sees to itself, without the queue. */
export type Places = {
  /** How many more may be seen to now. */
  readonly free: () => number;
  /** Until when a row is leased that is seen to from now on. */
  readonly leaseUntil: () => Date;
  readonly see: (ids: readonly string[]) => void;
  /** Takes nothing new, and lets what is under way finish. */
  readonly stop: () => Promise<void>;
};

/**
 * Places for rows that are due already: an alarm clock is of no use to them, so the process that finds them sees to them, and the
 * round trips of the queue fall away. Each has a short lease, renewed for as long as it is seen to; when the process dies, the lease lapses and
 * another finds the row.
 *
 * @param handle the same that the alarms call
 */
export function openPlaces(
  handle: (id: string) => Promise<Handled>,
  { outbox, clock, log }: { readonly outbox: Outbox; readonly clock: Clock; readonly log: Log },
  { leaseMs, renewMs }: PlaceTimes = usualPlaceTimes,
): Places {
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;
  const leaseUntil = () => new Date(clock.now().getTime() + leaseMs);
  const say = (what: string) => (error: unknown) =>
    log.warn({ error: error instanceof Error ? error.message : 'unknown' }, what);

  const renewing = setInterval(() => {
    if (underWay.size > 0)
      outbox
        .renew([...underWay.keys()], leaseUntil())
        .catch(say('the leases of what is being sent could not be renewed; it is tried again'));
  }, renewMs);

  return {
    free: () => (stopped ? 0 : placesAtOnce - underWay.size),
    leaseUntil,
    see: (ids) => {
      for (const id of ids) {
        const seeing = handle(id)
          .then(
            () => undefined,
            say('what was due could not be seen to; its lease lapses, and it is tried again'),
          )
          .finally(() => underWay.delete(id));
        underWay.set(id, seeing);
      }
    },
    stop: async () => {
      stopped = true;
      await Promise.all(underWay.values());
      clearInterval(renewing);
    },
  };
}
