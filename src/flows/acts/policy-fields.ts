import type { Words, WordsByField } from '../../case/commands.ts';
import type { FieldRule } from '../../policy/question.ts';
import { isCivilDate } from '../../policy/civil.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Option } from '../chat-message.ts';

/* Answers to the questions that the policy file asks, as sealed words. The questions: raise/words.ts. */

/** What was answered to the policy's questions, in words: the label of what was chosen, never its id. */
export function answersInWords(
  rules: readonly FieldRule[],
  answers: Answers,
  errors: Record<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const rule of rules) {
    const said = inWords(rule, answers);
    if (said !== '') found.set(rule.id, said);
    else if (rule.required) errors[rule.id] = `The policy asks for this (${rule.source}). Please fill it in.`;
    if (rule.type === 'date' && said !== '' && !isCivilDate(said)) {
      errors[rule.id] = 'This is not a date. Write it as 2026-12-22.';
    }
  }
  return found;
}

export function sealAll(said: ReadonlyMap<string, string>, seal: (text: string) => Words): WordsByField {
  return Object.fromEntries([...said].map(([id, text]) => [id, seal(text)]));
}

function inWords(rule: FieldRule, answers: Answers): string {
  const options = optionsOfRule(rule);
  if (options.length === 0) return oneOf(answers, rule.id);
  const chosen = manyOf(answers, rule.id);
  return options
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }) => label)
    .join('; ');
}

function optionsOfRule({ type, choices }: FieldRule): readonly Option[] {
  const yesNo = [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ];
  if (type === 'yes-no') return yesNo;
  if (type === 'yes-no-na') return [...yesNo, { id: 'na', label: 'Does not apply' }];
  return type === 'choice' || type === 'choices' ? (choices ?? []) : [];
}
