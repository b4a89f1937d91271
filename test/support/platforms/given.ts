import type { GivenAnswer, GivenAnswers } from '../../../demo/client.ts';
import type { SeenField } from './seen.ts';

/**
 * What a form sends, by the id of the question: what is given, and of the rest what it holds. A question may be named by
 * its id or label, and what is chosen by its id or the beginning of its label; an empty text empties a question.
 *
 * @throws an Error that lists what there is, where an answer fits no question
 */
export function filledIn(
  fields: readonly SeenField[],
  answers: GivenAnswers,
): ReadonlyMap<string, GivenAnswer | undefined> {
  const given = new Map(
    Object.entries(answers).map(([name, answer]) => {
      const field = fields.find(({ id, label }) => id === name || label === name);
      const there = fields.map(({ id }) => id).join(', ');
      if (field === undefined) throw new Error(`Nothing asks for “${name}”, only: ${there}`);
      return [field.id, chosen(field, answer)] as const;
    }),
  );
  return new Map(fields.map(({ id, holds }) => [id, given.has(id) ? given.get(id) : holds]));
}

function chosen({ kind, choices }: SeenField, answer: GivenAnswer): GivenAnswer | undefined {
  if (answer.length === 0) return undefined;
  if (kind !== 'choice' && kind !== 'many') return answer;
  const idOf = (wanted: string): string =>
    choices.find(({ id, label }) => id === wanted || label.startsWith(wanted))?.id ?? wanted;
  return typeof answer === 'string' ? idOf(answer) : answer.map(idOf);
}
