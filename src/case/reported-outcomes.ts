import { actingSide } from './turn.ts';
import type { Turn } from './turn.ts';
import type { SideKey } from './events.ts';
import type { RaisedCase } from './state.ts';

/*
 * Outcomes that an agency reports to the board's office, of stages at which the office sees nothing else (Cheshire
 * East, Steps 2 and 3). Nobody but the agency decides whether the office hears of one.
 */

/** The stages whose outcome somebody's side can report: they were settled or left, and it has not reported them yet. */
export function stagesToReport(turn: Turn): readonly string[] {
  const { state, rules } = turn;
  const side = actingSide(turn);
  return rules.policy.stages
    .filter(({ office_sees: sees }) => sees === 'reported-outcomes')
    .map(({ id }) => id)
    .filter((id) => isOver(id, state))
    .filter((id) => side !== undefined && !wasReported(id, side, state));
}

function isOver(stage: string, state: RaisedCase): boolean {
  if (state.stagesEntered[stage] === undefined) return false;
  return state.stage !== stage || state.status !== 'open';
}

function wasReported(stage: string, side: SideKey, { reported }: RaisedCase): boolean {
  return reported.some((one) => one.stage === stage && one.side === side);
}
