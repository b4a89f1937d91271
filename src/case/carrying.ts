import type { PersonId } from '../directory/directory.ts';
import { deputyOf, isAway, personOf } from '../directory/lookup.ts';
import { civilDateOf } from '../policy/civil.ts';
import type { StageRule } from '../policy/stage.ts';
import { addWorkingDays, closeOf } from '../policy/working-days.ts';
import { entriesThisStage } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { Actor, CaseEvent, EventOf, SideKey, Vacancy } from './events.ts';
import { instantOf } from './moment.ts';
import { actorFor } from './people.ts';
import type { Found } from './people.ts';
import type { RaisedCase } from './state.ts';

/*
 * A stage that is reached `through` somebody: a manager who carries the matter on and does not act there. Whoever acts
 * asks them; any one of them takes it there. Nothing may be lost with them, so that whoever asked in vain goes on alone.
 */

/** Who would carry a matter on to a stage, each role of each side named for it; roles that nobody holds beside them. */
export function carriersTo(stage: StageRule, state: RaisedCase, rules: Rules, at: Date): Found {
  const actors: Actor[] = [];
  const vacancies: Vacancy[] = [];
  for (const { side: of, role } of stage.through) {
    for (const side of state.sides.filter(({ key }) => isOf(of, key))) {
      const found = actorFor(role, side, stage.id, rules, at);
      if (found === undefined) vacancies.push({ side: side.key, role });
      else if (!actors.some(({ person }) => person === found.person)) actors.push(found);
    }
  }
  return { actors, vacancies };
}

/** Whether a key of the policy file that names sides means this one. */
export function isOf(of: StageRule['through'][number]['side'], key: SideKey): boolean {
  return of === 'both' || (of === 'raising') === (key === 'raising');
}

/**
 * That they are asked. Without `by` the software tells them, because the duty to take the matter there has opened.
 * Nothing where nobody could carry it on.
 */
export function carryingAsked(
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
  why: Pick<EventOf<'CarryingAsked'>, 'by' | 'reason'> = {},
): readonly CaseEvent[] {
  const { actors, vacancies } = carriersTo(stage, state, rules, at);
  return actors.length === 0
    ? []
    : [{ type: 'CarryingAsked', to: stage.id, asked: actors, vacancies, ...why }];
}

/** The carriers were told by the software at this stage already. */
export function carriersTold(state: RaisedCase): boolean {
  return entriesThisStage(state).some(
    ({ event }) => event.type === 'CarryingAsked' && event.by === undefined,
  );
}

/** Whoever was asked to carry the matter on, whoever they stand in for, and the deputy of somebody who is away. */
export function asCarrier(
  person: PersonId,
  { carriers }: RaisedCase,
  { directory }: Rules,
  now: Date,
): Actor | undefined {
  return carriers.find(({ person: asked, insteadOf }) => {
    const away = personOf(directory, asked);
    const standsIn =
      away !== undefined && isAway(away, civilDateOf(now)) && deputyOf(directory, asked)?.id === person;
    return asked === person || insteadOf === person || standsIn;
  });
}

/**
 * How somebody who acts now takes a matter to a stage: by `asking` those who carry it on; not yet, while they were
 * asked and have until the close of the next working day (`waiting`); or themself (`going`), where they hold that role,
 * nobody does, none of those can be reached or all were asked in vain.
 *
 * @example
 * // asked on Tuesday 22 December 2026 at 10:00: waiting until Wednesday 23 December, 17:00, and then going
 */
export function wayOn(
  stage: StageRule,
  by: PersonId,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): 'asking' | 'waiting' | 'going' {
  const { actors } = carriersTo(stage, state, rules, at);
  const within = actors.filter(({ person }) => !(person in state.unreachable));
  if (within.length === 0 || holdsRole(stage, by, rules)) return 'going';
  if (actors.some(({ person, insteadOf }) => person === by || insteadOf === by)) return 'going';
  const asked = entriesThisStage(state).find(
    ({ event }) => event.type === 'CarryingAsked' && event.by !== undefined,
  );
  if (asked === undefined) return 'asking';
  const day = addWorkingDays(civilDateOf(instantOf(asked.at)), 1, rules.calendar, 'everyone');
  return at > closeOf(day, rules.calendar) ? 'going' : 'waiting';
}

function holdsRole({ through }: StageRule, by: PersonId, { directory }: Rules): boolean {
  const held = personOf(directory, by)?.roles ?? [];
  return through.some(({ role }) => held.includes(role));
}
