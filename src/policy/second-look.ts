import { boardRoles } from './policy-lookup.ts';
import type { Policy } from './policy.ts';
import type { StageRule } from './stage.ts';

/**
 * What is right in a policy file and is worth a second look, because it is often not what was meant: a sentence each.
 * A case follows the file as it is.
 *
 * @example
 * secondLook(policy)
 * // => ['Nothing ends Stage 2 by itself: none of its duties has "lapses: true". It goes on until somebody …']
 */
export function secondLook(policy: Policy): readonly string[] {
  return [...ofPeople(policy), ...policy.stages.flatMap((stage) => ofStage(stage, policy))];
}

function ofPeople(policy: Policy): readonly string[] {
  const { roles, stages } = policy;
  const ids = roles.map(({ id }) => id);
  const without = ['line-manager', 'senior-manager'].filter((id) => !ids.includes(id));
  const acting = stages.flatMap(({ people }) => [...people.raising, ...people.receiving]);
  const byHolder = [...new Set(acting)].filter(
    (id) => !['professional', 'line-manager', 'senior-manager'].includes(id),
  );
  return [
    ...(byHolder.length > 0 && without.includes('line-manager')
      ? [
          `No role has the id "line-manager". Only "professional", "line-manager" and "senior-manager" are found along a person's own line; ${byHolder.map((id) => `"${id}"`).join(', ')}: anybody in the agency who holds it.`,
        ]
      : []),
    ...(boardRoles(policy).length === 0
      ? [`No role is of the board, so nobody of the board ever hears of a case or sees one.`]
      : []),
  ];
}

function ofStage(stage: StageRule, { stages }: Policy): readonly string[] {
  const { label, obligations, forum, informal, closings } = stage;
  const last = stages.indexOf(stage) === stages.length - 1;
  const lapses = obligations.some((rule) => rule.lapses);
  if (obligations.length === 0 && informal) return [];
  if (obligations.length === 0 && forum === undefined)
    return [
      `Nothing is owed at ${label}. Those who act there are reminded now and then to look at it again, and that is all.`,
    ];
  if (last && forum === undefined && lapses)
    return [
      `${label} is the last and a limit of it lapses: nothing comes after it, so the matter stays open there until it is agreed${closings.length > 0 ? ' or closed' : ''}.`,
    ];
  const reviewed = obligations.some(({ duty }) => duty === 'review');
  if (last || forum !== undefined || lapses || reviewed) return [];
  return [
    `Nothing ends ${label} by itself: none of its duties has "lapses: true". It goes on until somebody agrees an outcome, says that it is unresolved or takes it further.`,
  ];
}
