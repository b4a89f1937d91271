import type { FieldRule } from '../policy/question.ts';
import type { WordsByField } from './commands.ts';
import type { Refusal } from './decision.ts';
import { refusal } from './refuse.ts';

/** Refused when an answer that the policy requires is missing, at its field. */
export function missingField(fields: readonly FieldRule[], words: WordsByField): Refusal | undefined {
  const missing = fields.find(({ id, required }) => required && words[id] === undefined);
  if (missing === undefined) return undefined;
  return refusal('missing', `The policy asks for this: ${missing.label} Please fill it in.`, missing.id);
}
