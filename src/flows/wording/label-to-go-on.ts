import { isRaised } from '../../case/case-state.ts';
import { toConsider } from '../../case/considering.ts';
import { goesHow } from '../../case/rules/escalation.ts';
import { stageAfter } from '../../policy/policy-lookup.ts';
import type { Telling } from './telling.ts';

/**
 * The button that takes a matter further, where it is not simply taken there: first considered, or carried on by
 * somebody who was asked to. `undefined` where the usual label says it.
 */
export function labelToGoOn({ reader, state, rules, now }: Telling): string | undefined {
  const next = isRaised(state) ? stageAfter(rules.policy, state.stage) : undefined;
  if (next === undefined || !isRaised(state)) return undefined;
  if (toConsider(next, state) !== undefined) return `Consider ${next.label}`;
  if (next.through.length === 0) return undefined;
  const how = goesHow(next, { by: reader.id, state, rules, at: now });
  return how === 'going' ? `Take it on to ${next.label}` : `Have it taken to ${next.label}`;
}
