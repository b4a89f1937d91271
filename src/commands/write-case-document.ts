import { toldOf } from '../flows/told.ts';
import { writeFile } from 'node:fs/promises';
import { isRaised } from '../case/case-state.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { documentKit } from '../compose/document-kit.ts';
import type { Format, Wanted } from '../flows/documents/case-document.ts';
import { documentOf, reportAsked, sayWanted, wordsOf } from '../flows/documents/case-document.ts';
import type { Making } from '../flows/documents/making.ts';
import { formVersion } from '../flows/forms/form-version.ts';
import { knownCase } from '../flows/rules-of-case.ts';
import { say, sayJson, type WithJson } from './say.ts';
import { withFormer } from './show-case.ts';
import { whoAmI } from './signed.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Asked = WithJson & {
  readonly kind: string;
  readonly form?: string;
  readonly entry?: string;
  readonly format: string;
  readonly to: string;
  readonly reason: string;
};

const kinds = ['form', 'record', 'pack', 'report'] as const;

/** `concordat case document REF`: a case as a document, written to a file. That it was made, and why, is recorded first. */
export async function writeCaseDocument(reference: string, asked: Asked): Promise<void> {
  const { to, json } = asked;
  const kind = kinds.find((one) => one === asked.kind);
  const format = (['docx', 'pdf'] as const).find((one) => one === asked.format);
  if (kind === undefined) throw new CommandProblem(`--kind should be one of ${kinds.join(', ')}.`, 2);
  if (format === undefined) throw new CommandProblem('--format should be docx or pdf.', 2);
  if (kind !== 'form' && (asked.form ?? asked.entry) !== undefined)
    throw new CommandProblem('--form and --entry go with --kind form.', 2);
  if (asked.entry !== undefined && !/^[1-9]\d{0,5}$/.test(asked.entry))
    throw new CommandProblem('--entry should be the number of an entry, such as 14.', 2);
  const why = asked.reason.trim();
  if (why === '') throw new CommandProblem('--reason should say why you need it. It is recorded.', 2);
  const bytes = await withDatabase((kept) =>
    made(kept, reference.trim().toUpperCase(), { ...asked, kind, format, reason: why }),
  );
  await written(to, bytes);
  if (json === true) sayJson({ file: to, bytes: bytes.length });
  else say(`Written: ${to}. It holds what people wrote, so keep it as you keep the adult’s file.`);
}

async function made(
  kept: Kept,
  reference: string,
  asked: Asked & { readonly kind: (typeof kinds)[number]; readonly format: Format },
): Promise<Uint8Array> {
  const caseId = await kept.cases.idOfReference(reference);
  const found = caseId === undefined ? undefined : await knownCase(kept, caseId);
  if (found === undefined || !isRaised(found.state)) {
    throw new CommandProblem(
      `There is no case ${reference} that was raised. "concordat case list" shows the references that there are.`,
    );
  }
  const { state } = found;
  const known: Making['known'] = { ...found, state, rules: withFormer(found.rules, kept) };
  const wanted = wantedOf(asked, known);
  const now = kept.clock.now();
  const vault = await kept.vaults().forCase(found.caseId);
  const what = `${sayWanted(wanted)} as ${asked.format}, on the command line: ${asked.reason}`;
  // Noted first: what is not on record does not leave.
  await kept.access.note({ caseId: found.caseId, person: whoAmI(), what, at: now });
  const opened = await vault.open(wordsOf(wanted, known));
  const notices = await toldOf(kept, found.caseId);
  const document = documentOf(wanted, { known, opened, now, by: whoAmI(), notices });
  return documentKit.writers[asked.format](document);
}

function wantedOf(
  { kind, form: id, entry }: Pick<Asked, 'form' | 'entry'> & { readonly kind: (typeof kinds)[number] },
  known: Making['known'],
): Wanted {
  if (kind === 'report') {
    const report = reportAsked(known);
    if (report === undefined)
      throw new CommandProblem('The policy of this case asks its forum for no report.');
    return { kind, title: report.title };
  }
  if (kind !== 'form') return { kind };
  const { forms } = known.rules.policy;
  const form = id === undefined ? forms[0] : forms.find((one) => one.id === id);
  if (form === undefined) {
    throw new CommandProblem(
      forms.length === 0
        ? 'The policy of this case has no form of its own. --kind record gives the whole record.'
        : `There is no form ${id ?? ''}. There is: ${forms.map((one) => one.id).join(', ')}.`,
    );
  }
  const version = formVersion({ form, ...(entry === undefined ? {} : { entry: Number(entry) }) }, known);
  if (version === undefined)
    throw new CommandProblem(`The case has not come to the stage from which “${form.title}” is filled in.`);
  return { kind, version, apart: true };
}

async function written(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw new CommandProblem(`${file} is there already. Choose another name.`);
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new CommandProblem(`${file} cannot be written. Is the folder there, and may you write in it?`);
    throw error;
  }
}
