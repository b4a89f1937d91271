import { lineManagerOf } from '../directory/lookup.ts';
import type { PersonId } from '../directory/directory.ts';
import { stageOf } from '../policy/policy-lookup.ts';
import { obligationById, raisingProfessional } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { SideKey } from './events.ts';
import type { RaisedCase } from './state.ts';

/*
 * Line managers of those who have a part in a case. Each procedure begins between the professionals and brings their managers
 * in at a later stage, or once a limit has passed (RB-61, CE-26, RO-46, SO-21, HE-93).
 */

/** Somebody's own staff in a case, and for which side: who acts, and whose disagreement it is. */
export function staffIn(
  manager: PersonId,
  state: RaisedCase,
  { directory }: Pick<Rules, 'directory'>,
): { readonly person: PersonId; readonly side: SideKey | 'board' } | undefined {
  const staff = [
    ...state.sides.map(({ key, professional }) => ({ side: key, person: professional })),
    ...state.actors,
  ];
  return staff.find(({ person }) => lineManagerOf(directory, person)?.id === manager);
}

/**
 * Whether the procedure, or something that happened, has brought the line manager of somebody in a case in: a stage at which it
 * involves the professionals' managers, a limit that passed, of which they are told, the outcome of which their agency gets its
 * copy through them, or that they were told of in place of somebody who cannot be reached.
 */
export function isManagerBroughtIn(manager: PersonId, state: RaisedCase, rules: Rules): boolean {
  if (wasToldInstead(manager, state)) return true;
  const managed = state.sides.filter(
    ({ professional }) => lineManagerOf(rules.directory, professional)?.id === manager,
  );
  if (managed.length === 0) return false;
  const involved = rules.policy.stages.some(
    (stage) => stage.line_managers_involved && state.stagesEntered[stage.id] !== undefined,
  );
  if (involved || aLimitPassed(state)) return true;
  return (
    managed.some(({ professional }) => professional === raisingProfessional(state)) && hasCopy(state, rules)
  );
}

function wasToldInstead(manager: PersonId, { entries }: RaisedCase): boolean {
  return entries.some(({ event }) => event.type === 'PersonUnreachable' && event.told.includes(manager));
}

/** A review that comes round is no limit. */
function aLimitPassed(state: RaisedCase): boolean {
  return state.entries.some(({ event }) => {
    return event.type === 'DeadlinePassed' && obligationById(state, event.obligation)?.duty !== 'review';
  });
}

function hasCopy(state: RaisedCase, { policy }: Rules): boolean {
  const confirmed = state.entries.some(({ event }) => event.type === 'OutcomeConfirmed');
  const copies = stageOf(policy, state.resolution?.stage ?? state.stage).confirmation?.copies ?? [];
  return confirmed && copies.includes('raising-agency');
}
