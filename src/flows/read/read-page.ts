import type { Sight } from '../../case/access.ts';
import { isRaised } from '../../case/case-state.ts';
import type { RaisedCase } from '../../case/state.ts';
import type { Person } from '../../directory/directory.ts';
import type { Account, Act } from '../chat-input.ts';
import type { Block, Reply } from '../chat-message.ts';
import { showPage, text } from '../page.ts';
import { noteLook as note, noteRefused } from '../access-notes.ts';
import type { KnownCase } from '../rules-of-case.ts';
import type { Services } from '../services.ts';

/** Somebody wants to read something of a case. Access was checked: `sight` is not "nothing". */
export type Reading = {
  readonly services: Services;
  readonly person: Person;
  readonly known: KnownCase;
  readonly act: Act;
  readonly sight: Sight;
  readonly now: Date;
  /** Where they read it. */
  readonly account: Account;
  /** The input that it answers, the same when it is delivered again. */
  readonly input: string;
};
export type ReadPage = (reading: Reading) => Promise<Reply>;

/** A reading of a case that was raised, by somebody who may see its content. */
export type RaisedReading = Reading & { readonly known: KnownCase & { readonly state: RaisedCase } };

/** A case that was raised, for somebody to read: all that the words of a page are made from. */
export type ReadBy = Pick<RaisedReading, 'known' | 'person' | 'now'>;

export function raisedReading(reading: Reading): RaisedReading | undefined {
  const { known } = reading;
  const { state } = known;
  return isRaised(state) ? { ...reading, known: { ...known, state } } : undefined;
}

/** Opens what people wrote for this person, and notes that it was opened. */
export async function openWords(
  reading: Reading,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  await noteLook(reading);
  const vault = await reading.services.vault.forCase(reading.known.caseId);
  return vault.open(ids);
}

/** A look at a page that opens no words is noted as well. */
export function noteLook({ services, person, known, act }: Reading): Promise<void> {
  return note(services, { caseId: known.caseId, person: person.id, act });
}

/** Said to somebody who may see a part of the case alone, or who asks for a part that is not for them. That they asked is noted. */
export function notForYou(reading: Reading): Promise<Reply> {
  const says =
    'This part of the case is not for you to read. What is meant for you opens from the message that told you of it.';
  return refusedPart(reading, reading.known.state.reference, [text(says)]);
}

/** A page that says why a part of the case is not for its reader. That they asked is noted. */
export async function refusedPart(
  { services, person, known, act }: Reading,
  title: string,
  says: readonly Block[],
): Promise<Reply> {
  await noteRefused(services, { caseId: known.caseId, person: person.id, act });
  return showPage(title, says, act);
}

export function titled(title: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', text: title }, ...blocks];
}
