import type { Pool } from 'pg';
import type { Directory, Person, PersonId } from '../../directory/directory.ts';
import type { Account } from '../../flows/chat-input.ts';
import type { People } from '../../flows/ports.ts';
import { type DirectoryAnswer, directoryDocument, readDirectory, writeDirectory } from './directory-rows.ts';
import type { Listener } from './listener.ts';
import { endedBy, withSetInChat, type SetInChat } from '../../directory/set-in-chat.ts';
import { newestOnly } from './newest-only.ts';
import { together } from './together.ts';
import { isPlatform } from './platform.ts';
import { endChanges, historyOf, noteHandedOver, setInChat } from './set-in-chat.ts';
import { StoreError } from './store-error.ts';
import { waitedFor } from './pool.ts';
import { inTransaction } from './transaction.ts';

export type StoredPeople = People & {
  /** Counts the imports and what was set in chat; what a merge was worked out against. */
  readonly version: () => number;
  /** What the file said at the last import, without what was set in chat. */
  readonly listed: () => Directory;
  /** All that was set in chat and counts. */
  readonly changes: () => readonly SetInChat[];
  /** People who left, because the record names them. */
  readonly former: () => ReadonlyMap<PersonId, Person>;
  /**
   * Puts what a file says in use, whole or not at all. Who is no longer in it has left. What was set in chat goes where
   * the file says something new about it.
   *
   * @param basedOn the version that the directory was merged with
   * @throws StoreError when the directory was changed in between
   */
  readonly importDirectory: (directory: Directory, basedOn: number, at: Date) => Promise<void>;
};

type Known = {
  readonly version: number;
  readonly links: number;
  readonly directory: Directory;
  readonly listed: Directory;
  readonly changes: readonly SetInChat[];
  readonly former: ReadonlyMap<PersonId, Person>;
};

/** Who is who, and which account is whom: kept in memory, and read again when another process changed it. */
export async function openPeople(pool: Pool, listener: Listener): Promise<StoredPeople> {
  let known: Known = {
    version: -1,
    links: 0,
    directory: { agencies: new Map(), people: new Map() },
    listed: { agencies: new Map(), people: new Map() },
    changes: [],
    former: new Map(),
  };
  let linked = new Map<string, PersonId>();
  const newest = together((asked: readonly unknown[]) => newestVersion(pool, asked));
  const accountsOf = together((people: readonly PersonId[]) => accountsOfAll(pool, people));

  const read = newestOnly(
    () =>
      inTransaction(pool, async (client) => {
        await client.query(`set local statement_timeout = ${readMs}`);
        return client.query<DirectoryAnswer>(waitedFor(readDirectory, [known.version], readMs));
      }),
    ({ rows }) => {
      const [answer] = rows;
      if (answer === undefined) throw new StoreError(noVersion);
      if (answer.version < known.version) return;
      if (answer.version !== known.version || answer.links !== known.links) linked = new Map();
      known = taken(answer, known);
    },
  );

  await listener.follow('concordat_directory', read);
  return {
    directory: () => known.directory,
    isNewest: async (copy) => {
      const { directory, version } = known;
      // A database that was put back knows fewer versions than we do: there is nothing newer to wait for then.
      return copy === directory && (await newest(undefined)) <= version;
    },
    listed: () => known.listed,
    changes: () => known.changes,
    former: () => known.former,
    version: () => known.version,
    personOf: async (account) => {
      const before = linked; // a link that is made while we ask replaces it, and our answer is then not kept
      const person = before.get(keyOf(account)) ?? (await findPerson(pool, account));
      if (person !== undefined) before.set(keyOf(account), person);
      return person;
    },
    link: async (account, person, at) => {
      await inTransaction(pool, async (client) => {
        await client.query(link, [account.platform, account.space, account.user, person, at]);
        await client.query('update directory_version set links = links + 1');
        await client.query(`select pg_notify('concordat_directory', '')`);
      });
      linked = new Map([...linked, [keyOf(account), person]]);
    },
    accountsOf,
    peopleIn: async (platform, spaces) => {
      const { rows } = await pool.query<{ person: string }>(
        'select distinct person from accounts where platform = $1 and space = any ($2) order by person',
        [platform, spaces],
      );
      return rows.map(({ person }) => person);
    },
    prefer: async ({ platform, space, user }, person, at) => {
      await pool.query(prefer, [platform, space, user, person, at]);
    },
    importDirectory: async (directory, basedOn, at) => {
      await inTransaction(pool, async (client) => {
        const { rowCount } = await client.query(nextVersion, [basedOn, at]);
        if (rowCount === 0) {
          throw new StoreError(
            'The directory was changed by another import or in chat meanwhile. Run the import again.',
          );
        }
        await client.query(`set local statement_timeout = ${importMs}`);
        const document = directoryDocument(directory);
        for (const statement of writeDirectory)
          await client.query(waitedFor(statement, [document, at], importMs));
        // Worked out from the version that was just found to be the one in use.
        await endChanges(client, endedBy(known.changes, known.listed, directory), at);
        await client.query(`select pg_notify('concordat_directory', '')`);
      });
      await read();
    },
    setInChat: (person) => known.changes.filter((change) => change.person === person),
    set: async (change, input, seen) => {
      const result = await setInChat(pool, change, input, seen);
      await read();
      return result;
    },
    noteHandedOver: (change, input) => noteHandedOver(pool, change, input),
    history: (person) => historyOf(pool, person),
  };
}

