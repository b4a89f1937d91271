import { chronology } from './chronology.ts';
import { contacts } from './contacts.ts';
import { readAlert } from './read-alert.ts';
import { readCase } from './read-case.ts';
import type { ReadPage } from './read-page.ts';
import { whoIsTheAdult } from './who-is-the-adult.ts';
import { whyDate } from './why-date.ts';

/** Everything of a case that can be read, by the act's name. */
export const readPages: ReadonlyMap<string, ReadPage> = new Map([
  ['read-case', readCase],
  ['read-alert', readAlert],
  ['who-is-the-adult', whoIsTheAdult],
  ['why-date', whyDate],
  ['chronology', chronology],
  ['contacts', contacts],
]);
