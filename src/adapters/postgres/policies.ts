import type { Pool } from 'pg';
import type { Policies } from '../../flows/ports.ts';
import type { Calendar } from '../../policy/calendar.ts';
import { type Policy, policySchema } from '../../policy/policy.ts';
import { canonical } from './canonical.ts';
import type { Listener } from './listener.ts';
import { newestOnly } from './newest-only.ts';
import { StoreError } from './store-error.ts';
import { inTransaction } from './transaction.ts';

export type StoredPolicies = Policies & {
  /**
   * Stores a version and puts it in use; in use already, nothing changes.
   *
   * @throws StoreError for a version that is stored with another content: cases have begun under it
   */
  readonly store: (board: string, version: string, policy: Policy, at: Date) => Promise<void>;
  /** A named person's acceptance of the version in use, for the board. */
  readonly accept: (board: string, by: string, at: Date) => Promise<void>;
  readonly acceptance: (board: string) => { readonly by: string; readonly at: Date } | undefined;
};

type InUse = {
  readonly policy: Policy;
  readonly version: string;
  readonly calendar: Calendar;
  readonly accepted?: { readonly by: string; readonly at: Date };
};

/**
 * The boards' procedures, in memory where in use, and in every version that a case may have begun under.
 *
 * @param calendarOf bank holidays are another adapter's business
 */
export async function openPolicies(
  pool: Pool,
  listener: Listener,
  calendarOf: (policy: Policy) => Calendar,
): Promise<StoredPolicies> {
  let inUse: ReadonlyMap<string, InUse> = new Map();
  const frozen = new Map<string, Policy>();

  const read = newestOnly(
    () => pool.query<PolicyRow>(allInUse),
    ({ rows }) => {
      inUse = new Map(rows.map((row) => [row.board, inUseOf(row, inUse.get(row.board), calendarOf)]));
    },
  );
  async function changed(change: string, values: readonly unknown[]): Promise<number> {
    const { rowCount } = await pool.query(change, [...values]);
    await pool.query(`select pg_notify('concordat_policies', '')`);
    await read();
    return rowCount ?? 0;
  }

  await listener.follow('concordat_policies', read);
  return {
    current: (board) => inUse.get(board),
    boards: () => [...inUse.keys()],
    frozen: async (board, version) => {
      const key = JSON.stringify([board, version]);
      const policy = frozen.get(key) ?? (await load(pool, board, version));
      frozen.set(key, policy);
      return { policy, calendar: calendarOf(policy) }; // the calendar anew: a holiday may be announced late
    },
    store: async (board, version, policy, at) => {
      await inTransaction(pool, async (client) => {
        const body = canonical(policy);
        await client.query(keep, [board, version, body, at]);
        const { rows } = await client.query<{ body: string }>(one, [board, version]);
        if (rows[0]?.body !== body) {
          throw new StoreError(
            `Version ${version} of ${board} is stored with another content. Give the changed policy a new version.`,
          );
        }
      });
      await changed(use, [board, version, at]);
    },
    accept: async (board, by, at) => {
      if ((await changed(accept, [board, by, at])) === 0)
        throw new StoreError(`No policy of ${board} is in use.`);
    },
    acceptance: (board) => inUse.get(board)?.accepted,
  };
}

type PolicyRow = {
  readonly board: string;
  readonly version: string;
  readonly body: string;
  readonly accepted_by: string | null;
  readonly accepted_at: Date | null;
};

const allInUse = `
  select board, version, body, accepted_by, accepted_at
  from policies_in_use join policies using (board, version) order by board`;
const one = 'select body from policies where board = $1 and version = $2';
const keep = `insert into policies (board, version, body, stored_at) values ($1, $2, $3, $4) on conflict do nothing`;
const use = `
  insert into policies_in_use as held (board, version, since) values ($1, $2, $3)
  on conflict (board) do update set version = excluded.version, since = excluded.since
    where held.version <> excluded.version`;
const accept = `
  update policies set accepted_by = $2, accepted_at = $3
  from policies_in_use used
  where policies.board = $1 and used.board = policies.board and used.version = policies.version`;

/** A version that is in memory is not parsed again: it never changes. */
function inUseOf(
  { board, version, body, accepted_by, accepted_at }: PolicyRow,
  known: InUse | undefined,
  calendarOf: (policy: Policy) => Calendar,
): InUse {
  const policy = known?.version === version ? known.policy : parse(board, version, body);
  const accepted =
    accepted_by === null || accepted_at === null ? {} : { accepted: { by: accepted_by, at: accepted_at } };
  return { policy, version, calendar: calendarOf(policy), ...accepted };
}

async function load(pool: Pool, board: string, version: string): Promise<Policy> {
  const { rows } = await pool.query<{ body: string }>(one, [board, version]);
  const body = rows[0]?.body;
  if (body === undefined) throw new StoreError(`There is no version ${version} of ${board}'s policy.`);
  return parse(board, version, body);
}

function parse(board: string, version: string, body: string): Policy {
  const parsed = policySchema.safeParse(JSON.parse(body));
  if (parsed.success) return parsed.data;
  throw new StoreError(
    `Version ${version} of ${board}'s policy, as it is stored, cannot be read by this program.`,
    {
      cause: parsed.error,
    },
  );
}
