import { worksInOffice } from '../../case/capacity.ts';
import { sayDate } from '../../policy/say-date.ts';
import { readLook } from '../access-notes.ts';
import type { Block, Reply } from '../chat-message.ts';
import { small } from '../page.ts';
import { labelOf } from '../wording/act-labels.ts';
import { sayPerson, upperFirst } from '../wording/telling.ts';
import { pagedForm } from './paged.ts';
import { noteLook, notForYou } from './read-page.ts';
import type { Reading } from './read-page.ts';

/** Who looked at the case and who was not let in, the last first: for the board's office, where it may see the case. */
export async function whoLooked(reading: Reading): Promise<Reply> {
  const { services, known, person, now, act, sight } = reading;
  if (sight !== 'content' || !worksInOffice(person.id, known.rules, now)) return notForYou(reading);
  await noteLook(reading);
  const looks = await services.access.ofCase(known.caseId);
  const lines = looks.toReversed().map(({ person: who, what, at }): readonly Block[] => {
    const says = `${upperFirst(sayLooker(who, reading))}: ${sayLook(what)}.`;
    return [{ kind: 'text', text: [{ strong: sayDate(at) }, `\n${says}`] }];
  });
  const opening = small('Everybody who opened something of this case or was not let in, the last first.');
  return { kind: 'form', form: pagedForm('Who looked', [[opening], ...lines], act) };
}

/** Whoever runs Concordat's commands is known to the machine and not to the directory. */
function sayLooker(who: string, { known, person }: Reading): string {
  if (who.startsWith('command line')) return who;
  return sayPerson(who, { rules: known.rules, reader: person });
}

/**
 * What was looked at, as its button is called.
 *
 * @example
 * sayLook('refused read-case') // => 'was not let in to “Read what was written”'
 */
export function sayLook(what: string): string {
  const { refused, does } = readLook(what);
  // Beside the pages, each one word and what it was about: what a command did with its reason, and documents.
  if (!refused && what.split(' ').length > 2) return what;
  const label = does === 'case-page' ? 'the page of the case' : `“${labelOf(does).label}”`;
  return refused ? `was not let in to ${label}` : label;
}
