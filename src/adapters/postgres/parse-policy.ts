import { policySchema, type Policy } from '../../policy/policy.ts';
import { StoreError } from './store-error.ts';

/** A policy from the text it is stored as. @throws StoreError for what this program cannot read */
export function parsePolicy(board: string, version: string, body: string): Policy {
  const parsed = policySchema.safeParse(JSON.parse(body));
  if (parsed.success) return parsed.data;
  throw new StoreError(
    `Version ${version} of ${board}'s policy, as it is stored, cannot be read by this program.`,
    { cause: parsed.error },
  );
}
