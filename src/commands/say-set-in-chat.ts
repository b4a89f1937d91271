import type { Directory, Person } from '../directory/directory.ts';
import type { Ended, SetInChat } from '../directory/set-in-chat.ts';
import { sayDate } from '../policy/say-date.ts';
import type { Imported } from './import-directory.ts';

/** Something that was set in chat, as an import met it. */
export type MetInChat = Pick<Person, 'name' | 'email'> & {
  readonly field: 'deputy' | 'away';
  readonly value: string;
  readonly by: string;
  readonly at: string;
  /** Why it counts no longer; absent where it still does. */
  readonly dropped?: string;
};

const why: Readonly<Record<Ended['why'], string>> = {
  'the-file-says-otherwise': 'the file says something new',
  'they-left': 'they have left',
  'the-deputy-left': 'the deputy no longer works there',
};

/** What was set in chat about people, and whether the import left it: nothing goes without a word. */
export function metInChat({
  before,
  merged,
  ended,
  standing,
}: Extract<Imported, { kind: 'imported' }>): readonly MetInChat[] {
  const met = (change: SetInChat) => shown(change, [merged.directory, before]);
  return [
    ...ended.map((one) => ({ ...met(one.change), dropped: why[one.why] })),
    ...standing.map((change) => met(change)),
  ];
}

/** One line: "dropped", "kept", and of what. */
export function lineOfMet({ name, email, field, value, by, at, dropped }: MetInChat): readonly string[] {
  const what = field === 'deputy' ? 'deputy' : 'days away';
  const set = `${what} of ${name} (${email}): ${value}, set by ${by} on ${sayDate(new Date(at))}`;
  return dropped === undefined
    ? ['kept', 'set in chat', set]
    : ['dropped', 'set in chat', `${set}; ${dropped}`];
}

function shown({ person, by, at, value }: SetInChat, directories: readonly Directory[]): MetInChat {
  const find = (id: string) => directories.flatMap(({ people }) => people.get(id) ?? [])[0];
  const nameOf = (id: string) => find(id)?.name ?? 'somebody who left';
  return {
    name: nameOf(person),
    email: find(person)?.email ?? '',
    field: value.field,
    value:
      value.field === 'deputy'
        ? value.deputy === null
          ? 'nobody'
          : nameOf(value.deputy)
        : value.away.map(({ from, to }) => `${from} to ${to}`).join(', ') || 'none',
    by: nameOf(by),
    at: at.toISOString(),
  };
}
