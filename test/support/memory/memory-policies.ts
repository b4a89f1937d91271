import type { StoredPolicies } from '../../../src/adapters/postgres/policies.ts';
import { canonical } from '../../../src/adapters/postgres/canonical.ts';
import type { Acceptance } from '../../../src/policy/acceptance.ts';
import type { Calendar } from '../../../src/policy/calendar.ts';
import { withDaysOff } from '../../../src/policy/days-off.ts';
import { type Policy, policySchema } from '../../../src/policy/policy.ts';
import { takeUp, type Version } from '../../../src/policy/take-up.ts';
import { settle } from './memory-case-store.ts';

type Stored = { readonly body: string; readonly accepted?: Acceptance };

/** The twin of the policies. What became of a change of days off is the database's own affair. */
export function memoryPolicies(calendarOf: (policy: Policy) => Calendar): StoredPolicies {
  const stored = new Map<string, Stored>();
  const inUse = new Map<string, string>();
  const waiting = new Map<string, string>();
  const versionIn = (place: Map<string, string>, board: string): Version | undefined => {
    const version = place.get(board);
    const found = version === undefined ? undefined : stored.get(keyOf(board, version));
    if (version === undefined || found === undefined) return undefined;
    return { policy: parse(found.body), version, ...acceptedOf(found) };
  };
  const acceptAs = (board: string, version: string, accepted: Acceptance) => {
    const found = stored.get(keyOf(board, version));
    if (found !== undefined) stored.set(keyOf(board, version), { body: found.body, accepted });
  };
  return {
    current: (board) => {
      const held = versionIn(inUse, board);
      if (held === undefined) return undefined;
      const { accepted, ...rest } = held;
      return { ...rest, calendar: calendarOf(held.policy), ...(accepted === undefined ? {} : { accepted }) };
    },
    boards: () => [...inUse.keys()].sort(),
    frozen: (board, version) =>
      settle(() => {
        const found = stored.get(keyOf(board, version));
        if (found === undefined) throw new Error(`There is no version ${version} of ${board}'s policy.`);
        const policy = parse(found.body);
        return {
          policy,
          calendar: calendarOf(withDaysOff(policy, versionIn(inUse, board)?.policy ?? policy)),
        };
      }),
    store: (board, version, policy) =>
      settle(() => {
        const body = canonical(policy);
        const known = stored.get(keyOf(board, version));
        if (known !== undefined && known.body !== body) {
          throw new Error(`Version ${version} of ${board} is stored with another content.`);
        }
        if (known === undefined) stored.set(keyOf(board, version), { body });
        const loaded = { policy, version, ...acceptedOf(known ?? { body }) };
        const taken = takeUp(loaded, versionIn(inUse, board));
        waiting.delete(board);
        if (taken.kind === 'waiting') waiting.set(board, version);
        if (taken.kind === 'in-use') {
          inUse.set(board, version);
          if (taken.accepted !== undefined) acceptAs(board, version, taken.accepted);
        }
        return taken.kind;
      }),
    accept: (board, by, at) =>
      settle(() => {
        const version = waiting.get(board) ?? inUse.get(board);
        if (version === undefined) throw new Error(`No policy of ${board} is in use.`);
        acceptAs(board, version, { by, at });
        inUse.set(board, version);
        waiting.delete(board);
      }),
    acceptance: (board) => versionIn(inUse, board)?.accepted,
    waiting: (board) => {
      const held = versionIn(waiting, board);
      return held === undefined ? undefined : { policy: held.policy, version: held.version };
    },
    versions: (board) =>
      settle(() =>
        [...stored.keys()]
          .flatMap((key) => {
            const [of, version] = JSON.parse(key) as [string, string];
            return of === board ? [version] : [];
          })
          .reverse(),
      ),
    refresh: () => settle(() => undefined),
  };
}

function acceptedOf({ accepted }: Stored): Pick<Stored, 'accepted'> {
  return accepted === undefined ? {} : { accepted };
}

/** Once for each content: a policy is read at every input, and never changes. */
const parsed = new Map<string, Policy>();

function parse(body: string): Policy {
  const policy = parsed.get(body) ?? policySchema.parse(JSON.parse(body));
  parsed.set(body, policy);
  return policy;
}

function keyOf(board: string, version: string): string {
  return JSON.stringify([board, version]);
}
