import { join } from 'node:path';
import { anchorName, anchorNames, anchorText, fileBefore } from '../adapters/files/anchor-file.ts';
import { writeWhole } from '../adapters/files/write-whole.ts';
import { caseHeads } from '../adapters/postgres/heads.ts';
import type { Clock, Log } from '../flows/ports.ts';
import { civilDateOf } from '../policy/civil.ts';
import { messageOf, type Database } from './open-database.ts';

const hour = 3_600_000;

/**
 * Writes one file of anchors each day to a folder that is kept where the database is not; each names the one before, so that
 * none of them can be swapped. What cannot be written is said in the log, and tried again in an hour.
 */
export function keepAnchors(
  { pool }: Pick<Database, 'pool'>,
  folder: string,
  clock: Clock,
  log: Log,
): { readonly stop: () => Promise<void> } {
  let working = Promise.resolve();
  const look = () => {
    working = working
      .then(() => anchorDay(pool, folder, clock.now()))
      .then((written) => {
        if (written !== undefined) log.info(written, 'the anchors of today are written');
      })
      .catch((error: unknown) => {
        log.error(
          { error: messageOf(error) },
          'the anchors of today could not be written to CONCORDAT_ANCHORS; it is tried again in an hour',
        );
      });
  };
  const timer = setInterval(look, hour);
  look();
  return {
    stop: () => {
      clearInterval(timer);
      return working;
    },
  };
}

type Written = { readonly file: string; readonly count: number; readonly hash: string };

/** The file of the day, unless it is there: another worker may have been quicker. */
async function anchorDay(pool: Database['pool'], folder: string, now: Date): Promise<Written | undefined> {
  const day = civilDateOf(now);
  const file = anchorName(day);
  if ((await anchorNames(folder)).includes(file)) return undefined;
  const before = await fileBefore(folder, day);
  let whole = { count: 0, hash: '' };
  const about = { made: now.toISOString(), ...(before === undefined ? {} : { before }) };
  const text = anchorText(about, caseHeads(pool), (told) => (whole = told));
  try {
    await writeWhole(join(folder, file), text);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
  return { file, ...whole };
}
