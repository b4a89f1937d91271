import { rebuildFigures } from '../flows/reports/rebuild-figures.ts';
import type { Log } from '../flows/ports.ts';
import { messageOf } from './open-database.ts';
import type { Stores } from './open-stores.ts';

/** After an upgrade, cases from before have no figures for reports yet: they get theirs once the worker starts. */
export function keepFigures(stores: Stores, log: Log): { readonly stop: () => Promise<void> } {
  let stopped = false;
  const working = rebuildFigures({ ...stores, log }, 'missing', () => !stopped)
    .then(({ done }) => {
      if (done > 0) log.info({ cases: done }, 'figures for reports were worked out from the record');
    })
    .catch((error: unknown) => {
      log.warn(
        { error: messageOf(error) },
        'figures for reports could not be worked out; "concordat report rebuild" does it, and so does the next start',
      );
    });
  return {
    stop: async () => {
      stopped = true;
      await working;
    },
  };
}
