import { access, constants } from 'node:fs/promises';
import { anchorName, anchorNames } from '../../adapters/files/anchor-file.ts';
import type { Config } from '../../config.ts';
import { addDays, civilDateOf } from '../../policy/civil.ts';
import { messageOf, type Finding } from './finding.ts';

const check = 'anchors';

export const noAnchors =
  'CONCORDAT_ANCHORS is not set, so nothing outside the database says how far each record had come: one that is rewritten from its beginning would not be noticed. Set it to a folder that is kept elsewhere (docs/operations.md)';

/** Whether the day's heads of all records are written to somewhere else, and lately. */
export async function checkAnchors(
  { anchors }: Pick<Config, 'anchors'>,
  now: Date,
): Promise<readonly Finding[]> {
  if (anchors === undefined) return [{ check, state: 'note', says: noAnchors }];
  try {
    await access(anchors, constants.W_OK);
    const last = (await anchorNames(anchors)).at(-1);
    return [sayLast(anchors, last, now)];
  } catch (error) {
    return [
      wrong(
        `nothing can be written to CONCORDAT_ANCHORS, ${anchors} (${messageOf(error)}). Make the folder, and let the user of the worker write to it`,
      ),
    ];
  }
}

function sayLast(folder: string, last: string | undefined, now: Date): Finding {
  if (last === undefined)
    return {
      check,
      state: 'note',
      says: `${folder} holds none yet; a worker writes the first one when it starts`,
    };
  const yesterday = anchorName(addDays(civilDateOf(now), -1));
  return last >= yesterday
    ? { check, state: 'ok', says: `the last file is ${last}` }
    : wrong(
        `the last file in ${folder} is ${last}. A worker writes one each day: see that one runs, and read its log`,
      );
}

function wrong(says: string): Finding {
  return { check, state: 'wrong', says };
}
