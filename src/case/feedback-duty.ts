import { openObligations, raisingProfessional } from './case-state.ts';
import type { Obligation } from './events.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/**
 * Feedback that is over with its stage: whoever raised it acted there themself, so that they took part in what was
 * done. Everywhere else it stays owed until it is given, also when the stage is left or the matter is closed.
 */
export function feedbackOver(state: RaisedCase): readonly OpenObligation[] {
  const raiser = raisingProfessional(state);
  const tookPart = state.actors.some(({ side, person }) => side === 'raising' && person === raiser);
  return openObligations(state).filter(({ duty, stage }) => {
    return duty === 'feedback' && stage === state.stage && tookPart;
  });
}

/** Whether feedback outlives the stage at which it was owed. */
export function feedbackStays(obligation: OpenObligation, state: RaisedCase): boolean {
  return obligation.duty === 'feedback' && !feedbackOver(state).includes(obligation);
}

/** Nobody owes themself word of what they did: whoever raised it acts for their own managers, where there are none. */
export function isOwedToOneself({ duty, owedBy }: Obligation, state: RaisedCase): boolean {
  const people = owedBy.flatMap((owed) => owed.people);
  const raiser = raisingProfessional(state);
  return duty === 'feedback' && people.length > 0 && people.every((person) => person === raiser);
}
