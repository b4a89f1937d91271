import type { Directory, Person } from '../../../src/directory/directory.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import { endedBy, withSetInChat } from '../../../src/directory/set-in-chat.ts';
import type { StoredPeople } from '../../../src/adapters/postgres/people.ts';
import { settle } from './memory-case-store.ts';
import type { MemoryTables, SetRow } from './memory-tables.ts';

/** The twin of the people: begins with a directory, if it is given one. */
export function memoryPeople(
  tables: MemoryTables,
  begun: Directory = { agencies: new Map(), people: new Map() },
): StoredPeople {
  let listed = begun;
  let former: ReadonlyMap<string, Person> = new Map();
  let version = 0;
  let copy = { version, directory: withSetInChat(listed, []) };
  const directory = () => {
    if (copy.version !== version) copy = { version, directory: withSetInChat(listed, changes()) };
    return copy.directory;
  };
  const changes = () => {
    const numbered = tables.setInChat.map((row, index) => ({ ...row, number: index + 1 }));
    const latest = new Map(numbered.map((row) => [`${row.person} ${row.field}`, row]));
    return [...latest.values()].flatMap(({ number, person, at, done }) =>
      done === undefined || done.value.field === 'cases'
        ? []
        : [{ number, person, at, by: done.by, value: done.value }],
    );
  };
  const put = (row: SetRow) => void tables.setInChat.push(row);
  const isKnown = (input: string) => tables.setInChat.some(({ done }) => done?.input === input);
  return {
    directory,
    isNewest: (asked) => Promise.resolve(asked === directory()),
    listed: () => listed,
    changes,
    former: () => former,
    version: () => version,
    personOf: (account) => Promise.resolve(tables.accounts.get(keyOf(account))?.person),
    link: (account, person, at) =>
      settle(() => {
        if (!listed.people.has(person) && !former.has(person)) throw new Error('There is no such person.');
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
              Number(one.account.platform === 'email') - Number(other.account.platform === 'email') ||
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
    importDirectory: (imported, basedOn, at) =>
      settle(() => {
        if (basedOn !== version) throw new Error('The directory was changed by another import meanwhile.');
        for (const { change } of endedBy(changes(), listed, imported))
          put({ person: change.person, field: change.value.field, at });
        former = new Map([...former, ...listed.people].filter(([id]) => !imported.people.has(id)));
        listed = imported;
        version += 1;
      }),
    setInChat: (person) => changes().filter((change) => change.person === person),
    set: ({ person, by, at, value }, input, seen) => {
      if (isKnown(input)) return Promise.resolve('repeated');
      const last = changes().find((one) => one.person === person && one.value.field === value.field);
      if (!listed.people.has(person) || (last?.number ?? 0) !== seen) return Promise.resolve('meanwhile');
      put({ person, field: value.field, at, done: { by, input, value } });
      version += 1;
      return Promise.resolve('set');
    },
    noteHandedOver: ({ person, by, at, to, cases }, input) =>
      settle(() => {
        const done = { by, input, value: { field: 'cases', to, cases } } as const;
        if (!isKnown(input)) put({ person, field: 'cases', at, done });
      }),
    history: (person) =>
      Promise.resolve(
        tables.setInChat
          .filter((row) => row.person === person)
          .reverse()
          .slice(0, 20)
          .map(({ at, field, done }) => (done === undefined ? { at, ended: field } : { at, ...done })),
      ),
  };
}

function keyOf({ platform, space, user }: Account): string {
  return JSON.stringify([platform, space, user]);
}
