import type { Actor, Entry, EventOf } from './events.ts';
import type { Alert, CaseState } from './state.ts';

/** Immediate risk runs beside everything: alerts live in every status, before the raise and after the end. */
export function evolveAlerts(state: CaseState, entry: Entry): CaseState {
  const { event, at } = entry;
  const seen = 'by' in event ? seenAgain(state, event.by) : state;
  switch (event.type) {
    case 'ImmediateRiskReported':
      return withAlert(begin(seen, event), entry, event);
    case 'AlertRepeated':
      return change(seen, event.alertId, (alert) => ({ ...alert, repeated: event.times, toldAt: at }));
    case 'AlertAnswered':
      return change(seen, event.alertId, (alert) => ({
        ...alert,
        answered: { by: event.by, at, inPlace: event.inPlace },
      }));
    case 'RiskReferred':
      return change(seen, event.alertId, (alert) => ({
        ...alert,
        referred: { by: event.by, on: event.on, reference: event.reference },
      }));
    case 'PersonUnreachable': {
      const noted = { ...seen, unreachable: { ...seen.unreachable, [event.person]: at } };
      // Whoever is told instead of somebody who cannot be reached is told again with the others.
      return { ...noted, alerts: noted.alerts.map((alert) => standIn(alert, event)) };
    }
    default:
      return seen;
  }
}

function begin(state: CaseState, event: EventOf<'ImmediateRiskReported'>): CaseState {
  if (state.status !== 'unopened') return state;
  const { reference, board, policyVersion, by } = event;
  return { ...state, status: 'alerted', reference, board, policyVersion, reporter: by, entries: [] };
}

function withAlert(state: CaseState, { at }: Entry, event: EventOf<'ImmediateRiskReported'>): CaseState {
  const alert: Alert = {
    id: event.alertId,
    reporter: event.by,
    reportedAt: at,
    told: event.told,
    ...(event.situation === undefined ? {} : { situation: event.situation }),
    repeated: 0,
    toldAt: at,
  };
  return { ...state, alerts: [...state.alerts, alert] };
}

function change(state: CaseState, id: string, how: (alert: Alert) => Alert): CaseState {
  return { ...state, alerts: state.alerts.map((alert) => (alert.id === id ? how(alert) : alert)) };
}

function standIn(alert: Alert, { person, told }: EventOf<'PersonUnreachable'>): Alert {
  const missed = alert.told.find((actor) => actor.person === person);
  if (alert.answered !== undefined || missed === undefined) return alert;
  const added = told
    .filter((other) => other !== alert.reporter && !alert.told.some((actor) => actor.person === other))
    .map((other): Actor => ({ side: missed.side, role: missed.role, person: other, insteadOf: person }));
  return { ...alert, told: [...alert.told, ...added] };
}

/** Somebody who acts can be reached again. */
function seenAgain(state: CaseState, person: string): CaseState {
  if (!(person in state.unreachable)) return state;
  const left = Object.entries(state.unreachable).filter(([other]) => other !== person);
  return { ...state, unreachable: Object.fromEntries(left) };
}
