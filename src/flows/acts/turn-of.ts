import type { Turn } from '../../case/turn.ts';
import type { CaseContext } from '../conversation.ts';

/** The same person and moment, as the case room asks for them. */
export function turnOf({
  person,
  state,
  rules,
  now,
}: Pick<CaseContext, 'person' | 'state' | 'rules' | 'now'>): Turn {
  return { by: person.id, state, rules, at: now };
}

/** The number that an act is about: an entry, a request. `undefined` where it names none. */
export function numberOn(on: string | undefined): number | undefined {
  return on !== undefined && /^\d{1,9}$/.test(on) ? Number(on) : undefined;
}
