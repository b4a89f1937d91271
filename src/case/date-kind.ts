import type { Obligation } from './events.ts';
import { ruleOf } from './limits.ts';
import type { CaseFile } from './state.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * What the date of a duty is. A `limit` can be missed. An `aim` is hoped for, and passing it is never called late
 * (SO-X2). A `target` without a limit is worked towards. A `review` is a reminder of the board's own interval and no
 * rule of its procedure (SO-X6). `none`: there is no date.
 */
export type DateKind = 'limit' | 'aim' | 'target' | 'review' | 'none';

/** What the date of a duty is. An earlier date that a person set to protect the adult is a limit on every board. */
export function dateKindOf(
  obligation: Pick<Obligation, 'duty' | 'stage' | 'rule' | 'due' | 'target'>,
  { protectiveDates }: Pick<CaseFile, 'protectiveDates'>,
  policy: Policy,
): DateKind {
  const { duty, due, stage, target } = obligation;
  if (due === undefined) return target === undefined ? 'none' : 'target';
  if (protectiveDates.some((one) => one.stage === stage && one.until === due)) return 'limit';
  if (duty === 'review') return 'review';
  return ruleOf(obligation, policy)?.strict === 'aim' ? 'aim' : 'limit';
}
