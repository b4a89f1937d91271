import { pino } from 'pino';
import type { Log } from '../../flows/ports.ts';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * The log: one line of JSON an event, on standard error, so that a command's output stays its own. Ids and figures
 * only. Whatever might slip in by name is struck out, as a second line of defence.
 *
 * @param to a file in place of standard error
 */
export function openLog(level: LogLevel, to?: string): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: struckOut, censor: '[struck out]' },
    },
    pino.destination({ dest: to ?? 2, sync: true }),
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
