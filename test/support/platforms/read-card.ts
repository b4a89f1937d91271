import { z } from 'zod';
import type { Act } from '../../../src/flows/chat-input.ts';
import type { Seen, SeenButton, SeenField } from './seen.ts';

/* An Adaptive Card as somebody reads it in Teams. Written from the cards' own documentation and not from our drawing of them. */

const dataShape = z.record(z.string(), z.unknown());
const executeShape = z.object({
  type: z.enum(['Action.Execute', 'Action.Submit']),
  title: z.string(),
  verb: z.string().optional(),
  data: dataShape.default({}),
});
export type CardAction = z.infer<typeof executeShape>;
const runShape = z.object({ text: z.string() });
const inputShape = z.object({
  type: z.enum(['Input.Text', 'Input.ChoiceSet', 'Input.Date']),
  id: z.string(),
  label: z.string(),
  isRequired: z.boolean().default(false),
  isMultiSelect: z.boolean().default(false),
  value: z.string().optional(),
  choices: z.array(z.object({ title: z.string(), value: z.string() })).default([]),
});
const richShape = z.object({ type: z.literal('RichTextBlock'), inlines: z.array(runShape) });
const textShape = z.object({
  type: z.literal('TextBlock'),
  text: z.string(),
  style: z.string().optional(),
  size: z.string().optional(),
});
const containerShape = z.object({
  type: z.literal('Container'),
  items: z.array(z.union([richShape, textShape, inputShape])),
});
const showShape = z.object({
  type: z.literal('Action.ShowCard'),
  title: z.string(),
  card: z.object({ body: z.array(z.union([richShape, textShape])), actions: z.array(executeShape) }),
});
/** Opens a page in the browser: a link, which reads as its label. */
const openShape = z.object({ type: z.literal('Action.OpenUrl'), title: z.string(), url: z.string() });
const linkShape = z.object({ type: z.literal('ActionSet'), actions: z.array(openShape).min(1) });
const actionsShape = z.object({
  type: z.literal('ActionSet'),
  actions: z.array(z.union([executeShape, showShape])),
});
const cardShape = z.object({
  type: z.literal('AdaptiveCard'),
  body: z.array(z.union([richShape, textShape, containerShape, linkShape, actionsShape, inputShape])),
  actions: z.array(executeShape).default([]),
});
type Read = z.infer<typeof cardShape>;
type Input = z.infer<typeof inputShape>;
type Line = z.infer<typeof richShape> | z.infer<typeof textShape>;

/** A card with its buttons as they are sent. */
export type ReadCard = {
  readonly seen: Seen;
  /** What each button sends, by the button that is seen. */
  readonly sends: ReadonlyMap<SeenButton, CardAction>;
  /** The button that sends what was filled in. */
  readonly send?: CardAction;
  /** The button that puts the card away. */
  readonly putAway?: CardAction;
};

/** What our buttons carry, and the ids of inputs, as src/adapters/teams/carry.ts writes them. */
const ours = 'concordat';
const carriedShape = z.object({
  [ours]: z.object({
    act: z
      .object({ do: z.string(), caseId: z.string().exactOptional(), on: z.string().exactOptional() })
      .optional(),
    form: z.unknown().optional(),
    putAway: z.literal(true).optional(),
  }),
});

export function readCard(id: string, value: unknown, summary?: string): ReadCard {
  const card = cardShape.parse(value);
  const sends = new Map<SeenButton, CardAction>();
  const buttons = card.body.flatMap((element) =>
    buttonsIn(element).map((action) => {
      const button = readButton(action);
      sends.set(button, action.type === 'Action.ShowCard' ? yesOf(action) : action);
      return button;
    }),
  );
  const links = card.body.flatMap(linksIn);
  const send = card.actions.find(({ data }) => carriedOf(data)?.form !== undefined);
  const putAway = card.actions.find(({ data }) => carriedOf(data)?.putAway === true);
  const [title, body] = titleOf(card, putAway !== undefined);
  const seen: Seen = {
    id,
    title,
    words: body.flatMap(wordsOf).join('\n'),
    buttons,
    fields: body.flatMap(fieldsOf),
    submit: send?.title,
    ...(putAway === undefined ? {} : { close: putAway.title }),
    ...(summary === undefined ? {} : { summary }),
    ...(links.length === 0 ? {} : { links: links.map(({ url }) => url) }),
  };
  return {
    seen,
    sends,
    ...(send === undefined ? {} : { send }),
    ...(putAway === undefined ? {} : { putAway }),
  };
}

