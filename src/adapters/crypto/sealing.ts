import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { VaultError } from './vault-error.ts';

/** Keys of the environment, by their ids; the first wraps what is new. */
export type Keys = readonly { readonly id: string; readonly key: Uint8Array }[];
export type Wrapped = { readonly keyId: string; readonly wrapped: Uint8Array };
export type Sealed = { readonly nonce: Uint8Array; readonly sealed: Uint8Array };

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals bytes for one purpose. `as` says what they are (and of which case): it is not kept, and opening as anything
 * else fails, so that rows cannot be swapped.
 */
export function seal(key: Uint8Array, as: string, plain: Uint8Array): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(purpose(as));
  return { nonce, sealed: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) };
}

/** @throws VaultError when the key is another, or the bytes are not those that were sealed as this */
export function openBytes(key: Uint8Array, as: string, { nonce, sealed }: Sealed): Buffer {
  try {
    const end = sealed.length - tagBytes;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
      .setAAD(purpose(as))
      .setAuthTag(sealed.subarray(end));
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch (error) {
    throw new VaultError('A sealed text does not open: it was changed, or it belongs to another case.', {
      cause: error,
    });
  }
}

/** As `seal`, with the nonce in front. */
export function sealWhole(key: Uint8Array, as: string, plain: Uint8Array): Buffer {
  const { nonce, sealed } = seal(key, as, plain);
  return Buffer.concat([nonce, sealed]);
}

export function openWhole(key: Uint8Array, as: string, whole: Uint8Array): Buffer {
  return openBytes(key, as, { nonce: whole.subarray(0, nonceBytes), sealed: whole.subarray(nonceBytes) });
}

/** Wraps a case's key by the first key of the environment. */
export function wrapKey(keys: Keys, caseId: string, caseKey: Uint8Array): Wrapped {
  const [first] = keys;
  if (first === undefined)
    throw new VaultError('There is no key to wrap the keys of cases. Set CONCORDAT_KEYS.');
  return { keyId: first.id, wrapped: sealWhole(first.key, `key:${first.id}:${caseId}`, caseKey) };
}

/**
 * @throws VaultError that names the key id, when CONCORDAT_KEYS does not hold it or holds another key by that id
 */
export function unwrapKey(keys: Keys, caseId: string, { keyId, wrapped }: Wrapped): Buffer {
  const found = keys.find(({ id }) => id === keyId);
  if (found === undefined) {
    throw new VaultError(
      `The key of case ${caseId} is wrapped by "${keyId}", which is not in CONCORDAT_KEYS. Add it behind the first one.`,
    );
  }
  try {
    return openWhole(found.key, `key:${keyId}:${caseId}`, wrapped);
  } catch (error) {
    throw new VaultError(
      `The key "${keyId}" in CONCORDAT_KEYS is not the one that wrapped the key of case ${caseId}. Put the right one back.`,
      { cause: error },
    );
  }
}

/** A keyed hash of texts, by a key derived from the case's: alike texts hash unlike in other cases and places. */
export function macBy(caseKey: Uint8Array): (id: string, text: string) => string {
  const macKey = Buffer.from(hkdfSync('sha256', caseKey, new Uint8Array(), 'concordat:mac', 32));
  return (id, text) => createHmac('sha256', macKey).update(`${id}:${text}`, 'utf8').digest('hex');
}

function purpose(as: string): Buffer {
  return Buffer.from(`concordat:${as}`, 'utf8');
}
