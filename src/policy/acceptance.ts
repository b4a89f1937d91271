import { notYetHonoured } from './not-yet.ts';
import { unconfirmedReadings } from './policy-lookup.ts';
import type { Policy } from './policy.ts';

/** Who accepted a policy for its board, and when. */
export type Acceptance = { readonly by: string; readonly at: Date };

/**
 * Whether a case may open under a policy. A draft, or a policy with a reading that the board has not confirmed and
 * that changes a date, a recipient or a route, must first have been accepted for the board by somebody named. A policy
 * of which a part would be left out opens none, whoever accepted it.
 */
export function mayOpenCases(policy: Policy, accepted: Acceptance | undefined): boolean {
  if (notYetHonoured(policy).length > 0) return false;
  return (
    accepted !== undefined ||
    (policy.document.status !== 'draft' && unconfirmedReadings(policy, 'mattering').length === 0)
  );
}
