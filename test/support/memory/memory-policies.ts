import type { StoredPolicies } from '../../../src/adapters/postgres/policies.ts';
import { canonical } from '../../../src/adapters/postgres/canonical.ts';
import type { Calendar } from '../../../src/policy/calendar.ts';
import { type Policy, policySchema } from '../../../src/policy/policy.ts';
import { settle } from './memory-case-store.ts';

type Stored = { readonly body: string; readonly accepted?: { readonly by: string; readonly at: Date } };

/** The twin of the policies. */
export function memoryPolicies(calendarOf: (policy: Policy) => Calendar): StoredPolicies {
  const stored = new Map<string, Stored>();
  const inUse = new Map<string, string>();
  const held = (board: string): Stored | undefined => {
    const version = inUse.get(board);
    return version === undefined ? undefined : stored.get(keyOf(board, version));
  };
  return {
    current: (board) => {
      const version = inUse.get(board);
      const found = held(board);
      if (found === undefined || version === undefined) return undefined;
      const policy = parse(found.body);
      return { policy, version, calendar: calendarOf(policy), ...acceptedOf(found) };
    },
    boards: () => [...inUse.keys()].sort(),
    frozen: (board, version) =>
      settle(() => {
        const found = stored.get(keyOf(board, version));
        if (found === undefined) throw new Error(`There is no version ${version} of ${board}'s policy.`);
        const policy = parse(found.body);
        return { policy, calendar: calendarOf(policy) };
      }),
    store: (board, version, policy) =>
      settle(() => {
        const body = canonical(policy);
        const known = stored.get(keyOf(board, version));
        if (known !== undefined && known.body !== body) {
          throw new Error(`Version ${version} of ${board} is stored with another content.`);
        }
        if (known === undefined) stored.set(keyOf(board, version), { body });
        inUse.set(board, version);
      }),
    accept: (board, by, at) =>
      settle(() => {
        const found = held(board);
        const version = inUse.get(board);
        if (found === undefined || version === undefined) throw new Error(`No policy of ${board} is in use.`);
        stored.set(keyOf(board, version), { body: found.body, accepted: { by, at } });
      }),
    acceptance: (board) => held(board)?.accepted,
  };
}

function acceptedOf({ accepted }: Stored): Pick<Stored, 'accepted'> {
  return accepted === undefined ? {} : { accepted };
}

function parse(body: string): Policy {
  return policySchema.parse(JSON.parse(body));
}

function keyOf(board: string, version: string): string {
  return JSON.stringify([board, version]);
}
