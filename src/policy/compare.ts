import { canonicalText } from './canonical.ts';
import { dueSchema } from './due.ts';
import type { Policy } from './policy.ts';
import { dutyNames, sayRule } from './say-rule.ts';

/** What kind of change it is: the headings under which a board's office reads them, in this order. */
export const kindsOfDifference = [
  'Stages',
  'Dates',
  'Who acts',
  'Who is told',
  'Routes and contacts',
  'Forms and questions',
  'Readings',
  'The document',
] as const;

/** One thing that is different between two versions, in words, with the paragraph where there is one. */
export type Difference = {
  readonly kind: (typeof kindsOfDifference)[number];
  readonly says: string;
  readonly source?: string;
};

type Json = { readonly [key: string]: unknown };
type Place = {
  readonly path: readonly string[];
  readonly trail: readonly string[];
  readonly source?: string;
};

/**
 * Everything that is different between two versions of a policy, in plain words. What stands under an id is compared
 * with what stands under the same id, wherever in the list it is.
 *
 * @example
 * comparePolicies(first, second)[0]?.says
 * // => 'Stage 2: settle it: was 5 working days after the stage began, is 7 working days after the stage began'
 */
export function comparePolicies(before: Policy, after: Policy): readonly Difference[] {
  const found = differ(plain(before), plain(after), { path: [], trail: [] });
  return [...found].sort((one, other) => order(one) - order(other));
}

function order({ kind }: Difference): number {
  return kindsOfDifference.indexOf(kind);
}

/** As JSON has it: what is absent and what is undefined are the same. */
function plain(policy: Policy): unknown {
  return JSON.parse(canonicalText(policy));
}

function differ(before: unknown, after: unknown, place: Place): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isTime(before, place) || isTime(after, place)) return [changed(before, after, place)];
  if (isList(before) && isList(after)) return differInList(before, after, place);
  if (isJson(before) && isJson(after)) return differInGroup(before, after, place);
  return [changed(before, after, place)];
}

function differInGroup(before: Json, after: Json, place: Place): readonly Difference[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const source = sourceOf(after) ?? sourceOf(before);
  return keys.flatMap((key) => {
    const inside = at(place, key, labels[key] ?? key.replaceAll('_', ' '), source);
    return differ(before[key], after[key], inside);
  });
}

function differInList(
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
): readonly Difference[] {
  if (![...before, ...after].every(isJson)) return [changed(before, after, place)];
  const [was, is] = [byKey(before), byKey(after)];
  const gone = [...was].filter(([key]) => !is.has(key));
  const fresh = [...is].filter(([key]) => !was.has(key));
  const both = [...is].filter(([key]) => was.has(key));
  const moved =
    both.map(([key]) => key).join('\n') !== [...was.keys()].filter((key) => is.has(key)).join('\n');
  return [
    ...gone.map(([key, one]) => said(`${nameOf(one, place)} is gone`, item(place, key, one))),
    ...both.flatMap(([key, one]) => {
      const name = nameOf(one, place);
      const { source, path } = item(place, key, one);
      // A thing is named for itself: "Stage 2: settle it" and not "stages: Stage 2: duties: settle it".
      const inside = {
        path,
        trail: [...place.trail.slice(0, -1), name],
        ...(source === undefined ? {} : { source }),
      };
      return differ(was.get(key), one, inside);
    }),
    ...fresh.map(([key, one]) => said(`${nameOf(one, place)} is new${what(one)}`, item(place, key, one))),
    ...(moved ? [said('is in another order', place, ' ')] : []),
  ];
}

/** A change of one value: what it was and what it is. */
function changed(before: unknown, after: unknown, place: Place): Difference {
  if (before === undefined) return said(`is new: ${short(after, place)}`, place, ' ');
  if (after === undefined) return said(`is gone (was ${short(before, place)})`, place, ' ');
  return said(`was ${short(before, place)}, is ${short(after, place)}`, place);
}

function said(words: string, { path, trail, source }: Place, joint = ': '): Difference {
  // The time of a duty is the duty's own: its key would say nothing.
  const names = trail.at(-1) === labels['due'] && trail.length > 1 ? trail.slice(0, -1) : trail;
  const says = names.length === 0 ? words : `${names.join(': ')}${isListItem(words) ? ': ' : joint}${words}`;
  return { kind: kindOf(path), says, ...(source === undefined ? {} : { source }) };
}

function isListItem(words: string): boolean {
  return words.startsWith('“');
}

function at(place: Place, key: string, name: string, source: string | undefined): Place {
  const path = [...place.path, key];
  const known = source ?? place.source;
  return { path, trail: [...place.trail, name], ...(known === undefined ? {} : { source: known }) };
}

function item({ path, trail, source }: Place, key: string, one: Json): Place {
  const own = sourceOf(one) ?? source;
  return { path: [...path, key], trail: trail.slice(0, -1), ...(own === undefined ? {} : { source: own }) };
}

