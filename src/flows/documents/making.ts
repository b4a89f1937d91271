import type { PersonId } from '../../directory/directory.ts';
import type { Rules } from '../../case/decision.ts';
import type { RaisedReading } from '../read/read-page.ts';
import { nobody, sayMoment } from '../wording/telling.ts';
import type { Document } from './document.ts';

/** What a document of a case is made from. */
export type Making = {
  readonly known: RaisedReading['known'];
  /** What people wrote, by the id of the text; what is not kept any more is absent. */
  readonly opened: ReadonlyMap<string, string>;
  readonly now: Date;
  /** Who has it made, by name. */
  readonly by: string;
};

/** A document is read by many, so nobody in it is "you". */
export function telling({ known, now }: Pick<Making, 'known' | 'now'>) {
  return { known, person: nobody, reader: nobody, rules: known.rules, now };
}

/** What every document of a case has: the board, its marking, and whose copy it is. */
export function around({ known, now, by }: Making): Pick<Document, 'of' | 'marking' | 'foot'> {
  const { policy } = known.rules;
  const { marking } = policy.document;
  return {
    of: policy.name,
    ...(marking === undefined ? {} : { marking }),
    foot: [
      `${known.state.reference}. ${policy.name}.`,
      `Made for ${by}, ${sayMoment(now.toISOString())}. That it was made is recorded.`,
    ],
  };
}

/** What somebody is, for a signature: their title and their agency. */
export function roleOf(id: PersonId, { directory, policy }: Rules): string {
  const person = directory.people.get(id);
  if (person === undefined) return '';
  const role = policy.roles.find((one) => person.roles.includes(one.id))?.label;
  const parts = [person.jobTitle ?? role, directory.agencies.get(person.agency)?.name];
  return parts.filter((part) => part !== undefined).join(', ');
}

export const gone = 'This is no longer kept.';
