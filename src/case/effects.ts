import { isRaised, obligationById } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { Effect } from './effect.ts';
import type { Entry } from './events.ts';
import { toMailboxes } from './mailboxes.ts';
import { instantOf } from './moment.ts';
import { tellings } from './notices.ts';
import { stillThere, withDeputies } from './recipients.ts';
import type { CaseState } from './state.ts';
import { alarmsOf, filingAlarms, overdueAlarm, repeatsAt } from './wakes.ts';

/**
 * What follows in the world from entries that are written together: whom to tell, and which alarms to set. `state`
 * is the case after them. Nothing is planned about a duty that the same entries met or ended.
 */
export function planEffects(entries: readonly Entry[], state: CaseState, rules: Rules): readonly Effect[] {
  const mailboxes = entries.flatMap((entry) => toMailboxes(entry, rules));
  return [...notices(entries, state, rules), ...mailboxes, ...alarms(entries, state, rules)];
}

function notices(entries: readonly Entry[], state: CaseState, rules: Rules): readonly Effect[] {
  return entries.flatMap((entry) => {
    const at = instantOf(entry.at);
    return tellings(entry, { batch: entries, state, rules }).flatMap(({ about, to }) => {
      const people = stillThere(withDeputies(to, rules, at), rules);
      return people.map((person): Effect => ({ kind: 'notice', to: person, about, at }));
    });
  });
}

function alarms(entries: readonly Entry[], state: CaseState, rules: Rules): readonly Effect[] {
  const set = entries.flatMap((entry) => alarmsAfter(entry, state, rules));
  const seen = new Set<string>();
  return set.filter((effect) => {
    const key = JSON.stringify(effect);
    return seen.has(key) ? false : seen.add(key);
  });
}

function alarmsAfter({ event, at }: Entry, state: CaseState, rules: Rules): readonly Effect[] {
  switch (event.type) {
    case 'ImmediateRiskReported':
    case 'AlertRepeated':
      return [{ kind: 'wake', wake: { for: 'alert', alertId: event.alertId }, at: repeatsAt(at, rules) }];
    case 'ObligationSet':
      return ofObligation(event.obligation.id, state, rules);
    case 'ObligationMoved':
    case 'ObligationRevived':
      return ofObligation(event.obligation, state, rules);
    case 'DeadlinePassed':
      return [...ofObligation(event.obligation, state, rules), ...overdue(event.obligation, state, rules)];
    case 'ReminderFell':
      // The others were set with the limit; only a nudge, or a target without a limit, sets the next one.
      return event.kind === 'nudge' || event.kind === 'target'
        ? ofObligation(event.obligation, state, rules)
        : [];
    case 'CaseClosed':
      return ofFiling(state, rules);
    case 'FilingReminded':
      // The other agency's alarm may ring at the same moment: it waits already.
      return ofFiling(state, rules).filter(({ wake }) => wake.agency === event.agency);
    default:
      return [];
  }
}

function ofObligation(id: string, state: CaseState, rules: Rules): readonly Effect[] {
  if (!isRaised(state)) return [];
  const obligation = obligationById(state, id);
  if (obligation === undefined) return [];
  return alarmsOf(obligation, state, rules).map((alarm): Effect => ({ kind: 'wake', ...alarm }));
}

function overdue(id: string, state: CaseState, rules: Rules): readonly Effect[] {
  if (!isRaised(state)) return [];
  const obligation = obligationById(state, id);
  if (obligation === undefined) return [];
  return overdueAlarm(obligation, state, rules).map((alarm): Effect => ({ kind: 'wake', ...alarm }));
}

function ofFiling(state: CaseState, rules: Rules) {
  if (!isRaised(state)) return [];
  return filingAlarms(state, rules).map((alarm) => ({ kind: 'wake', ...alarm }) as const);
}
