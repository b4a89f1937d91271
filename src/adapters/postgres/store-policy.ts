import type { Pool, PoolClient } from 'pg';
import type { Acceptance } from '../../policy/acceptance.ts';
import { sameDaysOff } from '../../policy/days-off.ts';
import type { Policy } from '../../policy/policy.ts';
import { takeUp, type TakenUp, type Version } from '../../policy/take-up.ts';
import { canonical } from './canonical.ts';
import { parsePolicy } from './parse-policy.ts';
import { StoreError } from './store-error.ts';
import { inTransaction } from './transaction.ts';

/*
 * Putting a version of a policy in use, one change of a board at a time. That the days off changed is written in the
 * same transaction, so that no change of them is ever left uncounted and none is counted twice.
 */

/** Stores a version; what became of it is decided by `takeUp`. @throws StoreError for a version with another content */
export function storeVersion(
  pool: Pool,
  { board, version, policy, at }: { board: string; version: string; policy: Policy; at: Date },
): Promise<TakenUp['kind']> {
  return inTransaction(pool, async (client) => {
    await lock(client, board);
    await client.query(keep, [board, version, canonical(policy), at]);
    const stored = await versionOf(client, board, version);
    if (stored === undefined || canonical(stored.policy) !== canonical(policy)) {
      throw new StoreError(
        `Version ${version} of ${board} is stored with another content. Give the changed policy a new version.`,
      );
    }
    const inUse = await heldIn(client, 'policies_in_use', board);
    const taken = takeUp(stored, inUse);
    await client.query('delete from policies_waiting where board = $1', [board]);
    if (taken.kind === 'waiting') await client.query(wait, [board, version, at]);
    if (taken.kind === 'in-use') await putInUse(client, board, version, taken, at);
    return taken.kind;
  });
}

/** Accepts the version that waits and puts it in use, else accepts the one in use. @throws StoreError without either */
export function acceptVersion(
  pool: Pool,
  { board, by, at }: { board: string; by: string; at: Date },
): Promise<void> {
  return inTransaction(pool, async (client) => {
    await lock(client, board);
    const inUse = await heldIn(client, 'policies_in_use', board);
    if (inUse === undefined) throw new StoreError(`No policy of ${board} is in use.`);
    const waiting = await heldIn(client, 'policies_waiting', board);
    const { policy, version } = waiting ?? inUse;
    const recount = !sameDaysOff(inUse.policy, policy);
    await putInUse(client, board, version, { accepted: { by, at }, recount }, at);
    await client.query('delete from policies_waiting where board = $1', [board]);
  });
}

async function putInUse(
  client: PoolClient,
  board: string,
  version: string,
  { accepted, recount }: { accepted?: Acceptance | undefined; recount: boolean },
  at: Date,
): Promise<void> {
  if (accepted !== undefined) await client.query(accept, [board, version, accepted.by, accepted.at]);
  await client.query(use, [board, version, at]);
  if (recount) await client.query('insert into recounts (board) values ($1)', [board]);
}

async function lock(client: PoolClient, board: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('concordat.policy:' || $1, 0))`, [board]);
}

async function heldIn(
  client: PoolClient,
  table: 'policies_in_use' | 'policies_waiting',
  board: string,
): Promise<Version | undefined> {
  const { rows } = await client.query<{ version: string }>(`select version from ${table} where board = $1`, [
    board,
  ]);
  const version = rows[0]?.version;
  return version === undefined ? undefined : versionOf(client, board, version);
}

async function versionOf(client: PoolClient, board: string, version: string): Promise<Version | undefined> {
  const { rows } = await client.query<Row>(
    'select body, accepted_by, accepted_at from policies where board = $1 and version = $2',
    [board, version],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { body, accepted_by: by, accepted_at: at } = row;
  const policy = parsePolicy(board, version, body);
  return { policy, version, ...(by === null || at === null ? {} : { accepted: { by, at } }) };
}

type Row = {
  readonly body: string;
  readonly accepted_by: string | null;
  readonly accepted_at: Date | null;
};

const keep = `insert into policies (board, version, body, stored_at) values ($1, $2, $3, $4) on conflict do nothing`;
const wait = 'insert into policies_waiting (board, version, since) values ($1, $2, $3)';
const use = `
  insert into policies_in_use as held (board, version, since) values ($1, $2, $3)
  on conflict (board) do update set version = excluded.version, since = excluded.since
    where held.version <> excluded.version`;
const accept = 'update policies set accepted_by = $3, accepted_at = $4 where board = $1 and version = $2';
