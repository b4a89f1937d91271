import type { PersonId } from '../directory/directory.ts';
import type { Actor, CaseEvent, Entry, OwedBy } from './events.ts';
import type { Participant, RaisedCase } from './state.ts';

/** Who is part of the case. Nobody who was ever part of it is forgotten. */
export function evolvePeople(state: RaisedCase, { at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'StageEntered':
    case 'RungTaken':
      return join(state, at, 'actor', event.actors);
    case 'ImmediateRiskReported':
      return join(state, at, 'alerted', event.told);
    case 'EscalationOverdue':
      return join(state, at, 'alerted', event.told);
    case 'CarryingAsked':
      return join(state, at, 'alerted', event.asked);
    case 'BroughtIn':
      return join(state, at, 'brought-in', [{ side: event.side, role: event.as, person: event.person }]);
    case 'PassedOn':
      return event.heads === undefined ? state : join(state, at, 'actor', event.heads);
    case 'PanelConvened':
      return join(offPanel(state, event.off), at, 'brought-in', event.members.map(onPanel));
    case 'HandedOver':
      return handOver(state, at, event.from, event.to);
    case 'PersonUnreachable': {
      const missed = state.participants.find(({ person }) => person === event.person);
      if (missed === undefined) return state;
      const told = event.told.map((person) => ({ side: missed.side, role: missed.role, person }));
      const strangers = told.filter(({ person }) => !isPart(state, person));
      return join(state, at, 'alerted', strangers);
    }
    case 'ObligationSet': {
      const owing = event.obligation.owedBy.flatMap(({ side, role, people }) => {
        return people.map((person) => ({ side, role, person }));
      });
      return join(
        state,
        at,
        'actor',
        owing.filter(({ person }) => !isPart(state, person)),
      );
    }
    default:
      return state;
  }
}

/** Who sits on a panel stands on the board's side, whichever agency they are of. */
function onPanel({ person }: { readonly person: PersonId }): Actor {
  return { side: 'board', role: panelMember, person };
}

function offPanel(state: RaisedCase, off: readonly PersonId[]): RaisedCase {
  const participants = state.participants.filter(({ person, side, role }) => {
    return side !== 'board' || role !== panelMember || !off.includes(person);
  });
  return { ...state, participants };
}

/** What somebody is in a case who sits on its panel: no role of the directory. */
const panelMember = 'panel-member';

function join(state: RaisedCase, since: string, as: Participant['as'], people: readonly Actor[]): RaisedCase {
  const added: Participant[] = [];
  for (const { person, side, role } of people) {
    const known = [...state.participants, ...added].some((one) => {
      return one.person === person && one.side === side && one.role === role && one.as === as;
    });
    if (!known) added.push({ person, side, role, since, stage: state.stage, as });
  }
  return added.length === 0 ? state : { ...state, participants: [...state.participants, ...added] };
}

function isPart(state: RaisedCase, person: PersonId): boolean {
  return state.participants.some((one) => one.person === person);
}

/** The duties go with the work: nothing moves but the people. */
function handOver(state: RaisedCase, at: string, from: PersonId, to: PersonId): RaisedCase {
  const left = state.actors.filter(({ person }) => person === from);
  const taken = left.map(({ side, role }): Actor => ({ side, role, person: to }));
  const owed = state.obligations
    .flatMap(({ owedBy }) => owedBy)
    .filter(({ people }) => people.includes(from))
    .map(({ side, role }): Actor => ({ side, role, person: to }));
  const joined = join(state, at, 'actor', [...taken, ...owed]);
  return {
    ...joined,
    ...(state.head === from ? { head: to } : {}),
    ...(state.heads === undefined
      ? {}
      : {
          heads: state.heads.map((one) =>
            one.person === from ? { side: one.side, role: one.role, person: to } : one,
          ),
        }),
    actors: state.actors.map((actor) => {
      const taken = { side: actor.side, role: actor.role, person: to };
      if (actor.person === from) return taken;
      if (actor.insteadOf !== from) return actor;
      return actor.person === to ? taken : { ...actor, insteadOf: to };
    }),
    sides: state.sides.map((side) => (side.professional === from ? { ...side, professional: to } : side)),
    obligations: state.obligations.map((one) => ({
      ...one,
      owedBy: one.owedBy.map((owedBy) => replace(owedBy, from, to)),
    })),
  };
}

function replace(owedBy: OwedBy, from: PersonId, to: PersonId): OwedBy {
  if (!owedBy.people.includes(from)) return owedBy;
  const people = owedBy.people.map((person) => (person === from ? to : person));
  return { ...owedBy, people: [...new Set(people)] };
}
