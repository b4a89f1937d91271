const firstMs = 5_000;
const longestMs = 5 * 60_000;
const most = 10_000;

/** How long a place is left alone after failures, longer each time. The same for every platform. */
export type Pauses = {
  /** Another failure: how long to wait now, and no less than was asked for. */
  readonly next: (channel: string, atLeastMs?: number) => number;
  /** It worked: the next failure is the first again. */
  readonly over: (channel: string) => void;
};

/**
 * Five seconds, doubled at every failure in a row up to five minutes, and up to half as long again by chance, so that what
 * failed together does not come back together. The last `most` places that failed are counted.
 */
export function makePauses(random: () => number = Math.random): Pauses {
  const failures = new Map<string, number>();
  return {
    next: (channel, atLeastMs = 0) => {
      const before = failures.get(channel) ?? 0;
      failures.delete(channel);
      failures.set(channel, before + 1);
      const [oldest] = failures.keys();
      if (failures.size > most && oldest !== undefined) failures.delete(oldest);
      const pause = Math.max(Math.min(firstMs * 2 ** before, longestMs), atLeastMs);
      return Math.ceil(pause * (1 + random() / 2));
    },
    over: (channel) => void failures.delete(channel),
  };
}
