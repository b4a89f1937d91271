import { evolveAlerts } from './evolve-alerts.ts';
import { evolveEndings } from './evolve-endings.ts';
import { evolveForms } from './evolve-forms.ts';
import { evolveForum } from './evolve-forum.ts';
import { evolveGoingUp } from './evolve-going-up.ts';
import { evolveObligations } from './evolve-obligations.ts';
import { evolveOutcome } from './evolve-outcome.ts';
import { evolvePeople } from './evolve-people.ts';
import { evolveRecord } from './evolve-record.ts';
import { evolveStage } from './evolve-stage.ts';
import { openCase } from './evolve-opening.ts';
import { assertKnown } from './known-events.ts';
import type { CaseEvent, Entry } from './events.ts';
import type { CaseState, RaisedCase } from './state.ts';

/** A case before anything happened. */
export const unopened: CaseState = { status: 'unopened', alerts: [], unreachable: {} };

/**
 * The case after one more entry of its record. Never judges and never computes a date: what the record says
 * happened, happened. An entry that needs a raised case is passed over where there is none.
 */
export function evolve(state: CaseState, entry: Entry): CaseState {
  assertKnown(entry.event);
  const alerted = evolveAlerts(state, entry);
  if (alerted.status === 'unopened' || alerted.status === 'alerted') {
    if (entry.event.type === 'CaseRaised') return openCase(alerted, entry, entry.event);
    return alerted.status === 'unopened' ? alerted : { ...alerted, entries: [...alerted.entries, entry] };
  }
  return evolveRaised({ ...alerted, entries: [...alerted.entries, entry] }, entry, entry.event);
}

function evolveRaised(state: RaisedCase, entry: Entry, event: CaseEvent): RaisedCase {
  // Each family looks at its own events and passes over the rest.
  return [
    evolveStage,
    evolveGoingUp,
    evolveObligations,
    evolveOutcome,
    evolveForum,
    evolvePeople,
    evolveRecord,
    evolveEndings,
    evolveForms,
  ].reduce((before, family) => family(before, entry, event), state);
}
