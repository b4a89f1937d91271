import type { Restored, Restores } from '../flows/restore-ports.ts';
import type { Services } from '../flows/services.ts';
import { tellRestored } from '../flows/tell-restored.ts';
import { messageOf } from './open-database.ts';

const againMs = 60_000;

/** After a restore: tells everybody concerned, at once and each minute again until all of them are told. */
export function keepRestored(
  services: Services,
  restores: Restores,
  restored: Restored,
): { readonly stop: () => Promise<void> } {
  let working: Promise<void> | undefined;
  const look = () => {
    working ??= tellRestored(services, restores, restored)
      .catch((error: unknown) => {
        services.log.error(
          { error: messageOf(error) },
          'not everybody could be told of the restore; it is tried again in a minute',
        );
      })
      .finally(() => (working = undefined));
  };
  const timer = setInterval(look, againMs);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      await working;
    },
  };
}
