import { randomInt } from 'node:crypto';
import { toldOf } from '../told.ts';
import { maySee } from '../../case/access.ts';
import { isRaised } from '../../case/case-state.ts';
import type { Person } from '../../directory/directory.ts';
import { noteRefused } from '../access-notes.ts';
import { makeReport } from '../reports/make-report.ts';
import { askedAt, noteTaken, wantedOf as reportWanted } from '../reports/place.ts';
import { knownCase } from '../rules-of-case.ts';
import { hashOf, hashOfCode, isSecret } from '../secrets.ts';
import type { Services } from '../services.ts';
import { documentOf, fileName, nameWith, sayWanted, wordsOf, type Format } from './case-document.ts';
import type { Kit } from './kit.ts';
import type { DocumentLink } from './links.ts';
import type { Making } from './making.ts';
import { reportDocument } from './report.ts';
import { wantedOf } from './wanted-of.ts';

export type Taken =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly name: string; readonly format: Format }
  | { readonly kind: 'wrong-code' }
  /** Used, late, unknown, void, or tried too often: which of these is not said. */
  | { readonly kind: 'dead' }
  /** Whoever it was for may not have it any more. */
  | { readonly kind: 'not-theirs' };

/** Whether a link can still be used. Changes nothing: mail scanners and previews look as well. */
export async function isOpen(
  { documentLinks, clock }: Pick<Services, 'documentLinks' | 'clock'>,
  token: string,
): Promise<boolean> {
  const link = isSecret(token) ? await documentLinks.find(hashOf(token)) : undefined;
  return link !== undefined && !link.isSpent && clock.now() < link.until;
}

/**
 * A document, for whoever has the link and the code that was shown to the one who asked for it. Whether they may still
 * have it is asked again; that it was made is noted before it leaves.
 */
export async function takeDocument(
  services: Services,
  kit: Kit,
  { token, code, format }: { readonly token: string; readonly code: string; readonly format: Format },
): Promise<Taken> {
  const now = services.clock.now();
  const link = isSecret(token) ? await services.documentLinks.find(hashOf(token)) : undefined;
  if (link === undefined || link.isSpent || now >= link.until) return { kind: 'dead' };
  // What cannot be a code was mistyped, and is no try.
  if (!/^\d{6}$/u.test(code)) return { kind: 'wrong-code' };
  const tried = await services.documentLinks.tryCode(link.id, hashOfCode(code, token), now);
  services.log.info({ link: link.id, tried }, 'a code for a document was tried');
  if (tried !== 'right') return tried === 'wrong' ? { kind: 'wrong-code' } : { kind: 'dead' };
  const person = services.people.directory().people.get(link.person);
  if (person === undefined) return { kind: 'not-theirs' };
  const { caseId, wanted } = link;
  const asked = { services, kit, person, wanted, format, now };
  return caseId === undefined ? madeReport(asked) : madeOfCase(asked, caseId);
}

type Asked = Pick<DocumentLink, 'wanted'> & {
  readonly services: Services;
  readonly kit: Kit;
  readonly person: Person;
  readonly format: Format;
  readonly now: Date;
};

async function madeOfCase(
  { services, kit, person, wanted: on, format, now }: Asked,
  caseId: string,
): Promise<Taken> {
  const found = await knownCase(services, caseId);
  if (found === undefined || !isRaised(found.state)) return { kind: 'not-theirs' };
  const known: Making['known'] = { ...found, state: found.state };
  const sight = maySee(person.id, found.state, found.rules, now);
  const wanted = sight === 'nothing' ? undefined : wantedOf(on, { known, person, sight, now });
  if (wanted === undefined) {
    await noteRefused(services, { caseId, person: person.id, act: { do: 'get-document' } });
    return { kind: 'not-theirs' };
  }
  // Noted first: what is not on record does not leave.
  await services.access.note({
    caseId,
    person: person.id,
    what: `${sayWanted(wanted)} as ${format}`,
    at: now,
  });
  const vault = await services.vault.forCase(caseId);
  const opened = await vault.open(wordsOf(wanted, known));
  const notices = await toldOf(services, caseId);
  const document = documentOf(wanted, { known, opened, now, by: person.name, notices });
  const bytes = await kit.writers[format](document);
  return { kind: 'file', bytes, name: fileName(found.state.reference, wanted, format), format };
}

async function madeReport({ services, kit, person, wanted: place, format }: Asked): Promise<Taken> {
  const asked = askedAt(services, person, place);
  const report = asked && reportWanted(services, person, asked);
  if (report === undefined) return { kind: 'not-theirs' };
  const needs = { ...services, draw: (many: number) => randomInt(many) };
  const made = await makeReport(needs, report.spoken, report.wanted);
  if ('problem' in made) return { kind: 'not-theirs' };
  await noteTaken(services, person, made, `chat, ${format}`);
  const bytes = await kit.writers[format](reportDocument(made, await kit.loadBars()));
  const { board, view, from, to } = made;
  return { kind: 'file', bytes, name: nameWith(`${board}-${view}-${from}-to-${to}`, format), format };
}
