import { boardRolesOf } from '../../case/capacity.ts';
import { roleOf, stageOf } from '../../policy/policy-lookup.ts';
import { saySource } from '../../policy/explain.ts';
import { sayName, wordsHere, type TellingOfCase } from './telling.ts';

/**
 * Why somebody is told who does not act themselves: a line manager of somebody who does, or the board's office by
 * the paragraph that copies it in. `undefined` for whoever acts or raised it: they know.
 */
export function whyTold(telling: TellingOfCase): string | undefined {
  const { reader, state, rules, now } = telling;
  if (state.raiser === reader.id || state.actors.some(({ person }) => person === reader.id)) return undefined;
  const staff = state.actors.find(
    ({ person }) => rules.directory.people.get(person)?.lineManager === reader.id,
  );
  if (staff !== undefined) return `You are told as the line manager of ${sayName(staff.person, telling)}.`;
  const roles = boardRolesOf(reader.id, rules, now);
  const copy = stageOf(rules.policy, state.stage).copies.find(({ to }) => roles.includes(to));
  if (copy === undefined) return undefined;
  return `You are told because the ${roleOf(rules.policy, copy.to).label} is copied in at this ${wordsHere(telling).stage} (${saySource(copy.source)}).`;
}
