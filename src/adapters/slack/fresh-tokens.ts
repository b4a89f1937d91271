import { WebAPIPlatformError } from '@slack/web-api';
import { faultOf } from '../../flows/fault-of.ts';
import type { Exchanged, Installation, Installations, Tokens } from '../../flows/installations.ts';
import type { Clock, Log } from '../../flows/ports.ts';
import { countUnderWay } from '../../flows/under-way.ts';
import { TokenError } from './token-error.ts';

const minute = 60_000;
/** Renewed when less than this is left, as Slack's own SDK does: tokens last twelve hours. */
const renewedWithinMs = 120 * minute;
/** With less than this left a token is not sent any more: it could run out on its way. */
const goodForMs = minute;
/** After a failure it is tried again, by whoever needs a token, once this has passed. */
const pauseMs = minute;

export type FreshTokens = {
  /**
   * A token that is good now; `undefined` where there is none and the bot must be installed again.
   *
   * @throws TokenError where none can be had just now
   */
  readonly accessTo: (installation: Installation) => Promise<string | undefined>;
  /** When no exchange is under way. */
  readonly settled: () => Promise<void>;
};

/**
 * The token of each place, for whoever needs one: a person's click and the worker alike. While the old token is good
 * nobody waits for a new one; once it is not, everybody does. The exchange itself is made once for all processes (`renew`).
 */
export function freshTokens(options: {
  readonly installations: Installations;
  readonly exchange: (refresh: string) => Promise<Exchanged>;
  readonly clock: Clock;
  readonly log: Log;
}): FreshTokens {
  const { installations, exchange, clock, log } = options;
  const underWay = countUnderWay();
  const renewing = new Map<string, Promise<void>>();
  const failedAt = new Map<string, number>();

  /** One exchange of a place at a time in this process; whoever asks meanwhile waits for it. */
  function renew(place: string): Promise<void> {
    const known = renewing.get(place);
    if (known !== undefined) return known;
    const done = underWay.begin();
    const renewal = renewOnce(place).finally(() => {
      renewing.delete(place);
      done();
    });
    renewing.set(place, renewal);
    return renewal;
  }

  async function renewOnce(place: string): Promise<void> {
    const by = new Date(clock.now().getTime() + renewedWithinMs);
    try {
      const outcome = await installations.renew(place, by, exchange);
      if (outcome === 'busy') throw new TokenError('another process is renewing the token of that workspace');
      failedAt.delete(place);
      if (outcome === 'refused')
        log.error({ place }, 'Slack refused to renew a token: the bot must be installed there again');
    } catch (error) {
      failedAt.set(place, clock.now().getTime());
      log.warn({ ...faultOf(error), place }, 'a token could not be renewed; it is tried again');
      if (error instanceof TokenError) throw error;
      const code = error instanceof WebAPIPlatformError ? ` (${error.data.error.slice(0, 60)})` : '';
      throw new TokenError(`the token of that workspace could not be renewed${code}`, { cause: error });
    }
  }

  const opened = (place: string): Tokens | undefined => {
    try {
      return installations.tokensOf(place);
    } catch (error) {
      log.error({ ...faultOf(error), place }, 'a token cannot be opened: see concordat doctor');
      throw new TokenError('the token of that workspace cannot be opened', { cause: error });
    }
  };
  const leftOf = ({ runsOutAt }: Tokens): number =>
    runsOutAt === undefined ? Infinity : runsOutAt.getTime() - clock.now().getTime();
  const mayTry = (place: string): boolean =>
    clock.now().getTime() - (failedAt.get(place) ?? -Infinity) >= pauseMs;

  return {
    settled: underWay.settled,
    accessTo: async ({ place, spentAt }) => {
      const tokens = opened(place);
      if (tokens === undefined) return undefined;
      if (leftOf(tokens) > renewedWithinMs) return tokens.access;
      if (leftOf(tokens) > goodForMs) {
        // It is logged; who has a good token need not know.
        if (spentAt === undefined && mayTry(place)) renew(place).catch(() => undefined);
        return tokens.access;
      }
      if (spentAt === undefined) await renew(place);
      const now = opened(place);
      return now !== undefined && leftOf(now) > goodForMs ? now.access : undefined;
    },
  };
}
