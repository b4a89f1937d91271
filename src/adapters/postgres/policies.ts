import type { Pool } from 'pg';
import type { Policies } from '../../flows/ports.ts';
import type { Acceptance } from '../../policy/acceptance.ts';
import type { Calendar } from '../../policy/calendar.ts';
import { withDaysOff } from '../../policy/days-off.ts';
import type { Policy } from '../../policy/policy.ts';
import type { TakenUp } from '../../policy/take-up.ts';
import type { Listener } from './listener.ts';
import { newestOnly } from './newest-only.ts';
import { parsePolicy } from './parse-policy.ts';
import { StoreError } from './store-error.ts';
import { acceptVersion, storeVersion } from './store-policy.ts';

export type StoredPolicies = Policies & {
  /**
   * Stores a version and puts it in use, or lets it wait for its acceptance; in use already, nothing changes. Other
   * days off than before are counted again for the board's open cases.
   *
   * @throws StoreError for a version that is stored with another content: cases have begun under it
   */
  readonly store: (board: string, version: string, policy: Policy, at: Date) => Promise<TakenUp['kind']>;
  /** A named person's acceptance, for the board, of the version that waits for it, else of the one in use. */
  readonly accept: (board: string, by: string, at: Date) => Promise<void>;
  readonly acceptance: (board: string) => Acceptance | undefined;
  /** The version that waits for its acceptance beside the one in use. */
  readonly waiting: (board: string) => { readonly policy: Policy; readonly version: string } | undefined;
  /** Every version that was ever stored for a board, the last one first. */
  readonly versions: (board: string) => Promise<readonly string[]>;
  /** Reads what is in use now, without waiting to be told. */
  readonly refresh: () => Promise<void>;
};

type InUse = {
  readonly policy: Policy;
  readonly version: string;
  readonly calendar: Calendar;
  readonly accepted?: Acceptance;
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
  let waiting: ReadonlyMap<string, { readonly policy: Policy; readonly version: string }> = new Map();
  const frozen = new Map<string, Policy>();
  const running = runningCalendars(calendarOf);

  const read = newestOnly(
    () => pool.query<PolicyRow>(allInUse),
    ({ rows }) => {
      const current = rows.filter(({ waits }) => !waits);
      inUse = new Map(current.map((row) => [row.board, inUseOf(row, inUse.get(row.board), calendarOf)]));
      waiting = new Map(
        rows.flatMap((row) => {
          const { board, version, body, waits } = row;
          if (!waits) return [];
          const known = waiting.get(board);
          return [
            [
              board,
              known?.version === version ? known : { policy: parsePolicy(board, version, body), version },
            ],
          ];
        }),
      );
    },
  );

  async function changed<T>(change: Promise<T>): Promise<T> {
    const answer = await change;
    await pool.query(`select pg_notify('concordat_policies', '')`);
    await read();
    return answer;
  }

  await listener.follow('concordat_policies', read);
  return {
    current: (board) => inUse.get(board),
    boards: () => [...inUse.keys()],
    frozen: async (board, version) => {
      const key = JSON.stringify([board, version]);
      const policy = frozen.get(key) ?? (await load(pool, board, version));
      frozen.set(key, policy);
      return { policy, calendar: running(policy, inUse.get(board)?.policy) };
    },
    store: (board, version, policy, at) => changed(storeVersion(pool, { board, version, policy, at })),
    accept: (board, by, at) => changed(acceptVersion(pool, { board, by, at })),
    acceptance: (board) => inUse.get(board)?.accepted,
    waiting: (board) => waiting.get(board),
    versions: async (board) => {
      const { rows } = await pool.query<{ version: string }>(allVersions, [board]);
      return rows.map(({ version }) => version);
    },
    refresh: read,
  };
}

/**
 * The calendar that a case goes by: that of the version it began under, with the days off of the version in use now,
 * for a holiday may be announced late. Made once for each pair, because it is asked for with every input.
 */
function runningCalendars(
  calendarOf: (policy: Policy) => Calendar,
): (policy: Policy, current: Policy | undefined) => Calendar {
  const known = new WeakMap<Policy, { readonly current: Policy; readonly calendar: Calendar }>();
  return (policy, current) => {
    if (current === undefined) return calendarOf(policy);
    const found = known.get(policy);
    if (found?.current === current) return found.calendar;
    const calendar = calendarOf(withDaysOff(policy, current));
    known.set(policy, { current, calendar });
    return calendar;
  };
}

type PolicyRow = {
  readonly board: string;
  readonly version: string;
  readonly body: string;
  readonly accepted_by: string | null;
  readonly accepted_at: Date | null;
  readonly waits: boolean;
};

const allInUse = `
  select board, version, body, accepted_by, accepted_at, waits
  from (
    select board, version, false as waits from policies_in_use
    union all select board, version, true from policies_waiting
  ) held join policies using (board, version) order by board`;
const allVersions = 'select version from policies where board = $1 order by stored_at desc, version';
const one = 'select body from policies where board = $1 and version = $2';

/** A version that is in memory is not parsed again: it never changes. */
function inUseOf(
  { board, version, body, accepted_by, accepted_at }: PolicyRow,
  known: InUse | undefined,
  calendarOf: (policy: Policy) => Calendar,
): InUse {
  const policy = known?.version === version ? known.policy : parsePolicy(board, version, body);
  const accepted =
    accepted_by === null || accepted_at === null ? {} : { accepted: { by: accepted_by, at: accepted_at } };
  return { policy, version, calendar: calendarOf(policy), ...accepted };
}

async function load(pool: Pool, board: string, version: string): Promise<Policy> {
  const { rows } = await pool.query<{ body: string }>(one, [board, version]);
  const body = rows[0]?.body;
  if (body === undefined) throw new StoreError(`There is no version ${version} of ${board}'s policy.`);
  return parsePolicy(board, version, body);
}
