import { openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { OpenObligation } from '../state.ts';
import { capacity, firstRefusal, notYours, ownSide } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { missingField } from '../words-check.ts';

/* Once a case is closed: what others can learn from it (SO-34), and a talk for those who would like one (SO-35). */

export const mayNoteLearning: May = (turn) =>
  firstRefusal(
    capacity(turn) === undefined ? notYours(turn) : undefined,
    learningOwed(turn) === undefined
      ? refusal('not-now', 'Your side is not asked now what others can learn, or has answered it.')
      : undefined,
  );

export function noteLearning(command: CommandOf<'note-learning'>, turn: Turn): Decision {
  const { state, rules, at, by } = turn;
  const fields = rules.policy.learning?.fields ?? [];
  const refused = mayNoteLearning(turn) ?? missingField(fields, command.words);
  const owed = learningOwed(turn);
  const side = owed?.owedBy[0]?.side;
  if (refused !== undefined || owed === undefined || side === undefined || side === 'board')
    return refuse(refused ?? notYours(turn));
  const { words, anything } = command;
  return accept({ type: 'LearningNoted', by, side, words, anything }, met(owed, state, rules, at, by));
}

function learningOwed(turn: Turn): OpenObligation | undefined {
  const own = capacity(turn);
  return openObligations(turn.state)
    .filter(({ duty }) => duty === 'learning')
    .find(({ owedBy }) =>
      owedBy.some(
        ({ side, people }) => people.includes(turn.by) || (own?.acts === true && side === own.side),
      ),
    );
}

/** The offer of a talk goes to everybody who had a part in the case on a side; each says yes for themself. */
export const mayWantDebrief: May = (turn) => {
  const { state, rules } = turn;
  const offered =
    rules.policy.learning?.debrief !== undefined && state.status === 'closed' && state.how !== 'withdrawn';
  return firstRefusal(
    ownSide(turn) === undefined ? notYours(turn) : undefined,
    offered ? undefined : refusal('not-now', 'No talk about how it went is offered at this point.'),
    state.debriefs.includes(turn.by)
      ? refusal('already-done', 'You have said already that you would like one.')
      : undefined,
  );
};

export function wantDebrief(_command: CommandOf<'want-debrief'>, turn: Turn): Decision {
  const refused = mayWantDebrief(turn);
  return refused === undefined ? accept({ type: 'DebriefWanted', by: turn.by }) : refuse(refused);
}
