import { openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { OpenObligation } from '../state.ts';
import { actingSide, capacity, firstRefusal, notYours } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* What was agreed as a next step is followed up until somebody says that it is done, also once the case is closed. */

export const mayDoneStep: May = (turn) => {
  const open = openObligations(turn.state).some(isStep);
  const known = turn.state.obligations.some(isStep);
  return firstRefusal(
    capacity(turn) === undefined ? notYours(turn) : undefined,
    open
      ? undefined
      : known
        ? refusal('already-done', 'Every agreed next step is done, or no longer owed.')
        : refusal('not-now', 'No next step was agreed here.'),
    stepsToDo(turn).length > 0 ? undefined : notTheirs,
  );
};

/** The agreed next steps that somebody can say are done: their own, and those of the side for which they act. */
export function stepsToDo(turn: Turn): readonly OpenObligation[] {
  const side = actingSide(turn);
  return openObligations(turn.state)
    .filter(isStep)
    .filter(({ owedBy }) => owedBy.some((one) => one.people.includes(turn.by) || one.side === side));
}

export function doneStep({ step, words }: CommandOf<'done-step'>, turn: Turn): Decision {
  const refused = mayDoneStep(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const found = stepsToDo(turn).find(({ id }) => id === step);
  if (found === undefined) return refuse(stepProblem(step, turn));
  const done: CaseEvent = { type: 'StepDone', by, step, ...(words === undefined ? {} : { words }) };
  return accept(done, met(found, state, rules, at, by));
}

function stepProblem(step: string, { state }: Turn) {
  const known = state.obligations.find(({ id }) => id === step);
  if (known === undefined)
    return refusal('unknown', 'There is no such next step. Open the case and choose one.');
  if (known.status === 'open') return notTheirs;
  return refusal('already-done', 'This next step is done already, or no longer owed.');
}

const notTheirs = refusal(
  'not-yours',
  'Only whoever took this next step on, or acts for their side, can say that it is done. Ask them.',
);

function isStep({ duty }: OpenObligation): boolean {
  return duty === 'step';
}
