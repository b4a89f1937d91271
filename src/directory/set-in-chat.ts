import type { Away, Directory, Person, PersonId } from './directory.ts';

/*
 * What somebody set in chat about a person, beside what the directory file says. It counts until the file says something
 * new about that same field of that person.
 */

/** A deputy of `null`: nobody, whatever the file says. */
export type SetValue =
  | { readonly field: 'deputy'; readonly deputy: PersonId | null }
  | { readonly field: 'away'; readonly away: readonly Away[] };

export type SetInChat = {
  /** Its place in the history of all that was set. */
  readonly number: number;
  readonly person: PersonId;
  readonly by: PersonId;
  readonly at: Date;
  readonly value: SetValue;
};

/** Why something that was set in chat counts no longer. */
export type Ended = {
  readonly change: SetInChat;
  readonly why: 'the-file-says-otherwise' | 'they-left' | 'the-deputy-left';
};

/** The directory that everybody reads: what the file says, with what was set in chat in its place. */
export function withSetInChat(listed: Directory, changes: readonly SetInChat[]): Directory {
  if (changes.length === 0) return listed;
  const people = new Map(listed.people);
  for (const { person: id, value } of changes) {
    const person = people.get(id);
    if (person !== undefined) people.set(id, withValue(person, value));
  }
  return { ...listed, people };
}

/**
 * What an import ends of all that was set in chat: where the file says something new about the field, or the person or
 * the deputy works there no longer.
 *
 * @param before what the file said at the last import, without what was set in chat
 */
export function endedBy(
  changes: readonly SetInChat[],
  before: Directory,
  after: Directory,
): readonly Ended[] {
  return changes.flatMap((change): Ended[] => {
    const { person: id, value } = change;
    const [was, is] = [before.people.get(id), after.people.get(id)];
    if (is === undefined) return [{ change, why: 'they-left' }];
    if (was === undefined || written(was, value.field) !== written(is, value.field))
      return [{ change, why: 'the-file-says-otherwise' }];
    if (value.field !== 'deputy' || value.deputy === null) return [];
    return after.people.get(value.deputy)?.agency === is.agency ? [] : [{ change, why: 'the-deputy-left' }];
  });
}

function withValue({ deputy, ...person }: Person, value: SetValue): Person {
  if (value.field === 'away')
    return { ...person, ...(deputy === undefined ? {} : { deputy }), away: value.away };
  return value.deputy === null ? person : { ...person, deputy: value.deputy };
}

/** What a file says about a field, as one text to compare; the order of absences says nothing. */
function written({ deputy, away }: Person, field: SetValue['field']): string {
  if (field === 'deputy') return deputy ?? '';
  return away
    .map(({ from, to }) => `${from} ${to}`)
    .sort()
    .join(', ');
}
