import type { Agency, AgencyId, Directory, Person, PersonId } from '../directory/directory.ts';
import type { Imported } from './import-directory.ts';
import { metInChat, type MetInChat } from './say-set-in-chat.ts';

type Changes<T> = {
  readonly added: readonly T[];
  readonly changed: readonly T[];
  readonly removed: readonly T[];
};

/** What an import changed, as people read it. */
export type ChangedDirectory = {
  readonly agencies: Changes<{ readonly id: AgencyId; readonly name: string }>;
  readonly people: Changes<Pick<Person, 'name' | 'email' | 'agency'>>;
  readonly handedOver: readonly { readonly reference: string; readonly from: string; readonly to: string }[];
  readonly leftBehind: readonly string[];
  readonly setInChat: readonly MetInChat[];
};

export function changesOf(imported: Extract<Imported, { kind: 'imported' }>): ChangedDirectory {
  const { before, merged, handOvers, notes } = imported;
  const { directory: after } = merged;
  const people = (ids: readonly PersonId[], from: Directory) =>
    ids.flatMap((id) => shown(from.people.get(id))).sort((one, other) => (one.name < other.name ? -1 : 1));
  const nameOf = (id: PersonId): string =>
    (after.people.get(id) ?? before.people.get(id))?.name ?? 'somebody who came in meanwhile';
  return {
    agencies: agencyChanges(before, after),
    people: {
      added: people(merged.added, after),
      changed: people(merged.changed, after),
      removed: people(merged.removed, before),
    },
    handedOver: handOvers.map(({ reference, from, to }) => ({
      reference,
      from: nameOf(from),
      to: nameOf(to),
    })),
    leftBehind: notes,
    setInChat: metInChat(imported),
  };
}

function shown(person: Person | undefined): readonly Pick<Person, 'name' | 'email' | 'agency'>[] {
  return person === undefined ? [] : [{ name: person.name, email: person.email, agency: person.agency }];
}

function agencyChanges(before: Directory, after: Directory): ChangedDirectory['agencies'] {
  const named = (agencies: Iterable<Agency>) => [...agencies].map(({ id, name }) => ({ id, name }));
  const kept = [...after.agencies.values()].filter(({ id }) => before.agencies.has(id));
  return {
    added: named([...after.agencies.values()].filter(({ id }) => !before.agencies.has(id))),
    changed: named(kept.filter((agency) => written(agency) !== written(before.agencies.get(agency.id)))),
    removed: named([...before.agencies.values()].filter(({ id }) => !after.agencies.has(id))),
  };
}

/** An agency as one text to compare. */
function written(agency: Agency | undefined): string {
  if (agency === undefined) return '';
  const { id, name, sector, boards, officeOf, spaces, outOfHours } = agency;
  const places = spaces.map(({ platform, id: space }) => `${platform} ${space}`);
  return JSON.stringify([id, name, sector, boards, officeOf, places, outOfHours]);
}
