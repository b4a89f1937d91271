import { addDays, civilDateOf } from '../src/policy/civil.ts';

/** A question as somebody sees it, on whatever platform. */
export type Asked = {
  readonly id: string;
  readonly label: string;
  readonly kind: 'text' | 'choice' | 'many' | 'date';
  /** What can be chosen: its value, and the words it is shown with. */
  readonly choices: readonly Choice[];
  readonly optional: boolean;
  /** Whether it holds an answer before anybody touches it. */
  readonly offered: boolean;
};
export type Choice = { readonly value: string; readonly label: string };
type Answer = string | readonly string[];

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

/** What is chosen where the story says nothing: agreement, and an hour at which people meet. */
const likely = ['yes', '10:00'];

/**
 * What the demo's people answer to any question of any board: what the story says, or something that fits the kind of
 * question; `undefined` leaves it as it is. `now` is the demo's time, for dates.
 */
export function answerOf(
  { id, label, kind, choices, optional, offered }: Asked,
  now: Date,
): Answer | undefined {
  const line = told[id];
  const values = choices.map(({ value }) => value);
  switch (kind) {
    case 'choice':
      if (id === 'risk' && values.includes('no')) return 'no';
      if (typeof line === 'string' && values.includes(line)) return line;
      if (offered) return undefined;
      if (values.includes('no') && (optional || isNo(id))) return 'no';
      return optional ? undefined : (likely.find((one) => values.includes(one)) ?? values[0]);
    case 'many': {
      const wanted = Array.isArray(line) ? values.filter((one) => line.includes(one)) : [];
      if (wanted.length > 0) return wanted;
      if (optional || offered) return undefined;
      return id === 'members' ? panelOf(choices) : values;
    }
    case 'date':
      return optional || offered ? undefined : dateFor(`${id} ${label}`, now);
    case 'text':
      if (typeof line === 'string') return line;
      if (optional || offered) return undefined;
      return /\b(time|hour)\b/i.test(`${id} ${label}`)
        ? '10:00'
        : `Made up for the demo: ${label.replace(/\?$/, '').toLowerCase()}.`.slice(0, 140);
  }
}

function isNo(id: string): boolean {
  return id.startsWith('flag-') || noes.some((word) => id.includes(word));
}

/** People of the demo who had no part in the matter before a panel meets. */
const onThePanel = ['Gwen Holloway', 'Isobel Crane', 'Godfrey Tamarisk'];

/** A panel is small: one person of each agency, who are listed as “name, agency”. */
function panelOf(people: readonly Choice[]): readonly string[] {
  const agencyOf = ({ label }: Choice) => label.slice(label.lastIndexOf(',') + 1).trim();
  const apart = people.filter(({ label }) => onThePanel.some((name) => label.startsWith(`${name},`)));
  return [...apart, ...people]
    .filter((one, index, all) => all.findIndex((other) => agencyOf(other) === agencyOf(one)) === index)
    .map(({ value }) => value);
}

/** Soon where people meet, a week on where something is to be done, today where it happened. */
function dateFor(asked: string, now: Date): string {
  const today = civilDateOf(now);
  if (/\bmeets?\b/i.test(asked)) return addDays(today, 2);
  return /\b(by|until|will|next)\b/i.test(asked) ? addDays(today, 7) : today;
}
