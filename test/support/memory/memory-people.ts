import type { Directory, Person } from '../../../src/directory/directory.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import type { StoredPeople } from '../../../src/adapters/postgres/people.ts';
import { settle } from './memory-case-store.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of the people: begins with a directory, if it is given one. */
export function memoryPeople(
  tables: MemoryTables,
  begun: Directory = { agencies: new Map(), people: new Map() },
): StoredPeople {
  let directory = begun;
  let former: ReadonlyMap<string, Person> = new Map();
  let version = 0;
  return {
    directory: () => directory,
    former: () => former,
    version: () => version,
    personOf: (account) => Promise.resolve(tables.accounts.get(keyOf(account))?.person),
    link: (account, person, at) =>
      settle(() => {
        if (!directory.people.has(person) && !former.has(person)) throw new Error('There is no such person.');
        const { platform, space, user } = account;
        const before = tables.accounts.get(keyOf(account));
        tables.accounts.set(keyOf(account), {
          ...(before?.person === person ? before : {}),
          account: { platform, space, user },
          person,
          at,
        });
      }),
    prefer: (account, person, at) =>
      settle(() => {
        const linked = tables.accounts.get(keyOf(account));
        if (linked?.person === person) tables.accounts.set(keyOf(account), { ...linked, preferredAt: at });
      }),
    accountsOf: (person) =>
      Promise.resolve(
        [...tables.accounts.values()]
          .filter((linked) => linked.person === person)
          .sort(
            (one, other) =>
              (other.preferredAt?.getTime() ?? 0) - (one.preferredAt?.getTime() ?? 0) ||
              one.at.getTime() - other.at.getTime() ||
              (keyOf(one.account) < keyOf(other.account) ? -1 : 1),
          )
          .map(({ account }) => account),
      ),
    peopleIn: (platform, spaces) => {
      const there = [...tables.accounts.values()].filter(
        ({ account }) => account.platform === platform && spaces.includes(account.space),
      );
      return Promise.resolve([...new Set(there.map(({ person }) => person))].sort());
    },
    importDirectory: (imported, basedOn) =>
      settle(() => {
        if (basedOn !== version) throw new Error('The directory was changed by another import meanwhile.');
        former = new Map([...former, ...directory.people].filter(([id]) => !imported.people.has(id)));
        directory = imported;
        version += 1;
      }),
  };
}

function keyOf({ platform, space, user }: Account): string {
  return JSON.stringify([platform, space, user]);
}
