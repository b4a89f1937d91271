import type { Decision, Refusal } from './decision.ts';
import type { CaseEvent } from './events.ts';

/** The command changes the case by these events; by none, where it is a harmless repeat. */
export function accept(...events: readonly CaseEvent[]): Decision {
  return { kind: 'accepted', events };
}

/** The command cannot be done, and the person is told why in a whole sentence, with the remedy. */
export function refuse(reason: Refusal): Decision {
  return { kind: 'refused', reason };
}

/** Why something cannot be done. `field` names the field of a form where that helps. */
export function refusal(code: Refusal['code'], says: string, field?: string): Refusal {
  return field === undefined ? { code, says } : { code, says, field };
}
