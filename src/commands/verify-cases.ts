import { VaultError } from '../adapters/crypto/vault-error.ts';
import { readAnchorFile, type Anchors } from '../adapters/files/anchor-file.ts';
import type { Anchor, Fault } from '../adapters/postgres/check-chain.ts';
import { namedTexts } from '../adapters/postgres/named-texts.ts';
import { verifyCases, type CheckedCase } from '../adapters/postgres/verify-cases.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { sayDate } from '../policy/say-date.ts';
import { configured } from './configured.ts';
import { checkTexts } from './check-texts.ts';
import { progress } from './progress.ts';
import { count, say, sayFileError, sayJson, type WithJson } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Wanted = WithJson & { readonly against?: string };

/**
 * `concordat case verify [REF]`: whether the record of every case, or of one, is what was written. Of one case it also opens
 * every sealed text, where CONCORDAT_KEYS can.
 */
export async function verify(reference: string | undefined, { against, json }: Wanted): Promise<void> {
  const anchors = against === undefined ? undefined : await anchorsIn(against);
  const found = await withDatabase((kept) =>
    verified(kept, reference?.trim().toUpperCase(), against ?? '', anchors),
  );
  if (json === true) sayJson(found);
  else for (const line of linesOf(found)) say(line);
  const many = new Set(found.faults.map(({ caseId }) => caseId)).size;
  const problems = [
    ...(many === 0
      ? []
      : [
          `${count(many, 'case is', 'cases are')} not as ${many === 1 ? 'it was' : 'they were'} written. Keep the database as it is, keep this list, and compare with a backup and with the files of anchors.`,
        ]),
    ...(found.texts?.problem === undefined ? [] : [found.texts.problem]),
  ];
  if (problems.length > 0) throw new CommandProblem(problems.join('\n'));
}

type Found = {
  readonly cases: number;
  readonly entries: number;
  readonly against?: { readonly file: string; readonly made: string; readonly hash: string };
  readonly faults: readonly (Fault & { readonly caseId: string; readonly reference?: string })[];
  readonly erased: readonly { readonly reference?: string; readonly at: string; readonly because: string }[];
  /** Only of one case, and where there are keys. `problem`: why its texts could not be opened. */
  readonly texts?: { readonly checked: number; readonly problem?: string };
};

async function anchorsIn(file: string): Promise<Anchors> {
  const read = await readAnchorFile(file).catch((error: unknown) => {
    throw sayFileError(file, error);
  });
  if (typeof read === 'string') throw new CommandProblem(read);
  return read;
}

async function verified(
  kept: Kept,
  reference: string | undefined,
  file: string,
  anchors: Anchors | undefined,
): Promise<Found> {
  const { pool } = kept.database;
  const only = reference === undefined ? undefined : await idOf(kept, reference);
  const known = anchorsOf(anchors);
  if (anchors !== undefined) await refuseForeign(kept, file, anchors);
  let [cases, entries] = [0, 0];
  const faulty: CheckedCase[] = [];
  const erased: Found['erased'][number][] = [];
  const told = progress('entries checked');
  for await (const page of verifyCases(pool, { anchors: known, ...(only === undefined ? {} : { only }) })) {
    for (const one of page) {
      cases += 1;
      entries += one.entries;
      if (one.faults.length > 0) faulty.push(one);
      if (one.erased !== undefined) erased.push({ ...named(one), ...one.erased });
    }
    told.at(entries);
  }
  told.end();
  const texts = only === undefined || configured().keys.length === 0 ? undefined : await textsOf(kept, only);
  const { faults: spoilt = [], ...checked } = texts ?? {};
  return {
    cases,
    entries,
    ...(anchors === undefined ? {} : { against: { file, made: anchors.made, hash: anchors.hash } }),
    faults: [
      ...faulty.flatMap((one) =>
        one.faults.map((fault) => ({ caseId: one.caseId, ...nameOf(one, anchors), ...fault })),
      ),
      ...spoilt.map((fault) => ({ caseId: only ?? '', reference: reference ?? '', ...fault })),
    ],
    erased,
    ...(texts === undefined ? {} : { texts: { checked: 0, ...checked } }),
  };
}

async function idOf({ cases }: Kept, reference: string): Promise<string> {
  const id = await cases.idOfReference(reference);
  if (id === undefined)
    throw new CommandProblem(
      `There is no case ${reference}. "concordat case list" shows the references that there are; "concordat case verify" without one also finds what a lost case left.`,
    );
  return id;
}

function anchorsOf(anchors: Anchors | undefined): ReadonlyMap<string, Anchor> {
  const made = anchors === undefined ? '' : sayDate(new Date(anchors.made));
  return new Map(anchors?.cases.map((one) => [one.case, { version: one.entries, hash: one.hash, made }]));
}

/** A file of another installation would call every case lost. */
async function refuseForeign({ database }: Kept, file: string, { cases }: Anchors): Promise<void> {
  if (cases.length === 0) return;
  const { rows } = await database.pool.query<{ here: boolean }>(
    'select exists (select from cases where id = any($1::uuid[])) as here',
    [cases.map((one) => one.case)],
  );
  if (rows[0]?.here === true) return;
  throw new CommandProblem(
    `None of the ${count(cases.length, 'case', 'cases')} in ${file} is in this database. Either it comes from another installation, or every case is gone: check DATABASE_URL and the file.`,
  );
}

type Texts = { readonly checked: number; readonly faults: readonly Fault[]; readonly problem?: string };

/** A key that is lost or wrong is told once, and takes nothing from what was found of the record. */
async function textsOf(kept: Kept, caseId: string): Promise<Texts> {
  try {
    return await checkTexts(kept.vaults(), caseId, namedTexts(kept.database.pool, caseId));
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return {
      checked: 0,
      faults: [],
      problem: `The record was checked, and what people wrote could not be opened: ${error.message}`,
    };
  }
}

function named({ reference }: CheckedCase): { readonly reference?: string } {
  return reference === undefined ? {} : { reference };
}

/** A case that is gone has its name in the file alone. */
function nameOf(one: CheckedCase, anchors: Anchors | undefined): { readonly reference?: string } {
  if (one.reference !== undefined) return { reference: one.reference };
  const kept = anchors?.cases.find((anchored) => anchored.case === one.caseId);
  return kept === undefined ? {} : { reference: kept.reference };
}

function linesOf({ cases, entries, against, faults, erased, texts }: Found): readonly string[] {
  const clean = faults.length === 0;
  return [
    ...faults.map(
      ({ reference, caseId, entry, says }) =>
        `${reference ?? `the case ${caseId}`}${entry === undefined ? '' : `, entry ${entry}`}: ${says}.`,
    ),
    ...erased.map(
      ({ reference, at, because }) =>
        `${reference ?? ''}: what was written was erased on ${sayDate(new Date(at))} ${because === 'retention' ? 'under retention' : 'on request'}. The record of what happened stays.`,
    ),
    `${count(cases, 'case', 'cases')}, ${count(entries, 'entry', 'entries')} checked${against === undefined ? '' : ` against the anchors of ${sayDate(new Date(against.made))}`}${clean ? ': every record is what was written.' : '.'}`,
    ...(texts === undefined || texts.problem !== undefined
      ? []
      : [`${count(texts.checked, 'text', 'texts')} opened, and held against the record.`]),
  ];
}
