import type { CheckingVault, CheckingVaults } from '../adapters/crypto/vault.ts';
import { VaultError } from '../adapters/crypto/vault-error.ts';
import type { Fault } from '../adapters/postgres/check-chain.ts';
import type { NamedText } from '../adapters/postgres/named-texts.ts';

export type CheckedTexts = { readonly checked: number; readonly faults: readonly Fault[] };

/**
 * Whether every sealed text of a case opens, and is the one that the record means. Texts that are gone are for the check of
 * the record to name, and so is a key that is gone.
 *
 * @throws VaultError where CONCORDAT_KEYS does not hold the key of the case, or another by its id
 */
export async function checkTexts(
  vaults: CheckingVaults,
  caseId: string,
  pages: AsyncIterable<readonly NamedText[]>,
): Promise<CheckedTexts> {
  const vault = await vaults.forCase(caseId);
  if (vault.rows().key !== undefined) return { checked: 0, faults: [] }; // made just now: the case has none
  let checked = 0;
  const faults: Fault[] = [];
  for await (const texts of pages) {
    const opened = await openAll(vault, texts);
    for (const { entry, words } of texts) {
      const text = opened.get(words.id);
      if (text === undefined) continue;
      checked += 1;
      if (text === 'spoilt')
        faults.push({ entry, says: 'a text that somebody wrote with it does not open: it was changed' });
      else if (!vault.matches(words, text.opened))
        faults.push({
          entry,
          says: 'a text that somebody wrote with it is not the one that the record means',
        });
    }
  }
  return { checked, faults };
}

/** All at once; where one of them does not open, each by itself, so that it can be named. */
async function openAll(
  vault: CheckingVault,
  texts: readonly NamedText[],
): Promise<ReadonlyMap<string, { readonly opened: string } | 'spoilt'>> {
  const ids = texts.map(({ words }) => words.id);
  const together = await vault.open(ids).catch(unlessSpoilt);
  if (together !== undefined) return new Map([...together].map(([id, opened]) => [id, { opened }]));
  const found = new Map<string, { readonly opened: string } | 'spoilt'>();
  for (const id of ids) {
    const alone = await vault.open([id]).catch(unlessSpoilt);
    const opened = alone?.get(id);
    if (alone === undefined) found.set(id, 'spoilt');
    else if (opened !== undefined) found.set(id, { opened });
  }
  return found;
}

function unlessSpoilt(error: unknown): undefined {
  if (error instanceof VaultError) return undefined;
  throw error;
}
