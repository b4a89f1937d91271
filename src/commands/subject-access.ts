import type { Entry } from '../case/events.ts';
import { isRaised } from '../case/case-state.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { documentKit } from '../compose/document-kit.ts';
import { asMarkdown } from '../flows/documents/as-markdown.ts';
import { subjectAccessDraft, type SubjectEntry } from '../flows/documents/subject-access.ts';
import { thirdPartiesIn } from '../flows/documents/third-parties.ts';
import { textsOf } from '../flows/read/texts-of.ts';
import { sayErased } from '../flows/wording/erased-words.ts';
import { sayDate } from '../policy/say-date.ts';
import { sayEntry } from './say-entry.ts';
import { stepsOf, whoOf, withFormer } from './show-case.ts';
import { whoAmI } from './signed.ts';
import type { Kept } from './with-database.ts';

/** How the draft can be had: for Word, as text to read, or as data. */
export type DraftFormat = 'docx' | 'json' | 'markdown';

/** The draft, piece by piece. */
export async function* writeSubjectAccess(
  kept: Kept,
  caseId: string,
  entries: readonly Entry[],
  format: DraftFormat,
): AsyncGenerator<string | Uint8Array> {
  const steps = stepsOf(entries);
  const last = steps.at(-1)?.state;
  if (last === undefined || !isRaised(last)) throw new CommandProblem('Nothing was raised here.');
  const rules = withFormer(await kept.rulesOf(last.board, last.policyVersion), kept);
  const now = kept.clock.now();
  const vault = await kept.vaults().forCase(caseId);
  const texts = entries.flatMap(({ event }) => textsOf(event, rules.policy));
  const opened = new Map<string, string>();
  for (let from = 0; from < texts.length; from += 500)
    for (const [id, words] of await vault.open(texts.slice(from, from + 500).map(({ words: { id } }) => id)))
      opened.set(id, words);
  const { marking } = rules.policy.document;
  const document = subjectAccessDraft({
    reference: last.reference,
    ...(marking === undefined ? {} : { marking }),
    board: rules.policy.name,
    made: sayDate(now),
    by: whoAmI(),
    ...(last.erased === undefined ? {} : { erased: sayErased(last.erased) }),
    entries: steps.map(({ entry, state }): SubjectEntry => {
      const { by } = whoOf(entry, rules);
      return {
        entry: entry.entry,
        at: sayDate(new Date(entry.at)),
        ...(by === undefined ? {} : { by: `${by.name}, ${by.agency}` }),
        says: sayEntry(entry, state, { caseId, rules, now }),
        passages: textsOf(entry.event, rules.policy).map(({ label, words }) => {
          const written = opened.get(words.id);
          return written === undefined
            ? { label, words: 'These words are no longer kept.', about: [] }
            : { label, words: written, about: thirdPartiesIn(written, rules.directory, now) };
        }),
      };
    }),
  });
  switch (format) {
    case 'docx':
      yield await documentKit.writers.docx(document);
      return;
    case 'json':
      yield `${JSON.stringify({ draft: true, ...document }, null, 2)}\n`;
      return;
    case 'markdown':
      yield asMarkdown(document);
  }
}
