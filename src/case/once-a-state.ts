import type { PersonId } from '../directory/directory.ts';
import type { Rules } from './decision.ts';
import type { CaseState } from './state.ts';

type AskedOf<S extends CaseState, T> = (person: PersonId, state: S, rules: Rules, now: Date) => T;

/**
 * A question about somebody in a case, worked out once for each person while state, rules and moment stay the same. Every
 * rule asks what somebody is in the case, and bringing a case's messages up to date asks for one reader's buttons at each
 * of them. A state is never changed but replaced, so that what is remembered holds for as long as it is there.
 */
export function onceAState<S extends CaseState, T>(work: AskedOf<S, T>): AskedOf<S, T> {
  type Known = {
    readonly rules: Rules;
    readonly at: number;
    readonly answers: Map<PersonId, { readonly is: T }>;
  };
  const known = new WeakMap<S, Known>();
  return (person, state, rules, now) => {
    const at = now.getTime();
    const last = known.get(state);
    const here: Known = last?.rules === rules && last.at === at ? last : { rules, at, answers: new Map() };
    if (here !== last) known.set(state, here);
    const answer = here.answers.get(person) ?? { is: work(person, state, rules, now) };
    here.answers.set(person, answer);
    return answer.is;
  };
}
