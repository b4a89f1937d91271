import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { readPolicyFolder } from '../../src/adapters/files/policy-files.ts';
import { openBoardSettings } from '../../src/adapters/postgres/board-settings.ts';
import { openOwnerPool } from '../../src/adapters/postgres/pool.ts';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { chatOf } from '../../src/compose/chat-of.ts';
import { policyOf, shippedPolicies } from '../../src/compose/known-boards.ts';
import type { Database } from '../../src/compose/open-database.ts';
import type { Stores } from '../../src/compose/open-stores.ts';
import type { DirectoryFile } from '../../src/directory/directory-file.ts';
import type { Person } from '../../src/directory/directory.ts';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';
import type { Services } from '../../src/flows/services.ts';
import { castFor } from '../../demo/cast.ts';
import type { Bench } from './figure.ts';
import { openKept } from './open-kept.ts';

/** Where everybody of the ground works. */
export const workspace = 'T0BENCH';
export const groundBoard = 'redbridge';

/** Somebody who raised cases, and somebody who received them. */
export type Pair = { readonly raiser: string; readonly receiver: string };

/** A database with people, policies and a key, without platforms. */
export type Ground = {
  readonly database: Database;
  readonly stores: Stores;
  readonly key: Uint8Array;
  /** Somebody of the directory by the name before the at sign. */
  readonly person: (name: string) => { readonly person: Person };
  /** Professionals beside the demo's people, by their ids. */
  readonly pairs: readonly Pair[];
};

/**
 * Opens an embedded database that forces commits to the disk, with the demo's people in one Slack workspace, each linked
 * to an account of the name of their id, and the shipped policies.
 *
 * @param pairs how many pairs of professionals the directory lists beside them
 */
export async function openGround({ stops }: Bench, pairs: number): Promise<Ground> {
  const { database, key, stores } = await openKept(stops);
  const now = realClock.now();
  for (const { policy, version } of (await readPolicyFolder(shippedPolicies)).policies)
    await stores.policies.store(policy.board, version, policy, now);
  await openBoardSettings(database.pool).set(groundBoard, {
    controller: 'The bench',
    contact: 'bench@example.org',
    keep: { count: 8, unit: 'years' },
    by: 'The bench',
    at: now,
  });
  const cast = withPairs(await castFor((await policyOf(groundBoard)).policy), pairs);
  const { directory } = mergeDirectory(stores.people.directory(), cast, randomUUID);
  await stores.people.importDirectory(directory, stores.people.version(), now);
  await database.pool.query(
    `insert into accounts (platform, space, user_id, person, linked_at)
     select 'slack', $1, userid, id, $3 from unnest($2::text[], $4::text[]) as person (id, userid)`,
    [workspace, [...directory.people.keys()], now, [...directory.people.keys()].map(userOf)],
  );
  const byName = new Map(
    [...directory.people.values()].map((person) => [person.email.split('@')[0], person]),
  );
  const person = (name: string) => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`The directory has no ${name}`);
    return { person: found };
  };
  return {
    database,
    stores,
    key,
    person,
    pairs: Array.from({ length: pairs }, (_, at) => ({
      raiser: person(`raiser.${at}`).person.id,
      receiver: person(`receiver.${at}`).person.id,
    })),
  };
}

/** Works on the tables as their owner, over one connection. */
export async function asOwner(
  { database }: Pick<Ground, 'database'>,
  work: (owner: Pool) => Promise<void>,
): Promise<void> {
  const owner = openOwnerPool(database.url, { max: 1 });
  try {
    await owner.query('set search_path = concordat, pg_temp');
    await work(owner);
  } finally {
    await owner.end();
  }
}

/** What conversations may use of it. No platform is set up: nobody is written to. */
export function servicesOf({ stores }: Ground): Services {
  return {
    ...stores,
    chat: chatOf({}),
    log: openLog('warn'),
    slashCommand: '/escalate',
    wakeRelay: () => undefined,
  };
}

/** The account of somebody in the workspace of the ground. */
export function userOf(person: string): string {
  return `U${person.replaceAll('-', '').toUpperCase()}`;
}

/** As many raisers like Amara and receivers like Tom as are asked for, and everybody in one workspace. */
function withPairs(cast: DirectoryFile, pairs: number): DirectoryFile {
  const like = (name: string, as: string) => {
    const found = cast.people.find(({ person }) => person.email === `${name}@example.org`);
    if (found === undefined) throw new Error(`The demo has no ${name} any more`);
    const { lineManager: _, ...person } = found.person; // or the demo's managers would have thousands of staff
    return Array.from({ length: pairs }, (__, at) => ({
      ...found,
      person: { ...person, name: `${as} ${at}`, email: `${as.toLowerCase()}.${at}@example.org` },
    }));
  };
  const spaces = [{ platform: 'slack', id: workspace }] as const;
  return {
    ...cast,
    agencies: cast.agencies.map((listed) => ({ ...listed, agency: { ...listed.agency, spaces } })),
    people: [...cast.people, ...like('amara.quill', 'Raiser'), ...like('tom.pennywort', 'Receiver')],
  };
}
