import type { FormVersion } from '../forms/form-version.ts';
import type { ToldLine } from '../told.ts';
import type { Document } from './document.ts';
import { formDocument, wordsOfForm } from './form-document.ts';
import type { Making } from './making.ts';
import { forumReport, packDocument, wordsOfPack } from './pack-document.ts';
import { recordDocument, wordsOfRecord } from './record-document.ts';

/**
 * What can be had of a case as a document. `report`: what the forum said, in short, where the policy asks for that;
 * `apart`: whether who the adult is stands in a form.
 */
export type Wanted =
  | { readonly kind: 'form'; readonly version: FormVersion; readonly apart: boolean }
  | { readonly kind: 'record' }
  | { readonly kind: 'pack' }
  | { readonly kind: 'report'; readonly title: string };

/** The ids of what people wrote that a document shows: to be opened before it is made. */
export function wordsOf(wanted: Wanted, known: Making['known']): readonly string[] {
  switch (wanted.kind) {
    case 'form':
      return wordsOfForm(wanted.version, wanted.apart);
    case 'record':
      return wordsOfRecord(known);
    case 'pack':
    case 'report':
      return wordsOfPack(known);
  }
}

/** A document of a case, from what was opened for whoever has it made. */
export function documentOf(
  wanted: Wanted,
  making: Making & { readonly notices: readonly ToldLine[] },
): Document {
  switch (wanted.kind) {
    case 'form':
      return formDocument({ ...making, ...wanted });
    case 'record':
      return recordDocument(making);
    case 'pack':
      return packDocument(making);
    case 'report':
      return forumReport(making, wanted.title);
  }
}

/** The report that the policy asks its forum for on each case; `undefined` where it asks for none. */
export function reportAsked({ rules }: Pick<Making['known'], 'rules'>) {
  return rules.policy.reports.find(({ by, when }) => by === 'forum' && when === 'each-case');
}

export type Format = 'docx' | 'pdf';

/**
 * What the file is called: the case's reference, what it is and its format, and never the adult.
 *
 * @example
 * fileName('RED-4F7K2', { kind: 'record' }, 'pdf') // => 'RED-4F7K2-record.pdf'
 */
export function fileName(reference: string, wanted: Wanted, format: Format): string {
  const what = wanted.kind === 'form' ? wanted.version.form.id : wanted.kind;
  return nameWith(`${reference}-${what}`, format);
}

/** A file's name in letters that every system takes. */
export function nameWith(what: string, format: Format): string {
  return `${what.replace(/[^A-Za-z0-9-]+/gu, '-')}.${format}`;
}

/** As it stands in the log of who looked at what. */
export function sayWanted(wanted: Wanted): string {
  if (wanted.kind !== 'form') return wanted.kind;
  const { form, entry } = wanted.version;
  return entry === undefined ? `form ${form.id}` : `form ${form.id} as at entry ${entry}`;
}

/** What makes a file of a document: the adapters' work. */
export type Writers = Readonly<Record<Format, (document: Document) => Promise<Uint8Array>>>;
