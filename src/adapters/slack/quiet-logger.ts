import type { Logger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
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

/** What of an error may be logged: its name, its code and where it was thrown; never its message. */
export function faultOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  return {
    error: error.name,
    ...('code' in error ? { code: String(error.code).slice(0, 100) } : {}),
    where: frames.slice(0, 4).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
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
