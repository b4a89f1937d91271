import { openSecrets, type SealedSecret } from './secrets.ts';
import { unwrapKey, wrapKey, type Keys, type Wrapped } from './sealing.ts';

/**
 * The key of a case, wrapped by the first key of the environment instead of the one that wrapped it.
 *
 * @throws VaultError where CONCORDAT_KEYS does not hold the key that wrapped it, or another by its id
 */
export function wrapAnew(keys: Keys, caseId: string, wrapped: Wrapped): Wrapped {
  return wrapKey(keys, caseId, unwrapKey(keys, caseId, wrapped));
}

/** The same for a secret that is the bot's own. */
export function sealAnew(keys: Keys, as: string, secret: SealedSecret): SealedSecret {
  const secrets = openSecrets(keys);
  return secrets.seal(as, secrets.open(as, secret));
}
