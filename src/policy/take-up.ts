import { mayOpenCases, type Acceptance } from './acceptance.ts';
import { differInDaysOnly, sameDaysOff } from './days-off.ts';
import type { Policy } from './policy.ts';

/** A version of a board's policy, and who accepted it, where somebody did. */
export type Version = {
  readonly policy: Policy;
  readonly version: string;
  readonly accepted?: Acceptance | undefined;
};

/**
 * What becomes of a version that is loaded: it is in use already; it is put in use (with the acceptance of the one
 * before, where only days off differ); or it waits for its acceptance, because the one in use may open cases and it
 * may not yet: nobody is left without a way to raise a disagreement because a file was loaded.
 */
export type TakenUp =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'waiting' }
  /** `recount`: other days are off now, so the limits of open cases are counted again. */
  | { readonly kind: 'in-use'; readonly accepted?: Acceptance | undefined; readonly recount: boolean };

/** Decides what becomes of a version that is loaded beside the one in use, if there is one. */
export function takeUp(loaded: Version, inUse: Version | undefined): TakenUp {
  if (inUse === undefined) return { kind: 'in-use', accepted: loaded.accepted, recount: false };
  if (inUse.version === loaded.version) return { kind: 'unchanged' };
  const recount = !sameDaysOff(inUse.policy, loaded.policy);
  const carried = differInDaysOnly(inUse.policy, loaded.policy) ? inUse.accepted : undefined;
  const accepted = loaded.accepted ?? carried;
  const closes = mayOpenCases(inUse.policy, inUse.accepted) && !mayOpenCases(loaded.policy, accepted);
  return closes ? { kind: 'waiting' } : { kind: 'in-use', accepted, recount };
}
