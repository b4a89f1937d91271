import { lineManagerOf, personOf } from '../directory/lookup.ts';
import { stageOf } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import type { Rules } from './decision.ts';
import type { Actor, Vacancy } from './events.ts';
import { actorFor, standingIn } from './people.ts';
import type { Found } from './people.ts';
import type { RaisedCase, SideState } from './state.ts';

type Rungs = NonNullable<StageRule['rungs']>;

/**
 * Who acts after the next rung of a stage that goes up the line: on every side the next manager above whoever acts
 * now; the holder of the last role where a line ends before it; whoever acts already, where a side is at its top or has
 * nobody above, which is then a vacancy. `undefined` at the last rung, and at a stage that has none.
 */
export function nextRung(state: RaisedCase, rules: Rules, at: Date): Found | undefined {
  const { rungs } = stageOf(rules.policy, state.stage);
  if (rungs === undefined || state.status !== 'open') return undefined;
  const actors: Actor[] = [];
  const vacancies: Vacancy[] = [];
  let higher = false;
  for (const actor of state.actors) {
    const side = state.sides.find(({ key }) => key === actor.side);
    const next = side === undefined ? 'top' : above(actor, side, rungs, state, rules, at);
    if (next === 'vacant') vacancies.push({ side: actor.side, role: rungs.roles.at(-1) ?? actor.role });
    higher ||= typeof next === 'object';
    actors.push(typeof next === 'object' ? next : actor);
  }
  return higher ? { actors, vacancies } : undefined;
}

function above(
  actor: Actor,
  side: SideState,
  { roles }: Rungs,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Actor | 'top' | 'vacant' {
  const { directory } = rules;
  const last = roles.at(-1) ?? actor.role;
  // A deputy goes up the line of whoever they stand in for.
  const from = actor.insteadOf ?? actor.person;
  if (personOf(directory, from)?.roles.includes(last) === true) return 'top';
  const been = actedHere(actor, state);
  const manager = lineManagerOf(directory, from);
  if (manager !== undefined && manager.agency === side.agency && !been.includes(manager.id)) {
    const role = [...roles].reverse().find((one) => manager.roles.includes(one)) ?? actor.role;
    return { side: side.key, role, ...standingIn(manager, rules, at) };
  }
  const top = actorFor(last, side, state.stage, rules, at);
  return top === undefined || been.includes(top.person) ? 'vacant' : top;
}

/** Everybody who has acted for that side at this stage: nobody is asked twice, however the lines of a directory run. */
function actedHere(
  { side, person, insteadOf }: Actor,
  { participants, stage }: RaisedCase,
): readonly string[] {
  const before = participants.filter((one) => one.side === side && one.stage === stage && one.as === 'actor');
  return [person, insteadOf ?? person, ...before.map((one) => one.person)];
}
