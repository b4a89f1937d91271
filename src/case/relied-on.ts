import type { PersonId } from '../directory/directory.ts';
import type { CaseEvent, Entry } from './events.ts';

/** Everybody of whom something is expected from these entries on: who acts now, owes something, is asked or takes over. */
export function reliedOn(entries: readonly Entry[]): readonly PersonId[] {
  return [...new Set(entries.flatMap(({ event }) => reliedOnBy(event)))];
}

function reliedOnBy(event: CaseEvent): readonly PersonId[] {
  switch (event.type) {
    case 'StageEntered':
    case 'RungTaken':
      return event.actors.map(({ person }) => person);
    case 'ObligationSet':
      return event.obligation.owedBy.flatMap(({ people }) => people);
    case 'CarryingAsked':
      return event.asked.map(({ person }) => person);
    case 'PassedOn':
      return [event.head, ...(event.heads ?? []).map(({ person }) => person)];
    case 'PanelConvened':
      return event.members.map(({ person }) => person);
    case 'InformationAsked':
      return event.of;
    case 'BroughtIn':
      return [event.person];
    case 'HandedOver':
      return [event.to];
    default:
      return [];
  }
}
