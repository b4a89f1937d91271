import type { CaseStore, Vault } from '../ports.ts';
import { sayHints } from '../personal-data-warning.ts';

/** What a forum wrote to one agency, and what of it should be looked at before it goes on. */
export type ForumWords = { readonly id: string; readonly words: string; readonly hints: readonly string[] };

/**
 * What the forums of a case wrote, in the order of the record. Whose key was destroyed has no words any more. Nobody can take
 * names out of a text by rule: what seems to hold one is said beside it, for whoever puts the report together.
 */
export async function forumWordsOf(
  { cases, vault }: { readonly cases: Pick<CaseStore, 'load'>; readonly vault: Vault },
  caseId: string,
  now: Date,
): Promise<readonly ForumWords[]> {
  const entries = (await cases.load(caseId))?.entries ?? [];
  const made = entries.flatMap(({ event }) =>
    event.type === 'RecommendationsMade' ? event.recommendations : [],
  );
  const open = await (await vault.forCase(caseId)).open(made.map(({ words }) => words.id));
  return made.map(({ id, words: { id: text } }) => {
    const words = open.get(text) ?? '(erased)';
    return { id, words, hints: sayHints([{ label: id, words }], now) };
  });
}
