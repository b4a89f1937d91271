import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import { faultOf } from '../../flows/fault-of.ts';
import type { Log } from '../../flows/ports.ts';

/**
 * What Slack's SDK has to say, in our log and without a word of a payload: warnings and errors only, of each the
 * fixed words before the first colon and, where Slack names it, the place in the blocks. Errors by name and code:
 * the message of one that was thrown while parsing quotes what it could not parse.
 */
export function quietLogger(log: Log): Logger {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: (...said) => log.warn(detailsOf(said), 'slack sdk'),
    error: (...said) => log.error(detailsOf(said), 'slack sdk'),
    // Fixed: no setting of the SDK may make it talk.
    setLevel: nothing,
    getLevel: () => LogLevel.WARN,
    setName: nothing,
  };
}

function detailsOf(said: readonly unknown[]): Readonly<Record<string, unknown>> {
  const [first] = said;
  if (typeof first !== 'string') return faultOf(first);
  const pointer = /\[json-pointer:([\w/.-]+)\]/u.exec(first)?.[1];
  const refused = /Failed to verify authenticity: [\w :-]+/u.exec(first)?.[0];
  return {
    says: refused ?? first.split(':', 1)[0]?.slice(0, 150),
    ...(pointer === undefined ? {} : { pointer }),
  };
}
