import { z } from 'zod';
import type { Answers } from '../../flows/chat-input.ts';
import { inputOf, readChoice } from './carry.ts';
import type { Carried } from './carry.ts';

type Asked = Readonly<Extract<Carried, { form: unknown }>['asks'][number]>;

/** Far over what any question takes; a client that keeps to its card cannot send more. */
const longest = 10_000;
/** Several choices come as one text. */
const longestMany = 50_000;

/**
 * The answers to what the card asked, by field id; nothing else that came with them. A field that was left empty comes as an
 * empty text or not at all, and several choices come as one text with commas between them.
 *
 * @returns `too-long` where an answer is longer than any question takes
 *
 * @example
 * readAnswers([{ id: 'issue' }, { id: 'who', many: true }], { 'field:issue': 'No reply', 'field:who': 'a,b' })
 * // => { issue: 'No reply', who: ['a', 'b'] }
 */
export function readAnswers(asks: readonly Asked[], data: unknown): Answers | 'too-long' {
  const given = z.record(z.string(), z.unknown()).safeParse(data).data ?? {};
  const answers = asks.map((asked) => ({ ...asked, text: textOf(given[inputOf(asked.id)]) }));
  if (answers.some(({ many, text }) => text.length > (many === true ? longestMany : longest)))
    return 'too-long';
  return Object.fromEntries(answers.map((answer) => [answer.id, answerIn(answer)]));
}

function answerIn({ one, many, text }: Asked & { readonly text: string }): string | readonly string[] | null {
  if (many === true) return choicesIn(text);
  if (one === true) return choicesIn(text)[0] ?? null;
  return text === '' ? null : text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function choicesIn(text: string): readonly string[] {
  return text.split(',').flatMap((value) => {
    const choice = readChoice(value.trim());
    return choice === undefined || choice === '' ? [] : [choice];
  });
}
