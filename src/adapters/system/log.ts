import { pino } from 'pino';
import type { Log } from '../../flows/ports.ts';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** What waits for room where a line cannot be written; what comes on top of it is let go. */
const mostWaiting = 1024 * 1024;

/**
 * The log: one line of JSON an event, on standard error, so that a command's output stays its own. Ids and figures
 * only. Whatever might slip in by name is struck out, as a second line of defence. A line that cannot be written, because
 * the disk is full, say, stands in nobody's way: it is written with the next one for which there is room.
 *
 * @param to a file in place of standard error
 */
export function openLog(level: LogLevel, to?: string): Log {
  const destination = pino.destination({ dest: to ?? 2, sync: true, maxLength: mostWaiting });
  // Without a listener the error would be thrown at whoever logs: after a message has been sent, and before that is kept.
  destination.on('error', () => undefined);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: struckOut, censor: '[struck out]' },
    },
    destination,
  );
  return {
    info: (fields, says) => logger.info(fields, says),
    warn: (fields, says) => logger.warn(fields, says),
    error: (fields, says) => logger.error(fields, says),
  };
}

const struckOut = [
  'text',
  'words',
  'answers',
  'blocks',
  'body',
  'payload',
  'token',
  'email',
  'name',
  'telephone',
].flatMap((name) => [name, `*.${name}`]);