type Action = z.infer<typeof actionsShape>['actions'][number];

function buttonsIn(element: Read['body'][number]): readonly Action[] {
  if (element.type !== 'ActionSet') return [];
  const all: readonly (Action | z.infer<typeof openShape>)[] = element.actions;
  return all.flatMap((action) => (action.type === 'Action.OpenUrl' ? [] : [action]));
}

function linksIn(element: Read['body'][number]): readonly z.infer<typeof openShape>[] {
  if (element.type !== 'ActionSet') return [];
  const all: readonly (Action | z.infer<typeof openShape>)[] = element.actions;
  return all.flatMap((action) => (action.type === 'Action.OpenUrl' ? [action] : []));
}

/** A form or page says its title first, in large letters. */
function titleOf({ body }: Read, isForm: boolean): readonly [string, Read['body']] {
  const [first, ...rest] = body;
  const isTitle = first?.type === 'TextBlock' && first.style === 'heading' && first.size === 'large';
  return isForm && isTitle ? [first.text, rest] : ['', body];
}

function wordsOf(element: Read['body'][number]): readonly string[] {
  switch (element.type) {
    case 'RichTextBlock':
    case 'TextBlock':
      return [lineOf(element)];
    case 'Container':
      return element.items.some(isInput)
        ? []
        : element.items.flatMap((item) => (isInput(item) ? [] : [lineOf(item)]));
    case 'ActionSet':
      return linksIn(element).map(({ title }) => title);
    default:
      return [];
  }
}

/** A question stands in a frame with what is wrong above it and its hint below. */
function fieldsOf(element: Read['body'][number]): readonly SeenField[] {
  if (element.type === 'Container') {
    const at = element.items.findIndex(isInput);
    const input = element.items[at];
    if (input === undefined || !isInput(input)) return [];
    const linesOf = (items: typeof element.items) =>
      items.flatMap((item) => (isInput(item) ? [] : [lineOf(item)]));
    return [readField(input, linesOf(element.items.slice(0, at)), linesOf(element.items.slice(at + 1)))];
  }
  return isElementInput(element) ? [readField(element, [], [])] : [];
}

function readField(input: Input, above: readonly string[], below: readonly string[]): SeenField {
  const choices = input.choices.map(({ title, value }) => ({ id: decodeURIComponent(value), label: title }));
  const wrong = above.find((line) => line.startsWith('Problem: '))?.replace('Problem: ', '');
  return {
    id: input.id.replace(/^field:/u, ''),
    label: input.label,
    hint: below.length === 0 ? undefined : below.join('\n'),
    kind: kindOf(input),
    choices,
    required: input.isRequired,
    holds: heldBy(input),
    ...(wrong === undefined ? {} : { wrong }),
  };
}

function kindOf({ type, isMultiSelect }: Input): SeenField['kind'] {
  switch (type) {
    case 'Input.Text':
      return 'text';
    case 'Input.Date':
      return 'date';
    case 'Input.ChoiceSet':
      return isMultiSelect ? 'many' : 'choice';
  }
}

function heldBy({ type, isMultiSelect, value }: Input): SeenField['holds'] {
  if (value === undefined || value === '') return undefined;
  if (type !== 'Input.ChoiceSet') return value;
  return isMultiSelect ? value.split(',').map(decodeURIComponent) : decodeURIComponent(value);
}

function readButton(action: z.infer<typeof actionsShape>['actions'][number]): SeenButton {
  if (action.type !== 'Action.ShowCard') return { label: action.title, act: actOf(action.data) };
  const yes = yesOf(action);
  return {
    label: action.title,
    act: actOf(yes.data),
    asks: [...action.card.body.map(lineOf), yes.title],
  };
}

function yesOf({ title, card }: z.infer<typeof showShape>): CardAction {
  const [yes] = card.actions;
  if (yes === undefined) throw new Error(`“${title}” asks a question that nobody can say yes to`);
  return yes;
}

function carriedOf(data: unknown) {
  return carriedShape.safeParse(data).data?.[ours];
}

function actOf(data: unknown): Act | undefined {
  return carriedOf(data)?.act;
}

function lineOf(element: Line): string {
  return element.type === 'TextBlock' ? element.text : element.inlines.map(({ text }) => text).join('');
}

function isInput(item: z.infer<typeof containerShape>['items'][number]): item is Input {
  return item.type.startsWith('Input.');
}

function isElementInput(element: Read['body'][number]): element is Input {
  return element.type.startsWith('Input.');
}
