import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Asks whether one more request may go out, and counts it.
 *
 * @param requests how many go to the tenant for one message
 * @returns nothing where it may; else how many milliseconds it must wait
 */
export type Pace = (tenant: string, conversation: string, requests: number) => Promise<number | undefined>;

/**
 * What Teams takes of a bot: in one conversation 7 messages in a second, 8 in two, 60 in thirty and 1,800 in an hour, and in
 * one tenant 30 requests a second (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). What is over is not
 * sent: Teams would refuse it, and count it.
 *
 * Counted by the real clock, as Teams counts, whatever ours was moved to. Each process counts for itself; where several
 * deliver, Teams' own refusals are the second line. Only conversations of the last hour are kept.
 */
export function makePace(): Pace {
  const inConversation = (points: number, duration: number) => {
    const limiter = new RateLimiterMemory({ keyPrefix: '', points, duration });
    return (_tenant: string, conversation: string) => limiter.consume(conversation, 1);
  };
  const tenants = new RateLimiterMemory({ keyPrefix: '', points: 30, duration: 1 });
  // Shortest first: what one refuses is then counted by none that is longer.
  const limits: readonly ((tenant: string, conversation: string, requests: number) => Promise<unknown>)[] = [
    inConversation(7, 1),
    (tenant, _conversation, requests) => tenants.consume(tenant, requests),
    inConversation(8, 2),
    inConversation(60, 30),
    inConversation(1800, 3600),
  ];
  return async (tenant, conversation, requests) => {
    for (const limit of limits) {
      try {
        await limit(tenant, conversation, requests);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(refused.msBeforeNext, 1);
      }
    }
    return undefined;
  };
}
