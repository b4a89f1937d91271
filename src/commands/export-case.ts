import { writeWhole } from '../adapters/files/write-whole.ts';
import { readEntries } from '../adapters/postgres/read-entries.ts';
import { inSnapshot } from '../adapters/postgres/snapshot.ts';
import { entryOf } from '../adapters/postgres/chain.ts';
import { isRaised } from '../case/case-state.ts';
import type { RaisedCase } from '../case/state.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { fold } from '../flows/run-command.ts';
import { textsOf } from '../flows/read/texts-of.ts';
import type { Policy } from '../policy/policy.ts';
import { say, sayWriteError } from './say.ts';
import { reasonGiven, whoAmI } from './signed.ts';
import { writeSubjectAccess, type DraftFormat } from './subject-access.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Wanted = {
  readonly to: string;
  readonly reason: string;
  readonly reveal?: boolean;
  readonly subjectAccess?: boolean;
};

/** `concordat case export REF`: that it was exported, and why, is recorded before anything is read. */
export async function exportCase(given: string, wanted: Wanted): Promise<void> {
  const { to, reveal, subjectAccess } = wanted;
  const why = reasonGiven(wanted.reason, new Date());
  const reference = given.trim().toUpperCase();
  const format = subjectAccess === true ? formatOf(to) : undefined;
  await withDatabase(async (kept) => {
    const caseId = await kept.cases.idOfReference(reference);
    const loaded = caseId === undefined ? undefined : await kept.cases.load(caseId);
    if (caseId === undefined || loaded === undefined)
      throw new CommandProblem(
        `There is no case ${reference}. "concordat case list" shows the references that there are.`,
      );
    const state = fold(loaded);
    if (!isRaised(state))
      throw new CommandProblem(
        `${reference} was reported as an immediate risk and not raised. Use "concordat case show".`,
      );
    const what =
      subjectAccess === true
        ? 'a draft for a subject access request'
        : reveal === true
          ? 'an export with all that people wrote'
          : 'an export of the record';
    await kept.access.note({ caseId, person: whoAmI(), what: `${what}: ${why}`, at: kept.clock.now() });
    const { policy } = await kept.rulesOf(state.board, state.policyVersion);
    const one: Exported = { kept, caseId, state, policy, reveal: reveal === true };
    const pieces =
      format === undefined ? recordLines(one) : writeSubjectAccess(kept, caseId, loaded.entries, format);
    await writeWhole(to, pieces).catch((error: unknown) => {
      throw sayWriteError(to, error);
    });
  });
  say(
    format === undefined
      ? `The record of ${reference} is in ${to}. Its first line says how to check it.`
      : `A DRAFT for a reviewer is in ${to}. It is not to be sent as it is.`,
  );
}

function formatOf(file: string): DraftFormat {
  if (/\.docx$/i.test(file)) return 'docx';
  if (/\.json$/i.test(file)) return 'json';
  if (/\.(md|txt)$/i.test(file)) return 'markdown';
  throw new CommandProblem(
    '--to needs a name that ends in .docx, .md, .txt or .json for a subject access draft.',
    2,
  );
}

type Exported = {
  readonly kept: Kept;
  readonly caseId: string;
  readonly state: RaisedCase;
  readonly policy: Policy;
  readonly reveal: boolean;
};

const readme =
  'One JSON value a line. After this line each entry of the record, in order: "text" is exactly what was hashed, "hash" is the SHA-256 of its UTF-8 bytes in small hexadecimal digits. Each text names the hash of the entry before as "previous" (64 zeros for the first). To check: hash each text, compare with its hash, and compare "previous" with the hash of the line before. Lines with "words" hold what people wrote, where it was asked for; the record holds a keyed hash of it ("mac"). Who the adult is is not among it.';

/** The record line by line, so that a long one is never held as a whole. */
async function* recordLines({ kept, caseId, state, policy, reveal }: Exported): AsyncGenerator<string> {
  const { reference, board, policyVersion, status, erased } = state;
  const { marking } = policy.document;
  yield line({
    format: 'concordat-record-1',
    ...(marking === undefined ? {} : { marking }),
    README: readme,
    case: caseId,
    reference,
    board,
    policyVersion,
    status,
    ...(erased === undefined ? {} : { erased }),
    exported: kept.clock.now().toISOString(),
  });
  const vault = reveal ? await kept.vaults().forCase(caseId) : undefined;
  const pages = inSnapshot(kept.database.pool, (client) => readEntries(client, caseId));
  for await (const page of pages) {
    const texts = vault === undefined ? [] : page.flatMap(({ body }) => textsOf(entryOf(body).event, policy));
    const opened = (await vault?.open(texts.map(({ words }) => words.id))) ?? new Map<string, string>();
    for (const { entry, hash, body } of page) {
      yield line({ entry, hash, text: body });
      if (vault === undefined) continue;
      for (const { label, words } of textsOf(entryOf(body).event, policy)) {
        const written = opened.get(words.id);
        if (written !== undefined && !vault.matches(words, written))
          throw new CommandProblem(
            `"${label}" of entry ${entry} is not the text that the record means. Nothing was exported.`,
          );
        yield line({
          entry,
          label,
          id: words.id,
          ...(written === undefined ? { gone: true } : { words: written }),
        });
      }
    }
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
