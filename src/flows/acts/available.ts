import { availableActs } from '../../case/acts.ts';
import { aboutOf, isAbout } from '../act-about.ts';
import type { CaseContext } from '../conversation.ts';

/**
 * Whether an act can be done now, about what it names. The rules that decide are asked, so that a form is not
 * filled in for nothing.
 */
export function isAvailable({ act, person, state, rules, now }: CaseContext): boolean {
  const offered = availableActs(person.id, state, rules, now).filter(({ type }) => type === act.do);
  const { on } = act;
  if (on === undefined) return offered.length > 0;
  return offered.some((one) => isAbout(aboutOf(one), on));
}
