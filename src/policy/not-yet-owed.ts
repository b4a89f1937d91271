import type { Duty, ObligationRule } from './obligation.ts';
import type { StageRule } from './stage.ts';

/** What is owed at a stage and is not set, not met or not said as the policy has it. */
export function notYetOwed(stage: StageRule): readonly string[] {
  return stage.obligations.flatMap((rule) => [...whatItIs(rule, stage), ...itsTime(rule, stage)]);
}

function whatItIs(rule: ObligationRule, { label, forum }: StageRule): readonly string[] {
  const { duty, id } = rule;
  const unmet = neverMet.includes(duty);
  const nowhere = forumDuties.includes(duty) && forum === undefined;
  return unmet || nowhere ? [`“${id}” is owed at ${label}. Concordat has nothing yet that meets it.`] : [];
}

const neverMet: readonly Duty[] = ['plan', 'confirm', 'answer'];
const forumDuties: readonly Duty[] = ['recommend', 'decide', 'mediate'];

function itsTime({ id, duty, due, strict }: ObligationRule, { label }: StageRule): readonly string[] {
  const aims = strict === 'aim' && due !== undefined && duty !== 'review';
  return [
    ...(aims
      ? [`The time for “${id}” at ${label} is an aim. Concordat’s messages still call it a limit.`]
      : []),
  ];
}