function byKey(list: readonly unknown[]): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const one of list.filter(isJson)) {
    const key = ['id', 'to', 'role', 'power', 'date', 'at', 'text', 'source']
      .flatMap((name) => (typeof one[name] === 'string' ? [`${name} ${one[name]}`] : []))
      .slice(0, typeof one['id'] === 'string' ? 1 : 3)
      .join(', ');
    const on = typeof one['on'] === 'string' ? ` ${one['on']}` : '';
    let unique = key + on;
    while (found.has(unique)) unique += '+';
    found.set(unique, one);
  }
  return found;
}

/** How one thing of a list is called: by its label, its duty, or whom it is for. */
function nameOf(one: Json, { path }: Place): string {
  const text = (key: string) => (typeof one[key] === 'string' ? one[key] : undefined);
  const duty = text('duty');
  if (duty !== undefined)
    return `${Object.entries(dutyNames).find(([id]) => id === duty)?.[1] ?? duty}${duty === text('id') ? '' : ` (${text('id') ?? ''})`}`;
  if (path.at(-1) === 'readings') return `${text('id') ?? ''}, ${text('about') ?? ''}`;
  if (path.at(-1) === 'stages') return text('label') ?? text('id') ?? '';
  const name =
    text('label') ??
    text('title') ??
    text('name') ??
    text('to') ??
    text('role') ??
    text('power') ??
    text('text');
  return `“${name ?? text('id') ?? text('at') ?? text('date') ?? 'one'}”`;
}

/** What a new thing brings, in a few words. */
function what(one: Json): string {
  if (isDue(one['due'])) return `: ${short(one['due'], { path: ['due'], trail: [] })}`;
  if (typeof one['title'] === 'string') return `: ${one['title']}`;
  return typeof one['date'] === 'string' ? `: ${one['date']}` : '';
}

function short(value: unknown, place: Place): string {
  if (isTime(value, place)) {
    const due = dueSchema.safeParse(value);
    if (due.success) return sayRule(due.data);
  }
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'string') return value.includes(' ') ? `“${cut(value)}”` : value;
  if (typeof value === 'number') return String(value);
  if (isList(value))
    return value.length === 0 ? 'none' : cut(value.map((one) => short(one, place)).join(', '));
  if (!isJson(value)) return 'nothing';
  if (isDue(value['due'])) return short(value['due'], { ...place, path: ['due'] });
  const inside = Object.entries(value).filter(([key]) => key !== 'source' && key !== 'reading');
  return cut(
    inside.map(([key, one]) => `${labels[key] ?? key.replaceAll('_', ' ')} ${short(one, place)}`).join(', '),
  );
}

function cut(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

function isTime(value: unknown, { path }: Place): boolean {
  return path.at(-1) === 'due' && isDue(value);
}

function isDue(value: unknown): boolean {
  return isJson(value) && dueSchema.safeParse(value).success;
}

function sourceOf(value: Json): string | undefined {
  return typeof value['source'] === 'string' ? value['source'] : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const labels: Readonly<Record<string, string>> = {
  due: 'when it is due',
  target: 'the earlier date that is aimed for',
  if_entered_late: 'where the stage begins late',
  owed_by: 'who owes it',
  obligations: 'duties',
  people: 'who acts',
  source: 'the paragraph',
  strict: 'how strictly',
  lapses: 'whether its limit counts as unresolved',
  office_sees: 'what the board’s office sees',
  copies: 'copies',
  extra_holidays: 'holidays announced late',
  closure_days: 'days on which the board’s office is closed',
  board_office: 'the board’s office',
  affects: 'what it changes',
  confirmed: 'confirmed by the board',
  chosen: 'how it is read',
};

/** By what a change touches, the innermost key first. */
function kindOf(path: readonly string[]): Difference['kind'] {
  for (const key of [...path].reverse()) {
    const kind = kinds[key];
    if (kind !== undefined) return kind;
  }
  return 'The document';
}

const kinds: Readonly<Record<string, Difference['kind']>> = {
  stages: 'Stages',
  obligations: 'Dates',
  due: 'Dates',
  target: 'Dates',
  if_entered_late: 'Dates',
  calendar: 'Dates',
  reminders: 'Dates',
  confirmation: 'Dates',
  owed_by: 'Who acts',
  people: 'Who acts',
  rungs: 'Who acts',
  through: 'Who acts',
  consulted: 'Who acts',
  roles: 'Who acts',
  forum: 'Who acts',
  sectors: 'Who acts',
  copies: 'Who is told',
  office_sees: 'Who is told',
  tells: 'Who is told',
  shown_to: 'Who is told',
  goes_to: 'Who is told',
  triage: 'Routes and contacts',
  contacts: 'Routes and contacts',
  board_office: 'Routes and contacts',
  policy_issue_goes_to: 'Routes and contacts',
  raise: 'Forms and questions',
  response: 'Forms and questions',
  discussion: 'Forms and questions',
  outcome: 'Forms and questions',
  forms: 'Forms and questions',
  needs_form: 'Forms and questions',
  filing: 'Forms and questions',
  entry_fields: 'Forms and questions',
  considered: 'Forms and questions',
  set_words: 'Forms and questions',
  closings: 'Forms and questions',
  flags: 'Forms and questions',
  themes: 'Forms and questions',
  learning: 'Forms and questions',
  guidance: 'Forms and questions',
  reports: 'Forms and questions',
  readings: 'Readings',
};
