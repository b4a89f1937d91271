import type { Entry, EventOf } from './events.ts';
import type { CaseState, SideState } from './state.ts';

/** The case begins. An alert that came before it stays with it, and so does its record. */
export function openCase(state: CaseState, entry: Entry, event: EventOf<'CaseRaised'>): CaseState {
  const receiving = event.receiving.map(({ agency, professional }): SideState => {
    return { key: `receiving:${agency}`, agency, professional };
  });
  return {
    status: 'open',
    alerts: state.alerts,
    unreachable: state.unreachable,
    reference: event.reference,
    board: event.board,
    policyVersion: event.policyVersion,
    concern: event.concern,
    raised: event.raised,
    raiser: event.by,
    sides: [{ key: 'raising', agency: event.raisingAgency, professional: event.by }, ...receiving],
    words: event.words,
    adult: event.adult,
    themes: event.themes,
    flags: event.flags,
    ...(event.otherBoard === undefined ? {} : { otherBoard: event.otherBoard }),
    ...(event.priority === undefined ? {} : { priority: event.priority }),
    stage: '',
    stagesEntered: {},
    unresolved: {},
    actors: [],
    vacancies: [],
    participants: [],
    obligations: [],
    protectiveDates: [],
    confirmations: [],
    escalationTold: [],
    carriers: [],
    filings: [],
    copies: [],
    reported: [],
    learning: [],
    debriefs: [],
    requests: [],
    recommendations: [],
    forms: [],
    entries: [...(state.status === 'unopened' ? [] : state.entries), entry],
  };
}
