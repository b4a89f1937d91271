import { instantAt, civilDateOf } from '../policy/civil.ts';
import { addWorkingDays } from '../policy/working-days.ts';
import type { AgencyId } from '../directory/directory.ts';
import type { Rules } from './decision.ts';
import { instantOf } from './moment.ts';
import type { CaseFile, CaseState, RaisedCase } from './state.ts';

/*
 * What each agency still has to confirm that it has filed. A case that closed is no reason to forget it: the agency
 * is reminded once, and a few times more, and then left in peace. Added by Concordat (decision 36).
 */

/** Working days after the closing that an agency has to itself before it is reminded, counted from the next one. */
const firstAfterWorkingDays = 2;
/** A week, where every week has five working days. */
const againAfterWorkingDays = 5;
/** The first reminder and three more. */
const mostReminders = 4;

/** The places in which an agency has still to confirm that the record is, from the stages that were reached. */
export function placesOpen(
  agency: AgencyId | undefined,
  { stagesEntered, filings }: CaseFile,
  { policy }: Pick<Rules, 'policy'>,
): readonly string[] {
  return policy.filing
    .filter(({ from_stage }) => stagesEntered[from_stage] !== undefined)
    .map(({ id }) => id)
    .filter((place) => !filings.some((one) => one.agency === agency && one.place === place));
}

/**
 * When an agency is next reminded of what it has not filed: at the hour of reminders (local time), on the second
 * working day after the closing, then every five working days, four times in all. `undefined` where nothing is open,
 * nobody is to be reminded any more, or the case is not closed.
 *
 * @example
 * // closed on Tuesday 22 December 2026: Thursday 24 December, 09:00; then Tuesday 5 January 2027, 09:00
 */
export function nextFilingReminder(agency: AgencyId, state: CaseState, rules: Rules): Date | undefined {
  if (state.status !== 'closed' || placesOpen(agency, state, rules).length === 0) return undefined;
  const reminded = remindersSent(agency, state);
  if (reminded.length >= mostReminders) return undefined;
  const last = reminded.at(-1);
  const days = last === undefined ? firstAfterWorkingDays : againAfterWorkingDays;
  const from = civilDateOf(instantOf(last ?? state.closedAt));
  return instantAt(addWorkingDays(from, days, rules.calendar, 'everyone'), rules.policy.reminders.at);
}

/** When the agency was reminded since the case closed. */
function remindersSent(agency: AgencyId, { entries }: RaisedCase): readonly string[] {
  const closed = entries.findLastIndex(({ event }) => event.type === 'CaseClosed');
  return entries.slice(closed + 1).flatMap(({ event, at }) => {
    return event.type === 'FilingReminded' && event.agency === agency ? [at] : [];
  });
}
