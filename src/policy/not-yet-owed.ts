import type { Duty, ObligationRule } from './obligation.ts';
import { roleOf } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

/** What is owed at a stage and is not set, not met or not said as the policy has it. */
export function notYetOwed(stage: StageRule, policy: Policy): readonly string[] {
  return stage.obligations.flatMap((rule) => [
    ...whatItIs(rule, stage, policy),
    ...(rule.duty === 'escalate' ? movingOn(rule, stage) : []),
    ...itsTime(rule, stage),
  ]);
}

function whatItIs(rule: ObligationRule, { label, forum }: StageRule, policy: Policy): readonly string[] {
  const { duty, id, repeats, owed_by } = rule;
  const role = roleOf(policy, owed_by.role).label;
  if (duty === 'pass-on' && forum === undefined) {
    return [
      `At ${label} the ${role} passes it on, and no forum sits there. Concordat has no button for it yet.`,
    ];
  }
  const unmet = neverMet.includes(duty) || (duty === 'review' && !repeats);
  const nowhere = forumDuties.includes(duty) && forum === undefined;
  return unmet || nowhere ? [`“${id}” is owed at ${label}. Concordat has nothing yet that meets it.`] : [];
}

const neverMet: readonly Duty[] = ['plan', 'confirm', 'answer', 'submit-form'];
const forumDuties: readonly Duty[] = ['recommend', 'decide', 'mediate'];

/** The duty to escalate is owed by whoever acts on every side, counts from its own rule and has one date. */
function movingOn({ owed_by, target, if_entered_late, only_if }: ObligationRule, { label }: StageRule) {
  const more = target !== undefined || if_entered_late !== undefined || only_if !== undefined;
  return [
    ...(owed_by.side === 'both'
      ? []
      : [`One side alone takes it to ${label}. Concordat still asks every side.`]),
    ...(more
      ? [`Taking it to ${label} has a second date or a condition. Concordat goes by its limit alone so far.`]
      : []),
  ];
}

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
