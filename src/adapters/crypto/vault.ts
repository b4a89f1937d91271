import type { CaseVault, SealedRows } from '../../flows/ports.ts';
import type { Words } from '../../case/commands.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { macBy, openBytes, openWhole, seal, sealWhole, type Keys, wrapKey, unwrapKey } from './sealing.ts';
import { VaultError } from './vault-error.ts';

/** Where keys and texts are kept; the database fills this. */
export type VaultStore = {
  readonly loadKey: (
    caseId: string,
  ) => Promise<
    | { readonly kind: 'kept'; readonly keyId: string; readonly wrapped: Uint8Array }
    | { readonly kind: 'destroyed' }
    | undefined
  >;
  readonly loadTexts: (caseId: string, ids: readonly string[]) => Promise<SealedRows['texts']>;
};

/** A case's vault that can also say whether a text is the one that the record means. */
export type CheckingVault = CaseVault & { readonly matches: (words: Words, text: string) => boolean };
export type CheckingVaults = { readonly forCase: (caseId: string) => Promise<CheckingVault> };

/**
 * Seals and opens what people write: AES-256-GCM, a random key a case, itself wrapped by a key of the environment.
 * A sealed text opens only as the text, and in the case, that it was sealed as. The keyed hash in the record comes
 * from the case's key, so that nobody without it can find a text by trying.
 *
 * @param keys of 32 bytes each; the first wraps new case keys, the others open older ones
 * @throws VaultError when a key is not of 32 bytes, two have one id, or there is none
 */
export function openVault(keys: Keys, store: VaultStore): CheckingVaults {
  checkKeys(keys);
  return {
    forCase: async (caseId) => {
      const stored = await store.loadKey(caseId);
      if (stored?.kind === 'destroyed') return destroyedVault();
      if (stored !== undefined) return caseVault(caseId, unwrapKey(keys, caseId, stored), undefined, store);
      const key = randomBytes(32);
      return caseVault(caseId, key, { caseId, ...wrapKey(keys, caseId, key) }, store);
    },
  };
}

function caseVault(caseId: string, key: Buffer, fresh: SealedRows['key'], store: VaultStore): CheckingVault {
  const texts: SealedRows['texts'][number][] = [];
  const kind = (id: string): string => `text:${id}`;
  let mac: ReturnType<typeof macBy> | undefined;
  const macOf = (id: string, text: string): string => (mac ??= macBy(key))(id, text);
  return {
    seal: (text) => {
      const id = randomUUID();
      texts.push({ id, caseId, ...seal(key, `${kind(id)}:${caseId}`, Buffer.from(text, 'utf8')) });
      return { id, mac: macOf(id, text) };
    },
    rows: () => ({ ...(fresh === undefined ? {} : { key: fresh }), texts: [...texts] }),
    open: async (ids) => {
      const here = texts.filter(({ id }) => ids.includes(id));
      const elsewhere = ids.filter((id) => !here.some((text) => text.id === id));
      const stored = elsewhere.length === 0 ? [] : await store.loadTexts(caseId, elsewhere);
      return new Map(
        [...here, ...stored].map((text) => [
          text.id,
          openBytes(key, `${kind(text.id)}:${caseId}`, text).toString('utf8'),
        ]),
      );
    },
    sealDraft: (json) => sealWhole(key, `draft:${caseId}`, Buffer.from(json, 'utf8')),
    openDraft: (sealed) => openWhole(key, `draft:${caseId}`, sealed).toString('utf8'),
    matches: (words, text) => macOf(words.id, text) === words.mac,
  };
}

/** What was written in a case whose key was destroyed: nothing opens, and nothing new can be written. */
function destroyedVault(): CheckingVault {
  const refuse = (): never => {
    throw new VaultError(
      'What was written in this case was destroyed, with its key. Nothing can be added or opened.',
    );
  };
  return {
    seal: refuse,
    rows: () => ({ texts: [] }),
    open: () => Promise.resolve(new Map()),
    sealDraft: refuse,
    openDraft: refuse,
    matches: () => false,
  };
}

function checkKeys(keys: Keys): void {
  if (keys.length === 0)
    throw new VaultError('There is no key to wrap the keys of cases. Set CONCORDAT_KEYS.');
  for (const { id, key } of keys) {
    if (key.length !== 32) throw new VaultError(`The key "${id}" in CONCORDAT_KEYS is not of 32 bytes.`);
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new VaultError('Two keys in CONCORDAT_KEYS have the same id.');
  }
}
