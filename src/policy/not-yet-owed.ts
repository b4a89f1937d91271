import type { Duty, ObligationRule } from './obligation.ts';
import { roleOf } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

/** What is owed at a stage and is not set, not met or not said as the policy has it. */
export function notYetOwed(stage: StageRule, policy: Policy): readonly string[] {
  return stage.obligations.flatMap((rule) => [...whatItIs(rule, stage, policy), ...itsTime(rule, stage)]);
}

function whatItIs(rule: ObligationRule, { label, forum }: StageRule, policy: Policy): readonly string[] {
  const { duty, id, owed_by } = rule;
  const role = roleOf(policy, owed_by.role).label;
  if (duty === 'pass-on' && forum === undefined) {
    return [
      `At ${label} the ${role} passes it on, and no forum sits there. Concordat has no button for it yet.`,
    ];
  }
  const unmet = neverMet.includes(duty);
  const nowhere = forumDuties.includes(duty) && forum === undefined;
  return unmet || nowhere ? [`“${id}” is owed at ${label}. Concordat has nothing yet that meets it.`] : [];
}

const neverMet: readonly Duty[] = ['plan', 'confirm', 'answer', 'submit-form'];
const forumDuties: readonly Duty[] = ['recommend', 'decide', 'mediate'];

function itsTime({ id, duty, due, target, strict }: ObligationRule, { label }: StageRule): readonly string[] {
  const aims = strict === 'aim' && due !== undefined && duty !== 'review';
  const atOnce = due !== undefined && 'immediately' in due;
  return [
    ...(aims
      ? [`The time for “${id}” at ${label} is an aim. Concordat’s messages still call it a limit.`]
      : []),
    ...(atOnce
      ? [`“${id}” is owed at once at ${label}. Concordat counts every moment after that as late.`]
      : []),
    ...(due === undefined && target !== undefined
      ? [`“${id}” at ${label} has a target and no limit. Concordat reminds nobody of it yet.`]
      : []),
  ];
}
