import { availableActs } from '../../case/acts.ts';
import type { Act } from '../../case/acts.ts';
import type { CaseContext } from '../conversation.ts';

/**
 * Whether an act can be done now, about what it names. The rules that decide are asked, so that a form is not
 * filled in for nothing.
 */
export function isAvailable({ act, person, state, rules, now }: CaseContext): boolean {
  const offered = availableActs(person.id, state, rules, now).filter(({ type }) => type === act.do);
  if (act.on === undefined) return offered.length > 0;
  return offered.some((one) => {
    const about = aboutOf(one);
    return about === undefined || about === act.on;
  });
}

/** What an act is about, as a button carries it; `undefined` where there is only one thing that it can be about. */
function aboutOf({
  entry,
  proposal,
  request,
  recommendation,
  step,
  place,
  from,
  to,
  alertId,
}: Act): string | undefined {
  const about = entry ?? proposal ?? request ?? recommendation ?? step ?? place ?? from ?? to ?? alertId;
  return about === undefined ? undefined : String(about);
}
