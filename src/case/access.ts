import type { PersonId } from '../directory/directory.ts';
import { isAway, personOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import { awareRoles, headingRoles } from '../policy/policy-lookup.ts';
import { boardRolesOf, capacityOf, onlyManages } from './capacity.ts';
import { isRaised, openObligations } from './case-state.ts';
import { seenByCopy } from './copies.ts';
import type { Rules } from './decision.ts';
import { learningFor } from './learning.ts';
import type { CaseState, RaisedCase } from './state.ts';

/**
 * From least to most. `learning`, `reference`, `reported-outcomes` and `summary` each show one thing and nothing else of
 * the case; somebody may have several of them, and each page asks for its own (`mayReadLearning` and the others).
 */
export type Sight = 'nothing' | 'learning' | 'reference' | 'reported-outcomes' | 'summary' | 'content';

/**
 * What somebody may see of a case: their own, all of it; the board's office, what the policy lets it see from
 * the stages that were reached; whoever was sent a copy, what that copy holds; everybody else, nothing. Asked at
 * every input.
 */
export function maySee(person: PersonId, state: CaseState, rules: Rules, now: Date): Sight {
  if (personOf(rules.directory, person) === undefined) return 'nothing';
  // Before everything else that opens a case, also a risk that somebody was told of.
  if (isRaised(state) && hasConflict(person, state)) return 'nothing';
  if (wasAlerted(person, state)) return 'content';
  if (!isRaised(state)) return 'nothing';
  if (isAskedToInform(person, state, rules, now)) return 'content';
  const capacity = capacityOf(person, state, rules, now);
  const part =
    capacity === undefined
      ? 'nothing'
      : capacity.as === 'office'
        ? officeSees(person, state, rules, now)
        : 'content';
  if (part === 'content') return part;
  const copy = seenByCopy(person, state, rules, now);
  if (copy === 'full') return 'content';
  if (copy === 'summary' || part !== 'nothing') return copy === 'summary' ? copy : part;
  if (copy !== undefined) return copy;
  // Their staff are in it, and nothing has brought them in yet: that there is one, and no more.
  if (onlyManages(person, state, rules, now)) return 'reference';
  return learningFor(person, state, rules, now).length > 0 ? 'learning' : 'nothing';
}

/** Whether somebody may read who, at which stage and what came of it, without what people wrote. */
export function mayReadSummary(person: PersonId, state: RaisedCase, rules: Rules, now: Date): boolean {
  const sight = maySee(person, state, rules, now);
  return sight === 'content' || sight === 'summary';
}

/** Whether somebody may read what agencies reported to the board's office: its people, and those of the case. */
export function mayReadReported(person: PersonId, state: RaisedCase, rules: Rules, now: Date): boolean {
  if (state.reported.length === 0) return false;
  if (maySee(person, state, rules, now) === 'content') return true;
  const capacity = capacityOf(person, state, rules, now);
  return capacity?.as === 'office' && officeSees(person, state, rules, now) === 'reported-outcomes';
}

/** Whoever noticed an immediate risk and whoever was told of it: their part in it is to keep the adult safe. */
export function wasAlerted(person: PersonId, { alerts }: CaseState): boolean {
  return alerts.some(
    ({ reporter, told }) => reporter === person || told.some((one) => one.person === person),
  );
}

/** Whoever was asked for information or gave it; and whoever stands in today for somebody who still owes it (G-9). */
function isAskedToInform(person: PersonId, state: RaisedCase, rules: Rules, now: Date): boolean {
  const on = civilDateOf(now);
  const { requests } = state;
  if (requests.some(({ of, given }) => of.includes(person) || given.some(({ by }) => by === person)))
    return true;
  return openObligations(state)
    .filter(({ rule }) => rule === 'information')
    .flatMap(({ owedBy }) => owedBy.flatMap(({ people }) => people))
    .some((id) => {
      const asked = personOf(rules.directory, id);
      return asked?.deputy === person && isAway(asked, on);
    });
}

/** Whether it was said that somebody has a conflict of interest: the matter is closed to them from then on. */
export function hasConflict(person: PersonId, { conflict }: RaisedCase): boolean {
  return conflict?.people.includes(person) ?? false;
}

function officeSees(
  person: PersonId,
  state: RaisedCase,
  rules: Rules,
  now: Date,
): 'nothing' | 'reported-outcomes' | 'content' {
  const { policy } = rules;
  const deciding = [state.head, ...(state.heads ?? []).map((one) => one.person)];
  if (deciding.includes(person)) return 'content';
  const owes = state.obligations.some(({ owedBy }) => {
    return owedBy.some(({ side, people }) => side === 'board' && people.includes(person));
  });
  const reached = policy.stages.filter(({ id }) => state.stagesEntered[id] !== undefined);
  const sights = reached.map(({ office_sees }) => office_sees);
  const heads = [...headingRoles(policy), ...awareRoles(policy)];
  // Whoever heads the forum sees the matter once they are told of it, and no earlier than that. Whoever is only made
  // aware of it is no part of the office either: they see what their copy holds.
  const onlyHead = boardRolesOf(person, rules, now).every((role) => heads.includes(role));
  if (onlyHead && !owes) return 'nothing';
  if (sights.includes('content')) return 'content';
  // Whoever a form of the board was sent to can open that form, whatever else the policy lets the office see.
  const sent = state.forms.some((form) => form.sent.some(({ told }) => told.includes(person)));
  // Of these stages the office sees what an agency chose to report and nothing else (CE-20, CE-22).
  const reported = sights.includes('reported-outcomes') && state.reported.length > 0;
  return sent || reported ? 'reported-outcomes' : 'nothing';
}
