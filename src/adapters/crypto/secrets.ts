import { openWhole, sealWhole, type Keys } from './sealing.ts';
import { VaultError } from './vault-error.ts';

export type SealedSecret = { readonly keyId: string; readonly sealed: Uint8Array };
export type Secrets = {
  readonly seal: (as: string, plain: string) => SealedSecret;
  readonly open: (as: string, secret: SealedSecret) => string;
};

/**
 * Seals secrets that are the bot's own and no case's, such as a workspace's tokens: AES-256-GCM by the first key of the
 * environment itself. Each opens only as what it was sealed as, so that two rows cannot be swapped.
 *
 * @throws VaultError when there is no key; when opening, where CONCORDAT_KEYS does not hold the key or holds another by
 * that id. It names the key, and never what was sealed
 */
export function openSecrets(keys: Keys): Secrets {
  return {
    seal: (as, plain) => {
      const [first] = keys;
      if (first === undefined) throw new VaultError('There is no key to seal with. Set CONCORDAT_KEYS.');
      const sealed = sealWhole(first.key, purpose(first.id, as), Buffer.from(plain, 'utf8'));
      return { keyId: first.id, sealed };
    },
    open: (as, { keyId, sealed }) => {
      const found = keys.find(({ id }) => id === keyId);
      if (found === undefined)
        throw new VaultError(
          `The ${as} is sealed by "${keyId}", which is not in CONCORDAT_KEYS. Add it behind the first one.`,
        );
      try {
        return openWhole(found.key, purpose(keyId, as), sealed).toString('utf8');
      } catch (error) {
        throw new VaultError(
          `The key "${keyId}" in CONCORDAT_KEYS is not the one that sealed the ${as}. Put the right one back.`,
          { cause: error },
        );
      }
    },
  };
}

function purpose(keyId: string, as: string): string {
  return `secret:${keyId}:${as}`;
}
