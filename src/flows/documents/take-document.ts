import { toldOf } from '../told.ts';
import { maySee } from '../../case/access.ts';
import { isRaised } from '../../case/case-state.ts';
import { knownCase } from '../rules-of-case.ts';
import { hashOf, hashOfCode, isSecret } from '../secrets.ts';
import type { Services } from '../services.ts';
import { documentOf, fileName, sayWanted, wordsOf, type Format, type Writers } from './case-document.ts';
import type { DocumentLink } from './links.ts';
import type { Making } from './making.ts';
import { wantedOf } from './wanted-of.ts';

export type Taken =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly name: string; readonly format: Format }
  | { readonly kind: 'wrong-code' }
  /** Used, late, unknown, or tried too often: which of these is not said. */
  | { readonly kind: 'dead' }
  /** Whoever it was for may not have it any more. */
  | { readonly kind: 'not-theirs' };

type Needs = Pick<
  Services,
  'documentLinks' | 'cases' | 'rulesOf' | 'people' | 'vault' | 'access' | 'outbox' | 'clock' | 'log'
>;

/** Whether a link can still be used. Changes nothing: mail scanners and previews look as well. */
export async function isOpen({ documentLinks, clock }: Needs, token: string): Promise<boolean> {
  const link = isSecret(token) ? await documentLinks.find(hashOf(token)) : undefined;
  return link !== undefined && !link.isSpent && clock.now() < link.until;
}

/**
 * A document, for whoever has the link and the code that was shown to the one who asked for it. Whether they may still
 * have it is asked again; that it was made is noted before it leaves.
 */
export async function takeDocument(
  services: Needs,
  writers: Writers,
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
  return made(services, writers, link, format, now);
}

async function made(
  services: Needs,
  writers: Writers,
  { caseId, person: id, wanted: on }: DocumentLink,
  format: Format,
  now: Date,
): Promise<Taken> {
  const person = services.people.directory().people.get(id);
  const found = await knownCase(services, caseId);
  if (person === undefined || found === undefined || !isRaised(found.state)) return { kind: 'not-theirs' };
  const known: Making['known'] = { ...found, state: found.state };
  const sight = maySee(id, found.state, found.rules, now);
  const wanted = sight === 'nothing' ? undefined : wantedOf(on, { known, person, sight, now });
  if (wanted === undefined) return { kind: 'not-theirs' };
  // Noted first: what is not on record does not leave.
  await services.access.note({ caseId, person: id, what: `${sayWanted(wanted)} as ${format}`, at: now });
  const vault = await services.vault.forCase(caseId);
  const opened = await vault.open(wordsOf(wanted, known));
  const notices = await toldOf(services, caseId);
  const document = documentOf(wanted, { known, opened, now, by: person.name, notices });
  const bytes = await writers[format](document);
  return { kind: 'file', bytes, name: fileName(found.state.reference, wanted, format), format };
}
