import { firstStage, isOptional, stageOf } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

export type Skip = Policy['triage']['skips'][number];

/** A stage at which a case can begin or to which it can go straight; `skip` is the rule that lets it pass others by. */
export type WayIn = { readonly stage: StageRule; readonly skip?: Skip };

/**
 * Where a case can begin, the ordinary way first: the first stage; an informal stage before it that owes nothing; and
 * the later stages to which the policy lets somebody skip. `atRisk`: an immediate risk was reported in this case, by
 * which a skip at immediate or serious risk is open.
 */
export function waysIn(policy: Policy, atRisk: boolean): readonly WayIn[] {
  const first = firstStage(policy);
  const before = policy.stages.slice(0, policy.stages.indexOf(first)).filter(isOptional);
  const open = policy.triage.skips.filter(({ when }) => when === 'any' || atRisk);
  return [{ stage: first }, ...before.map((stage) => ({ stage })), ...skipsPast(first, open, policy)];
}

/**
 * To which later stages the policy lets a case go straight from here, whatever the stages between ask for. Whoever
 * takes a way that is for a risk confirms the risk (`isForRisk`).
 */
export function waysOn(policy: Policy, from: string): readonly (WayIn & { readonly skip: Skip })[] {
  return skipsPast(stageOf(policy, from), policy.triage.skips, policy);
}

/** Whether a skip is open only where the adult is at immediate or serious risk. */
export function isForRisk({ when }: Skip): boolean {
  return when !== 'any';
}

/** Each stage once, in the order of the ladder, by the skip that asks least. */
function skipsPast(stage: StageRule, skips: readonly Skip[], policy: Policy) {
  const easiest = [...skips].sort((one, other) => Number(isForRisk(one)) - Number(isForRisk(other)));
  return policy.stages.slice(policy.stages.indexOf(stage) + 1).flatMap((later) => {
    const skip = easiest.find(({ to }) => to.includes(later.id));
    return skip === undefined ? [] : [{ stage: later, skip }];
  });
}
