import type { CaseEvent, Entry } from './events.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/** What is owed: a duty is set, and from then on it is met, ended, moved or revived, never lost. */
export function evolveObligations(state: RaisedCase, { at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'ObligationSet': {
      const set: OpenObligation = {
        ...event.obligation,
        status: 'open',
        passed: false,
        setAt: at,
        since: at,
        targetTold: false,
      };
      const others = state.obligations.filter(({ id }) => id !== set.id);
      return { ...state, obligations: [...others, set] };
    }
    case 'ObligationMet':
      return change(state, event.obligation, (one) => {
        return { ...one, status: 'met', metAt: at, metLate: event.late };
      });
    case 'ObligationEnded':
      return change(state, event.obligation, (one) => ({ ...one, status: 'ended', endedAt: at }));
    case 'ObligationRevived':
      return change(state, event.obligation, (one) => toldAnew({ ...unmet(one), status: 'open' }, at));
    case 'ObligationMoved':
      return change(state, event.obligation, (one) => {
        if (event.what === 'added-date') return toldAnew({ ...one, remindTo: event.to }, at);
        if (event.what === 'target') return toldAnew({ ...one, target: event.to }, at);
        // A record of before may have moved the limit where only the added date was meant: it is read as it was written.
        const { remindTo: _added, ...moved } = one;
        const target = event.target === undefined ? {} : { target: event.target };
        return toldAnew({ ...moved, due: event.to, ...target }, at);
      });
    case 'ReminderFell':
      return change(state, event.obligation, (one) => {
        if (event.kind === 'target') {
          // Without a limit the nudges count from the target.
          return { ...one, targetTold: true, ...(one.due === undefined ? { nudgedAt: at } : {}) };
        }
        return event.kind === 'nudge' ? { ...one, nudgedAt: at } : { ...one, remindedAt: at };
      });
    case 'DeadlinePassed':
      return change(state, event.obligation, (one) => ({ ...one, passed: true, nudgedAt: at }));
    default:
      return state;
  }
}

function change(state: RaisedCase, id: string, how: (one: OpenObligation) => OpenObligation): RaisedCase {
  return { ...state, obligations: state.obligations.map((one) => (one.id === id ? how(one) : one)) };
}

function unmet(one: OpenObligation): OpenObligation {
  const { metAt: _met, metLate: _late, endedAt: _ended, ...owed } = one;
  return owed;
}

/** Its clock is told anew: what was said about the old date is not counted against the new one. */
function toldAnew(one: OpenObligation, at: string): OpenObligation {
  const { remindedAt: _reminded, nudgedAt: _nudged, ...rest } = one;
  return { ...rest, passed: false, since: at, targetTold: false };
}
