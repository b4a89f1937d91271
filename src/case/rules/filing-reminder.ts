import type { Wake } from '../commands.ts';
import type { Decision, Rules } from '../decision.ts';
import { nextFilingReminder, placesOpen } from '../filing.ts';
import { isRaised } from '../case-state.ts';
import { accept } from '../refuse.ts';
import type { CaseState } from '../state.ts';

/** An agency that has not confirmed what it filed is reminded of it, though the case is closed. */
export function remindOfFiling(
  { agency }: Extract<Wake, { for: 'filing' }>,
  state: CaseState,
  rules: Rules,
  at: Date,
): Decision {
  const due = nextFilingReminder(agency, state, rules);
  if (due === undefined || !isRaised(state)) return accept();
  if (at < due) return { kind: 'early', until: due };
  return accept({ type: 'FilingReminded', agency, places: placesOpen(agency, state, rules) });
}
