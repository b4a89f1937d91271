import { civilDateOf } from '../../policy/civil.ts';
import { firstStage } from '../../policy/policy-lookup.ts';
import { beganAt, entriesThisStage } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { meet } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { actingSide, firstRefusal, unlessActing, unlessReceiving, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { missingField } from '../words-check.ts';

/* What whoever it was raised with does first: says it has come, reads the file, says what they want. */

/** Where the raiser acts themselves the receiving side acknowledges; at a later stage whoever came in does, on either side. */
export const mayAcknowledge: May = (turn) => {
  const first = turn.state.stage === beganAt(turn.state) && !isPast(turn.state.stage, turn.rules);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    first ? unlessReceiving(turn) : unlessActing(turn),
    already(turn, 'Acknowledged', 'You have acknowledged this already.'),
  );
};

/** Whether a stage comes after the first, so that others than the raiser act there. */
function isPast(stage: string, { policy }: Turn['rules']): boolean {
  const place = (id: string) => policy.stages.findIndex((one) => one.id === id);
  return place(stage) > place(firstStage(policy).id);
}

export function acknowledge(_command: CommandOf<'acknowledge'>, turn: Turn): Decision {
  const refused = mayAcknowledge(turn);
  if (refused !== undefined) return refuse(refused);
  return accept({ type: 'Acknowledged', by: turn.by }, ...meetOwn(['acknowledge'], turn));
}

export const mayConfirmFileRead: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessReceiving(turn),
    already(turn, 'FileReadConfirmed', 'You have confirmed already that the file was read.'),
  );

export function confirmFileRead(command: CommandOf<'confirm-file-read'>, turn: Turn): Decision {
  const refused = mayConfirmFileRead(turn);
  if (refused !== undefined) return refuse(refused);
  if (command.on > civilDateOf(turn.at)) {
    return refuse(
      refusal('in-the-future', 'Give the day on which the file was read, today or before.', 'on'),
    );
  }
  const confirmed: CaseEvent = { type: 'FileReadConfirmed', by: turn.by, on: command.on };
  return accept(confirmed, ...meetOwn(['read-file'], turn));
}

export const mayRespond: May = (turn) => firstRefusal(unlessStatus(turn, 'open'), unlessReceiving(turn));

export function respond(command: CommandOf<'respond'>, turn: Turn): Decision {
  const { fields } = turn.rules.policy.response;
  const refused = mayRespond(turn) ?? missingField(fields, command.words);
  if (refused !== undefined) return refuse(refused);
  return accept({ type: 'Responded', by: turn.by, words: command.words }, ...meetOwn(['respond'], turn));
}

function meetOwn(duties: readonly string[], turn: Turn): readonly CaseEvent[] {
  const side = actingSide(turn);
  const { state, rules, at, by } = turn;
  return side === undefined ? [] : meet(duties, state, rules, at, { by, sides: [side] });
}

function already({ state, by }: Turn, type: CaseEvent['type'], says: string): Refusal | undefined {
  const found = entriesThisStage(state).some(({ event }) => {
    return event.type === type && 'by' in event && event.by === by;
  });
  return found ? refusal('already-done', says) : undefined;
}
