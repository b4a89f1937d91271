import { addDays, civilDateOf } from '../src/policy/civil.ts';
import type { Answer, Field } from './reading-views.ts';

/** Answers of the demo's story by the id of the question, for every board that asks it. */
const told: Readonly<Record<string, string | readonly string[]>> = {
  elsewhere: ['none-of-these'],
  scope: 'yes',
  another: 'no',
  already: 'no',
  issue: 'The ward plans to discharge before the home is safe.',
  risk: 'A fall alone at home, at night, in the cold.',
  nature: 'The ward sees no safeguarding concern. We do.',
  aim: 'Discharge only when care at home is arranged.',
  evidence: 'Two home visits in December; no heating, no carer.',
  'interim-safety': 'The adult stays on the ward until Thursday.',
  given: 'by-telephone',
  'discussion-what': 'We spoke about the discharge plan. We do not agree yet.',
  'response-aim': 'A bed for somebody who needs it, and a safe way home.',
  'response-view': 'The ward sees the risk as small with a visit each morning.',
  'agreed-outcome': 'Discharge on Monday, with two visits a day for a week.',
  outstanding: 'None.',
  between: 'sides',
  answer: 'acted-on',
  next: 'send',
};

/** Asked as something that did not happen: the story is about one disagreement and nothing beside it. */
const noes = ['risk', 'already', 'another', 'behalf', 'child', 'conflict', 'skip', 'change'];

/**
 * What the demo's people answer to any question of any board: what the story says, or something that fits the kind of
 * question. Questions that may be left empty are left empty. `now` is the demo's time, for dates.
 */
export function answerOf(field: Field, now: Date): Answer | undefined {
  const { blockId, type, options, optional, label } = field;
  const choices = options.map(({ value }) => value);
  const line = told[blockId];
  if (choices.length > 0) {
    if (blockId === 'risk' && choices.includes('no')) return 'no';
    if (type === 'checkboxes' || type === 'multi_static_select') return ticked(field, line);
    if (typeof line === 'string' && choices.includes(line)) return line;
    if (field.initial !== undefined) return undefined;
    if (
      choices.includes('no') &&
      (optional || noes.some((word) => blockId.includes(word)) || blockId.startsWith('flag-'))
    )
      return 'no';
    return optional ? undefined : (choices.find((one) => one === 'yes') ?? choices[0]);
  }
  if (typeof line === 'string') return line;
  if (field.initial !== undefined || optional) return undefined;
  if (type === 'datepicker') return dateFor(label, now);
  if (type === 'timepicker') return '10:00';
  return `Made up for the demo: ${label.replace(/\?$/, '').toLowerCase()}.`.slice(0, 140);
}

function ticked({ options, optional, initial }: Field, line: Answer | undefined): Answer | undefined {
  const choices = options.map(({ value }) => value);
  const wanted = Array.isArray(line) ? choices.filter((one) => line.includes(one)) : [];
  if (wanted.length > 0) return wanted;
  if (optional || initial !== undefined) return undefined;
  return choices;
}

/** A day to come where something is to be done, today where it happened. */
function dateFor(label: string, now: Date): string {
  const today = civilDateOf(now);
  return /\b(by|until|will|next|meet)\b/i.test(label) ? addDays(today, 7) : today;
}
