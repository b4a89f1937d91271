import type { CaseEvent, Entry } from './events.ts';
import { earlierOf } from './moment.ts';
import type { CaseFile, RaisedCase } from './state.ts';
import { fileOf, openAgain } from './statuses.ts';

/** Where a case stands on the ladder, and how it begins, ends and begins again. */
export function evolveStage(state: RaisedCase, { at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'StageEntered':
      return openAgain(state, {
        stage: event.stage,
        stagesEntered: { ...state.stagesEntered, [event.stage]: at },
        actors: event.actors,
        vacancies: event.vacancies,
        escalationTold: [],
      });
    case 'UnresolvedDeclared':
      return { ...state, ...unresolvedSince(state, at) };
    case 'DeadlinePassed': {
      const passed = state.obligations.find(({ id }) => id === event.obligation);
      const lapsed = passed?.lapses === true && passed.stage === state.stage;
      // The stage lapsed at its limit, however late the alarm that noticed.
      return lapsed ? { ...state, ...unresolvedSince(state, event.due) } : state;
    }
    case 'EscalationOverdue':
      return { ...state, escalationTold: event.told };
    case 'ProtectiveDateSet': {
      const { stage, until, by, reason } = event;
      return { ...state, protectiveDates: [...state.protectiveDates, { stage, until, by, reason }] };
    }
    case 'Reopened':
      return openAgain(state, {});
    case 'CaseClosed':
      return { ...fileOf(state), status: 'closed', closedAt: at, how: event.how };
    default:
      return state;
  }
}

function unresolvedSince(state: CaseFile, at: string): Pick<CaseFile, 'unresolved'> {
  const since = state.unresolved[state.stage];
  return {
    unresolved: { ...state.unresolved, [state.stage]: since === undefined ? at : earlierOf(since, at) },
  };
}
