import { getDocument } from '../documents/get-document.ts';
import { chronology } from './chronology.ts';
import { contacts } from './contacts.ts';
import { readAlert } from './read-alert.ts';
import { readCase } from './read-case.ts';
import { readLearning } from './read-learning.ts';
import { readReported } from './read-reported.ts';
import { readSummary } from './read-summary.ts';
import type { ReadPage } from './read-page.ts';
import { readForm, readFormApart } from './read-form.ts';
import { whoIsTheAdult } from './who-is-the-adult.ts';
import { whoLooked } from './who-looked.ts';
import { whoWasTold } from './who-was-told.ts';
import { whyDate } from './why-date.ts';

/** What can be opened by somebody who may see a part of the case alone; each page asks whether that part is theirs. */
export const limitedPages: ReadonlySet<string> = new Set([
  'read-summary',
  'read-learning',
  'read-reported',
  // Whoever a form was sent to reads it as it stood then, and takes it as a document.
  'read-form',
  'read-form-apart',
  'get-document',
]);

/** Everything of a case that can be read, by the act's name. */
export const readPages: ReadonlyMap<string, ReadPage> = new Map([
  ['read-case', readCase],
  ['read-alert', readAlert],
  ['who-is-the-adult', whoIsTheAdult],
  ['why-date', whyDate],
  ['chronology', chronology],
  ['contacts', contacts],
  ['read-summary', readSummary],
  ['read-learning', readLearning],
  ['read-reported', readReported],
  ['read-form', readForm],
  ['read-form-apart', readFormApart],
  ['who-was-told', whoWasTold],
  ['who-looked', whoLooked],
  ['get-document', getDocument],
]);
