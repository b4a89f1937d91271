import { beganAt } from '../../../case/case-state.ts';
import type { Rules } from '../../../case/decision.ts';
import { saySource } from '../../../policy/explain.ts';
import { firstStage } from '../../../policy/policy-lookup.ts';
import { sayStage, type TellingOfCase } from '../telling.ts';

/** Whether the case began past the first stage, so that others than the professionals act. */
export function beganFurtherUp({ state, rules }: Pick<TellingOfCase, 'state' | 'rules'>): boolean {
  const { policy } = rules;
  const place = (id: string | undefined) => policy.stages.findIndex((one) => one.id === id);
  return place(beganAt(state)) > place(firstStage(policy).id);
}

/** Where it began, where that is not the ordinary first stage. */
export function sayBeginning({ state, rules }: TellingOfCase): readonly string[] {
  const began = beganAt(state);
  if (began === undefined || began === firstStage(rules.policy).id) return [];
  return [`It begins at ${sayStage(began, rules)}.`];
}

/** By which rule stages were passed by, with its paragraph, and that the reason is there to read. */
export function saySkip(id: string | undefined, { policy }: Pick<Rules, 'policy'>): readonly string[] {
  const skip = policy.triage.skips.find((one) => one.id === id);
  if (skip === undefined) return [];
  return [`It went past what comes before (${saySource(skip.source)}). The reason is in the record.`];
}
