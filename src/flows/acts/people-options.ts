import type { Rules } from '../../case/decision.ts';
import type { RaisedCase } from '../../case/state.ts';
import type { PersonId } from '../../directory/directory.ts';
import { deputyOf, lineManagerOf, peopleWithRole, seniorManagerOf } from '../../directory/lookup.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import type { Option } from '../chat-message.ts';
import { sayAgency } from '../wording/telling.ts';

/** Everybody who is or was part of the case, or was asked to a meeting about it, and is still in the directory, once each, in the order they came in. */
export function peopleOfCase(state: RaisedCase, { directory }: Rules): readonly PersonId[] {
  const asked = (state.meetings ?? []).flatMap(({ of }) => of);
  const people = [...state.participants.map(({ person }) => person), ...asked];
  return [...new Set(people)].filter((id) => directory.people.has(id));
}

/** Colleagues with whom somebody is likely to talk a matter over: their managers, deputy, leads and advisers. */
export function colleaguesOf(person: PersonId, state: RaisedCase, rules: Rules): readonly PersonId[] {
  const { policy, directory } = rules;
  const agency = directory.people.get(person)?.agency;
  if (agency === undefined) return [];
  const { consulted, people } = stageOf(policy, state.stage);
  const roles = [
    ...people.raising,
    ...people.receiving,
    ...consulted.map(({ role }) => role),
    ...policy.triage.risk.tells.map(({ role }) => role),
  ].filter((role) => role !== 'professional');
  const found = [
    lineManagerOf(directory, person),
    seniorManagerOf(directory, person),
    deputyOf(directory, person),
    ...roles.flatMap((role) => peopleWithRole(directory, agency, role)),
  ].flatMap((one) => one?.id ?? []);
  return [...new Set([...peopleOfCase(state, rules), ...found])].filter((id) => {
    return id !== person && directory.people.get(id)?.agency === agency;
  });
}

/** People to choose from, by name and agency. */
export function optionsOf(people: readonly PersonId[], rules: Rules): readonly Option[] {
  return people.flatMap((id) => {
    const person = rules.directory.people.get(id);
    return person === undefined ? [] : [{ id, label: `${person.name}, ${sayAgency(person.agency, rules)}` }];
  });
}
