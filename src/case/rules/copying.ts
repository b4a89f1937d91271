import { candidatesFor, copiesToSend } from '../copies.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { capacity, firstRefusal, notYours } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* A copy that the policy leaves to somebody's judgement: whoever acts, or the board's office, sends it and says why (RO-64). */

export const maySendCopy: May = (turn) =>
  firstRefusal(
    capacity(turn)?.acts === true ? undefined : notYours(turn),
    copiesToSend(turn.state, turn.rules).length > 0
      ? undefined
      : refusal('not-now', 'At this point the policy names nobody else to whom a copy can be sent.'),
  );

export function sendCopy({ copy: key, people, reason }: CommandOf<'send-copy'>, turn: Turn): Decision {
  const refused = maySendCopy(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, by } = turn;
  const found = copiesToSend(state, rules).find((one) => one.key === key);
  if (found === undefined) {
    const sent = state.copies.some((one) => one.key === key);
    return refuse(
      sent
        ? refusal('already-done', 'This copy was sent already.')
        : refusal('unknown', 'Choose a copy from the list.', 'copy'),
    );
  }
  const candidates = candidatesFor(found.copy, state, rules);
  if (candidates.length === 0) {
    const says = 'Nobody in the directory can be sent this copy. Ask the board’s office to add them.';
    return refuse(refusal('nobody-holds-role', says, 'people'));
  }
  if (people.length === 0) return refuse(refusal('missing', 'Choose who gets the copy.', 'people'));
  if (!people.every((one) => candidates.includes(one)))
    return refuse(refusal('unknown', 'Choose who gets the copy from the list.', 'people'));
  const { to, on, content } = found.copy;
  const stage = found.stage.id;
  return accept({ type: 'CopySent', by, key, stage, to, on, content, people: [...new Set(people)], reason });
}
