import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { problemsOfficially } from './official-card.ts';

/*
 * What a card for Teams may be, written down a second time and from the public documentation alone, so that the drawing
 * code and its table of limits are checked by something else than themselves. Three checks, each answering every problem:
 *
 * 1. a strict schema of the parts of version 1.5 that we use (adaptivecards.io/explorer): no element, property or value
 *    of a property that a reader of that page would not find there; it proves the shape;
 * 2. `official-card.ts`: Microsoft's own parser and its own table of properties, which knows the version of each; no
 *    package holds the JSON schema of version 1.5, and this is what their client reads cards with;
 * 3. rules that no schema holds: size, what may stand in a text, that every button works on old clients too, that every
 *    input can be told apart, is named and offers what it has chosen; it proves what people see and what comes back.
 */

/** Problems of a card, each as `where: what`; none where Teams takes it and every text in it is shown as text. */
export function problemsOfCard(card: unknown): readonly string[] {
  const parsed = cardShape.safeParse(card);
  return [
    ...(parsed.success
      ? problemsOfContent(parsed.data)
      : parsed.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`)),
    ...problemsOfficially(card),
  ];
}

const placed = {
  spacing: z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding']).optional(),
  separator: z.boolean().optional(),
};
const size = z.enum(['small', 'default', 'medium', 'large', 'extraLarge']).optional();
const weight = z.enum(['lighter', 'default', 'bolder']).optional();
const color = z.enum(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention']).optional();
const runShape = z.strictObject({ type: z.literal('TextRun'), text: z.string(), size, weight, color });
const richTextShape = z.strictObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(runShape).min(1),
  ...placed,
});
const textBlockShape = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string(),
  style: z.enum(['default', 'heading']).optional(),
  wrap: z.boolean().optional(),
  size,
  weight,
  color,
  ...placed,
});

const asked = {
  id: z.string().min(1),
  label: z.string(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().optional(),
  value: z.string().optional(),
  ...placed,
};
const inputShape = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Input.Text'),
    isMultiline: z.boolean().optional(),
    maxLength: z.number().int().positive(),
    placeholder: z.string().optional(),
    ...asked,
  }),
  z.strictObject({
    type: z.literal('Input.ChoiceSet'),
    style: z.enum(['compact', 'expanded', 'filtered']).optional(),
    isMultiSelect: z.boolean().optional(),
    wrap: z.boolean().optional(),
    choices: z.array(z.strictObject({ title: z.string(), value: z.string().min(1) })).min(1),
    ...asked,
  }),
  z.strictObject({ type: z.literal('Input.Date'), ...asked }),
]);

const named = {
  title: z.string(),
  style: z.enum(['default', 'positive', 'destructive']).optional(),
  tooltip: z.string().optional(),
};
const sent = {
  ...named,
  data: z.record(z.string(), z.unknown()),
  associatedInputs: z.enum(['auto', 'none']).optional(),
};
const submitShape = z.strictObject({ type: z.literal('Action.Submit'), ...sent });
const executeShape = z.strictObject({
  type: z.literal('Action.Execute'),
  verb: z.string().min(1),
  fallback: submitShape,
  ...sent,
});
const openUrlShape = z.strictObject({
  type: z.literal('Action.OpenUrl'),
  url: z.url(),
  title: z.string().min(1),
});
const saysShape = z.discriminatedUnion('type', [richTextShape, textBlockShape]);
const showCardShape = z.strictObject({
  type: z.literal('Action.ShowCard'),
  card: z.strictObject({
    type: z.literal('AdaptiveCard'),
    body: z.array(saysShape).min(1),
    actions: z.array(executeShape).min(1),
  }),
  ...named,
});
const actionShape = z.discriminatedUnion('type', [executeShape, showCardShape, openUrlShape]);
const containerShape = z.strictObject({
  type: z.literal('Container'),
  style: z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']).optional(),
  items: z.array(z.union([saysShape, inputShape])).min(1),
  ...placed,
});
const actionSetShape = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z.array(actionShape).min(1),
  ...placed,
});
const cardShape = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  lang: z.literal('en'),
  msteams: z.strictObject({ width: z.literal('Full') }),
  fallbackText: z.string(),
  speak: z.string(),
  body: z.array(z.union([saysShape, containerShape, actionSetShape, inputShape])).min(1),
  actions: z.array(executeShape).min(1).optional(),
});

type Shown = z.infer<typeof cardShape>;
type Says = z.infer<typeof saysShape>;
type Input = z.infer<typeof inputShape>;
type Action = z.infer<typeof actionShape>;

function problemsOfContent(card: Shown): readonly string[] {
  const inside = card.body.flatMap((element) => (element.type === 'Container' ? element.items : [element]));
  const inputs = inside.flatMap((element) => (isInput(element) ? [element] : []));
  const bars = [
    card.actions ?? [],
    ...inside.flatMap((one) => (one.type === 'ActionSet' ? [one.actions] : [])),
  ];
  const actions = bars.flat();
  const within = actions.flatMap((one) => (one.type === 'Action.ShowCard' ? [one.card] : []));
  const says = [...inside, ...within.flatMap(({ body }) => body)].flatMap((element) =>
    element.type === 'RichTextBlock' || element.type === 'TextBlock' ? [element] : [],
  );
  const ids = inputs.map(({ id }) => id);
  const sends = [...actions, ...within.flatMap((one) => one.actions)].some(
    (one) => one.type === 'Action.Execute' && one.associatedInputs !== 'none',
  );
  const bytes = Buffer.byteLength(JSON.stringify(card), 'utf16le');
  return [
    ...(bytes > 80_000 ? [`card: ${bytes} bytes`] : []),
    ...(/(?<!\\)(?:\\\\)*\\ud[89a-f]/iu.test(JSON.stringify(card)) ? ['card: half a character'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['inputs: the same id twice']),
    ...(inputs.length > 0 && !sends ? ['inputs: no button sends them'] : []),
    ...bars.flatMap((bar) => (bar.length > 6 ? [`actions: ${bar.length} in one row`] : [])),
    ...says.flatMap(problemsOfText),
    ...inputs.flatMap(problemsOfInput),
    ...actions.flatMap(problemsOfAction),
    ...within.flatMap((one) => one.actions.flatMap(problemsOfAction)),
    ...problemsOfWords('fallbackText', card.fallbackText),
    ...problemsOfWords('speak', card.speak),
  ];
}

function isInput(element: { readonly type: string }): element is Input {
  return element.type.startsWith('Input.');
}

function problemsOfText(element: Says): readonly string[] {
  if (element.type === 'TextBlock') {
    return [
      ...problemsOfWords('heading', element.text),
      ...(element.wrap === true ? [] : ['heading: cut at the edge']),
    ];
  }
  const text = element.inlines.map((run) => run.text).join('');
  return [
    ...(isUnseen(text) ? ['text: nothing to see'] : []),
    ...element.inlines.flatMap((run) => problemsOfRun(run.text)),
    ...(element.inlines.some((run) => run.color === 'attention') && !/problem/iu.test(text)
      ? ['text: a problem told by colour alone']
      : []),
  ];
}

/** A run is shown as it is, but for a line break, which is lost, and for dates and mentions, which are made. */
function problemsOfRun(text: string): readonly string[] {
  return [
    ...(text === '' ? ['run: empty'] : []),
    ...(/[\n\r\u2028\u2029]/u.test(text) ? ['run: a line break'] : []),
    ...(text.includes('{{') ? ['run: a date could be made'] : []),
    ...(/<\/?at\b/iu.test(text) ? ['run: a mention could be made'] : []),
    ...problemsOfCharacters('run', text),
  ];
}

/** Words that some client may read as Markdown or HTML: nothing in them may mean anything there. */
function problemsOfWords(where: string, words: string): readonly string[] {
  return [
    ...(isUnseen(words) ? [`${where}: nothing to see`] : []),
    ...(words === words.trim() && !/[\n\t]/u.test(words) ? [] : [`${where}: not one line`]),
    ...(/[*_`~\\@]|\]\(|<[a-z/!?]|&#?\w+;|\{\{/iu.test(words) ? [`${where}: markup in "${words}"`] : []),
    ...(/^(?:#|>|[-+] |\d+[.)] |-+$|=+$)/u.test(words) ? [`${where}: begins a list or a heading`] : []),
    ...(/:\/\/|\bwww\./iu.test(words) ? [`${where}: a link`] : []),
    ...problemsOfCharacters(where, words),
  ];
}

function problemsOfCharacters(where: string, text: string): readonly string[] {
  return [
    ...(/(?![\n\t])\p{Cc}/u.test(text) ? [`${where}: a control character`] : []),
    ...(/[\u202A-\u202E\u2066-\u2069]/u.test(text) ? [`${where}: the direction is turned`] : []),
    ...(/\p{Cs}/u.test(text) ? [`${where}: half a character`] : []),
  ];
}

function isUnseen(text: string): boolean {
  return text.replace(/[\p{Z}\p{Cc}\p{Cf}]/gu, '') === '';
}

function problemsOfInput(input: Input): readonly string[] {
  const where = input.id;
  return [
    ...(input.id.startsWith('field:') ? [] : [`${where}: could pose as what a button carries`]),
    ...problemsOfWords(`${where}: label`, input.label),
    ...(input.isRequired === true && input.errorMessage === undefined ? [`${where}: no message`] : []),
    ...(input.errorMessage === undefined ? [] : problemsOfWords(`${where}: message`, input.errorMessage)),
    ...problemsOfValue(input).map((problem) => `${where}: ${problem}`),
  ];
}

function problemsOfValue(input: Input): readonly string[] {
  const value = input.value ?? '';
  switch (input.type) {
    case 'Input.Text':
      return [
        ...(value.length > input.maxLength ? ['longer than it may be'] : []),
        ...(input.isMultiline !== true && value.includes('\n') ? ['two lines in one'] : []),
        ...(input.placeholder === undefined ? [] : problemsOfWords('placeholder', input.placeholder)),
        ...problemsOfCharacters('value', value),
      ];
    case 'Input.ChoiceSet': {
      const offered = input.choices.map((choice) => choice.value);
      const chosen = value === '' ? [] : input.isMultiSelect === true ? value.split(',') : [value];
      return [
        ...(new Set(offered).size === offered.length ? [] : ['the same choice twice']),
        ...(offered.some((one) => one.includes(',')) ? ['a comma in a choice'] : []),
        ...(chosen.every((one) => offered.includes(one)) ? [] : ['chosen and not offered']),
        ...(input.choices.length > 10 && input.style === 'expanded' ? ['too many to be shown'] : []),
        ...(input.wrap === true ? [] : ['choices cut at the edge']),
        ...input.choices.flatMap(({ title }) => problemsOfWords('choice', title)),
      ];
    }
    case 'Input.Date':
      return value === '' || /^\d{4}-\d\d-\d\d$/u.test(value) ? [] : ['no date'];
  }
}

function problemsOfAction(action: Action): readonly string[] {
  const named = [
    ...problemsOfWords('button', action.title),
    ...(action.title.length > 80 ? ['button: too long'] : []),
    ...('tooltip' in action && action.tooltip !== undefined
      ? problemsOfWords('tooltip', action.tooltip)
      : []),
  ];
  if (action.type === 'Action.OpenUrl') return named;
  if (action.type === 'Action.ShowCard') return named;
  const { type: _type, verb: _verb, fallback, ...sends } = action;
  const { type: _other, ...falls } = fallback;
  return [
    ...named,
    ...(isDeepStrictEqual(sends, falls) ? [] : ['button: does something else on old clients']),
    ...(isDeepStrictEqual(Object.keys(action.data), ['concordat']) ? [] : ['button: carries something else']),
  ];
}
