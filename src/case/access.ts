import type { PersonId } from '../directory/directory.ts';
import { personOf } from '../directory/lookup.ts';
import { boardRolesOf, capacityOf } from './capacity.ts';
import { isRaised } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { CaseState, RaisedCase } from './state.ts';

export type Sight = 'nothing' | 'reported-outcomes' | 'content';

/**
 * What somebody may see of a case: their own, all of it; the board's office, what the policy lets it see from
 * the stages that were reached; everybody else, nothing. Asked at every input.
 */
export function maySee(person: PersonId, state: CaseState, rules: Rules, now: Date): Sight {
  if (personOf(rules.directory, person) === undefined) return 'nothing';
  if (wasAlerted(person, state)) return 'content';
  if (!isRaised(state)) return 'nothing';
  if (state.requests.some(({ of }) => of.includes(person))) return 'content';
  const capacity = capacityOf(person, state, rules, now);
  if (capacity === undefined) return 'nothing';
  return capacity.as === 'office' ? officeSees(person, state, rules, now) : 'content';
}

/** Whoever noticed an immediate risk and whoever was told of it: their part in it is to keep the adult safe. */
function wasAlerted(person: PersonId, { alerts }: CaseState): boolean {
  return alerts.some(
    ({ reporter, told }) => reporter === person || told.some((one) => one.person === person),
  );
}

function officeSees(person: PersonId, state: RaisedCase, rules: Rules, now: Date): Sight {
  const { policy } = rules;
  if (state.head === person) return 'content';
  const owes = state.obligations.some(({ owedBy }) => {
    return owedBy.some(({ side, people }) => side === 'board' && people.includes(person));
  });
  const reached = policy.stages.filter(({ id }) => state.stagesEntered[id] !== undefined);
  const sights = reached.map(({ office_sees }) => office_sees);
  const heads = policy.stages.flatMap(({ forum }) => forum?.head ?? []);
  // Whoever heads the forum sees the matter once they are told of it, and no earlier than that.
  const onlyHead = boardRolesOf(person, rules, now).every((role) => heads.includes(role));
  if (onlyHead && !owes) return 'nothing';
  if (sights.includes('content')) return 'content';
  return sights.includes('reported-outcomes') ? 'reported-outcomes' : 'nothing';
}
