import type { CaseCommand, Words } from '../../case/commands.ts';
import type { Answers } from '../chat-input.ts';
import type { Field } from '../chat-message.ts';
import type { Answered } from '../conversation.ts';
import { commanded, hasErrors, longText, need, wrong } from './fields.ts';

/** The question of every act that needs nothing but a reason. Both sides can read the answer. */
export function reasonField(label: string, hint = 'Both sides can read this. Do not name the adult.'): Field {
  return longText({ id: 'reason', label, hint }, true);
}

/** The command of an act that needs nothing but a reason. */
export function withReason(
  answers: Answers,
  seal: (text: string) => Words,
  make: (reason: Words) => CaseCommand,
): Answered {
  const errors: Record<string, string> = {};
  const reason = need(answers, 'reason', 'Say why, in a sentence or two.', errors);
  return hasErrors(errors) ? wrong(errors) : commanded(make(seal(reason)));
}
