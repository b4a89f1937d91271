import type { PersonId } from '../../directory/directory.ts';
import { deputyOf, isAway, lineManagerOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { entriesOf, isRaised, raisingProfessional } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Rules } from '../decision.ts';
import { officeRole, boardActor } from '../people.ts';
import { accept } from '../refuse.ts';
import type { CaseState } from '../state.ts';

/**
 * A notice could not be delivered to somebody. That is somebody's task, never silence: the deputy is told, or else
 * their manager, and so is whoever raised it. Nobody who cannot be reached themselves is told, so that this ends.
 */
export function noteUnreachable(
  command: CommandOf<'note-unreachable'>,
  state: CaseState,
  rules: Rules,
): Decision {
  const { person, why, about, at, besides = [] } = command;
  const known = entriesOf(state).some(({ event }) => {
    return event.type === 'PersonUnreachable' && event.person === person && event.about === about;
  });
  if (state.status === 'unopened' || known) return accept();
  const told = whoIsTold([person, ...besides], state, rules, at);
  return accept({ type: 'PersonUnreachable', person, why, about, told });
}

function whoIsTold(
  lost: readonly [PersonId, ...PersonId[]],
  state: CaseState,
  rules: Rules,
  at: Date,
): readonly PersonId[] {
  const { directory, policy } = rules;
  const [person] = lost;
  const reachable = (one: PersonId | undefined): one is PersonId =>
    one !== undefined && !lost.includes(one) && !(one in state.unreachable);
  // Whoever is away themselves is told only where nobody else is left.
  const on = civilDateOf(at);
  const above = [deputyOf(directory, person), lineManagerOf(directory, person)].filter(
    (one) => one !== undefined && reachable(one.id),
  );
  const stands = (above.find((one) => one !== undefined && !isAway(one, on)) ?? above[0])?.id;
  const raiser = isRaised(state)
    ? raisingProfessional(state)
    : state.status === 'alerted'
      ? state.reporter
      : undefined;
  const reporters = state.alerts
    .filter(({ answered }) => answered === undefined)
    .map(({ reporter }) => reporter);
  const told = [...new Set([stands, raiser, ...reporters])].filter(reachable);
  if (told.length > 0) return told;
  // Nobody on their side is left: whoever else acts in the case, or the board's office where it sees the case.
  const others = isRaised(state) ? state.actors.map((actor) => actor.person).filter(reachable) : [];
  if (others.length > 0) return [...new Set(others)];
  const role = officeRole(policy);
  const office = role === undefined ? undefined : boardActor(role, rules, at)?.person;
  const sees =
    !isRaised(state) ||
    policy.stages.some(({ id, office_sees }) => {
      return office_sees === 'content' && state.stagesEntered[id] !== undefined;
    });
  return sees && reachable(office) ? [office] : [];
}
