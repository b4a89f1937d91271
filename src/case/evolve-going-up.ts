import type { Actor, CaseEvent, Entry, OwedBy } from './events.ts';
import type { RaisedCase } from './state.ts';

/** On the way up: who was asked to carry a matter on, and who acts on the next rung of the same stage. */
export function evolveGoingUp(state: RaisedCase, _entry: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'CarryingAsked':
      return { ...state, carriers: event.asked };
    case 'StageEntered':
      return { ...state, carriers: [] };
    case 'RungTaken':
      return {
        ...state,
        actors: event.actors,
        vacancies: event.vacancies,
        obligations: state.obligations.map((one) =>
          one.status === 'open' && one.duty !== 'step'
            ? { ...one, owedBy: one.owedBy.map((owed) => handedUp(owed, state.actors, event.actors)) }
            : one,
        ),
      };
    default:
      return state;
  }
}

/** What whoever acted owed is owed by whoever acts now, at its old date. */
function handedUp(owed: OwedBy, before: readonly Actor[], now: readonly Actor[]): OwedBy {
  const left = before.filter(({ side }) => side === owed.side).map(({ person }) => person);
  const taken = now.filter(({ side }) => side === owed.side);
  const [first] = taken;
  if (first === undefined || !owed.people.some((person) => left.includes(person))) return owed;
  const others = owed.people.filter((person) => !left.includes(person));
  const people = [...new Set([...taken.map(({ person }) => person), ...others])];
  return { ...owed, role: first.role, people };
}
