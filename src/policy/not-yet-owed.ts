import type { ObligationRule } from './obligation.ts';
import type { StageRule } from './stage.ts';

/** What is owed at a stage and is not set, not met or not said as the policy has it. */
export function notYetOwed(stage: StageRule): readonly string[] {
  return stage.obligations.flatMap((rule) => itsTime(rule, stage));
}

function itsTime({ id, duty, due, strict }: ObligationRule, { label }: StageRule): readonly string[] {
  const aims = strict === 'aim' && due !== undefined && duty !== 'review';
  return [
    ...(aims
      ? [`The time for “${id}” at ${label} is an aim. Concordat’s messages still call it a limit.`]
      : []),
  ];
}
