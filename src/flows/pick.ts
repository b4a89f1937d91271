import { manyOf, oneOf } from './answers.ts';
import type { Answers } from './chat-input.ts';
import type { Field, Option } from './chat-message.ts';

/* Choosing one of a list that may be longer than a menu can hold: then part of the name is typed first. */

const longest = 100;

type Pick = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** What a long list is searched by, where it is not by the name alone. */
  readonly by?: string;
  readonly required: boolean;
  readonly options: readonly Choice[];
};
/** Found by its label; `also`: what else finds it and is not shown. */
type Choice = Option & { readonly also?: string };
type Picked =
  | { readonly kind: 'picked'; readonly id: string }
  | { readonly kind: 'nothing' }
  /** The list was narrowed: the form is shown again with what is left. */
  | { readonly kind: 'again' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

/** The field to choose from or, for a list over a hundred, a field to search and what it found. */
export function pickFields(
  { options, by = 'part of the name', ...pick }: Pick,
  typed: Answers,
): readonly Field[] {
  const value = oneOf(typed, pick.id);
  if (options.length <= longest) return [choice({ ...pick, options }, value)];
  const search = oneOf(typed, searchOf(pick.id));
  const found = matching(options, search);
  const narrowed = search !== '' && found.length > 0 && found.length <= longest;
  const searchField: Field = {
    kind: 'text',
    id: searchOf(pick.id),
    label: narrowed ? `${pick.label}: ${by}, to search again` : `${pick.label}: ${by}`,
    hint: `There are ${options.length}. Type ${by} to find it.`,
    required: pick.required,
    long: false,
    ...(search === '' ? {} : { value: search }),
  };
  return narrowed ? [searchField, choice({ ...pick, options: found }, value)] : [searchField];
}

/** What was chosen, or that there is more to ask. */
export function readPick({ id, options, required, by = 'part of the name' }: Pick, answers: Answers): Picked {
  const [value] = manyOf(answers, id);
  if (options.length <= longest) {
    if (options.some((one) => one.id === value)) return { kind: 'picked', id: value ?? '' };
    return required ? { kind: 'wrong', errors: { [id]: 'Choose one from the list.' } } : { kind: 'nothing' };
  }
  const field = searchOf(id);
  const search = oneOf(answers, field);
  if (search === '')
    return required ? { kind: 'wrong', errors: { [field]: `Type ${by}.` } } : { kind: 'nothing' };
  const found = matching(options, search);
  const [first, second] = found;
  if (first === undefined)
    return { kind: 'wrong', errors: { [field]: 'Nothing has this in its name. Try a shorter part of it.' } };
  if (second === undefined) return { kind: 'picked', id: first.id };
  if (found.length > longest)
    return {
      kind: 'wrong',
      errors: { [field]: `${found.length} have this in their name. Type more of it.` },
    };
  return found.some((one) => one.id === value) ? { kind: 'picked', id: value ?? '' } : { kind: 'again' };
}

function choice({ options, ...pick }: Pick, value: string): Field {
  const shown = options.map(({ also: _findsIt, ...option }) => option);
  return {
    kind: 'choice',
    ...pick,
    options: shown,
    ...(shown.some(({ id }) => id === value) ? { value } : {}),
  };
}

function matching(options: readonly Choice[], search: string): readonly Choice[] {
  const wanted = plain(search);
  return options.filter(({ label, also = '' }) => plain(`${label} ${also}`).includes(wanted));
}

/** Without capitals and accents: "Zoe" finds "Zoë". */
function plain(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function searchOf(id: string): string {
  return `${id}-search`;
}