/** Of hundreds of thousands of people it takes longer than anybody waits for otherwise. */
const readMs = 120_000;
const importMs = 3_600_000;

const noVersion = 'The directory has no version. Was the database migrated?';

const nextVersion = `update directory_version set version = version + 1, imported_at = $2 where version = $1`;

const link = `
  insert into accounts (platform, space, user_id, person, linked_at) values ($1, $2, $3, $4, $5)
  on conflict (platform, space, user_id) do update set
    person = excluded.person, linked_at = excluded.linked_at,
    preferred_at = case when accounts.person = excluded.person then accounts.preferred_at end`;

const prefer = `
  update accounts set preferred_at = $5 where platform = $1 and space = $2 and user_id = $3 and person = $4`;

const accounts = `
  select person, platform, space, user_id as "user" from accounts where person = any($1::text[])
  order by preferred_at desc nulls last, platform = 'email', linked_at, platform, space, user_id`;

function taken({ version, links, agencies, people, changes: rows }: DirectoryAnswer, known: Known): Known {
  if (agencies === null || people === null || rows === null) return { ...known, links };
  const byId = (left: boolean) =>
    new Map(people.filter((row) => row.left === left).map(({ person }) => [person.id, person]));
  const listed = {
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    people: byId(false),
  };
  const changes = rows.map(({ at, ...change }) => ({ ...change, at: new Date(at) }));
  return {
    version,
    links,
    directory: withSetInChat(listed, changes),
    listed,
    changes,
    former: byId(true),
  };
}

/** One answer for all who ask in one moment: at nine hundreds of alarms do. */
async function newestVersion(pool: Pool, asked: readonly unknown[]): Promise<readonly number[]> {
  const { rows } = await pool.query<{ version: number }>(
    'select version::float8 as version from directory_version',
  );
  const [row] = rows;
  if (row === undefined) throw new StoreError(noVersion);
  return asked.map(() => row.version);
}

async function findPerson(pool: Pool, { platform, space, user }: Account): Promise<PersonId | undefined> {
  const { rows } = await pool.query<{ person: string }>(
    'select person from accounts where platform = $1 and space = $2 and user_id = $3',
    [platform, space, user],
  );
  return rows[0]?.person;
}

async function accountsOfAll(
  pool: Pool,
  people: readonly PersonId[],
): Promise<readonly (readonly Account[])[]> {
  const { rows } = await pool.query<AccountRow>(accounts, [[...new Set(people)]]);
  return people.map((asked) =>
    rows.flatMap(({ person, platform, space, user }) =>
      person === asked && isPlatform(platform) ? [{ platform, space, user }] : [],
    ),
  );
}

type AccountRow = {
  readonly person: PersonId;
  readonly platform: string;
  readonly space: string;
  readonly user: string;
};

function keyOf({ platform, space, user }: Account): string {
  return JSON.stringify([platform, space, user]);
}
