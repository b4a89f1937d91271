import { halfHours, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field } from '../chat-message.ts';
import type { Answered } from '../conversation.ts';
import type { CaseCommand } from '../../case/commands.ts';
import type { Policy } from '../../policy/policy.ts';

/* The questions that several acts put in the same way, and how their answers are read. */

/** The longest text that every platform can take in one field. */
const longestText = 3000;

type Asked = { readonly id: string; readonly label: string; readonly hint?: string };

/** A question answered in a few sentences; `value` is a draft that is offered. */
export function longText(asked: Asked, required: boolean, value?: string): Field {
  return {
    kind: 'text',
    long: true,
    max: longestText,
    required,
    ...asked,
    ...(value === undefined || value === '' ? {} : { value }),
  };
}

export function shortText(asked: Asked, required: boolean): Field {
  return { kind: 'text', long: false, max: 300, required, ...asked };
}

export function dateField(asked: Asked, required: boolean, value?: string): Field {
  return { kind: 'date', required, ...asked, ...(value === undefined ? {} : { value }) };
}

/** The half hour of a day, or that it is not known. */
export function timeField(asked: Asked): Field {
  return { kind: 'choice', required: false, options: halfHours, ...asked };
}

/** The half hour of a day, where one is needed. */
export function sureTimeField(asked: Asked): Field {
  return { kind: 'choice', required: true, options: halfHours.slice(1), ...asked };
}

/** An answer that is needed: noted in `errors` at its field where it is missing. */
export function need(answers: Answers, id: string, says: string, errors: Record<string, string>): string {
  const answer = oneOf(answers, id);
  if (answer === '') errors[id] = says;
  return answer;
}

export function hasErrors(errors: Readonly<Record<string, string>>): boolean {
  return Object.keys(errors).length > 0;
}

export function wrong(errors: Readonly<Record<string, string>>): Answered {
  return { kind: 'wrong', errors };
}

export function commanded(command: CaseCommand): Answered {
  return { kind: 'command', command };
}

/** What the policy says to people at this point, with its paragraphs. */
export function guidanceAt(policy: Policy, at: Policy['guidance'][number]['at']): readonly Block[] {
  const lines = policy.guidance.filter((one) => one.at === at);
  if (lines.length === 0) return [];
  return [{ kind: 'list', items: lines.map(({ text, source }) => `${text} (${source})`) }];
}

export function textBlock(text: string): Block {
  return { kind: 'text', text };
}

export function smallBlock(text: string): Block {
  return { kind: 'small', text };
}
