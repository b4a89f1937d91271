import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Whether one more may be done, which is then counted; else after how many seconds it may be tried again. */
export type Limit = (key: string) => Promise<number | undefined>;

export type PageLimits = {
  /** Whatever comes from one place, asked before its cookie is looked up: a whole office may be behind one address. */
  readonly places: Limit;
  /** Pages without a session, by where the request comes from. */
  readonly pages: Limit;
  /** Codes that are asked for or tried, and new links, by where the request comes from. */
  readonly tries: Limit;
  /** Links in place of old ones, by the address that they go to. Codes are counted for their link alone, in the database. */
  readonly newLinks: Limit;
  /** First links, by the address that they go to. Apart from the others, so that nobody can use those up for another. */
  readonly firstLinks: Limit;
  /** What is done in one session. */
  readonly deeds: Limit;
};

/** For a demo, in which weeks pass in seconds. */
export const unlimited: PageLimits = {
  places: letAll,
  pages: letAll,
  tries: letAll,
  newLinks: letAll,
  firstLinks: letAll,
  deeds: letAll,
};

function letAll(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/**
 * How much of each is let through. Counted by the real clock and by each process for itself; what one link may have is
 * counted in the database.
 */
export function makePageLimits(): PageLimits {
  return {
    places: limit(3_000, 60),
    pages: limit(120, 60),
    tries: limit(30, 600),
    newLinks: limit(10, 3_600),
    firstLinks: limit(3, 3_600),
    deeds: limit(240, 60),
  };
}

function limit(points: number, duration: number): Limit {
  const limiter = new RateLimiterMemory({ keyPrefix: '', points, duration });
  return async (key) => {
    try {
      await limiter.consume(key);
      return undefined;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  };
}
