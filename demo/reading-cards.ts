import { z } from 'zod';
import { inputOf, readCarried, readChoice } from '../src/adapters/teams/carry.ts';
import type { GivenAnswer, GivenAnswers, Shown, ShownButton, ShownField } from './client.ts';
import type { Card, CardAction, CardElement } from './practice-teams-shapes.ts';

/** A button of a card with what it does. `inside` a question that has to be answered with yes first, its words. */
type Pressable = ShownButton & { readonly action: CardAction };

/** A card as a person sees it. */
export function shownCard(id: string, card: Card): Shown {
  return {
    id,
    words: wordsIn(elementsOf(card)),
    buttons: buttonsOfCard(card).map(({ label, act }) => ({ label, act })),
    fields: fieldsOfCard(card),
    submit: sending(card)?.title,
  };
}

/** Everything to press that is about something, top to bottom. A button that asks first stands for its yes. */
export function buttonsOfCard(card: Card): readonly Pressable[] {
  return actionsOf(card).flatMap((action) => {
    const label = action.title ?? '';
    const does = action.type === 'Action.ShowCard' ? action.card?.actions?.[0] : action;
    const carried = readCarried(does?.data);
    if (does === undefined || carried === undefined || !('act' in carried)) return [];
    return [{ label, act: carried.act, action: does }];
  });
}

/** The button that sends what was filled in. */
export function sending(card: Card): CardAction | undefined {
  return actionsOf(card).find(({ data }) => has(data, 'form'));
}

/** The button that puts the card away. A card that has one stands in front. */
export function puttingAway(card: Card): CardAction | undefined {
  return actionsOf(card).find(({ data }) => has(data, 'putAway'));
}

/**
 * What the client itself finds wrong before it sends anything: a required question without an answer.
 *
 * @returns its words by question
 */
export function refusedByClient(
  card: Card,
  inputs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    inputsOf(card).flatMap(({ id = '', isRequired, errorMessage }) =>
      isRequired === true && (inputs[id] ?? '').trim() === ''
        ? [[fieldId(id), errorMessage ?? 'This is required.']]
        : [],
    ),
  );
}

/** What the bot found wrong, by question: what stands in red beside it. */
export function wrongIn(card: Card): Readonly<Record<string, string>> {
  return Object.fromEntries(
    everyElement(elementsOf(card)).flatMap(({ items = [] }) => {
      const input = items.find(isInput);
      const problem = items.find((item) => !isInput(item) && isRed(item));
      if (input?.id === undefined || problem === undefined) return [];
      return [[fieldId(input.id), wordsIn([problem]).replace(/^Problem: /, '')]];
    }),
  );
}

/**
 * The inputs of a card as the client sends them: untouched ones with what they hold, empty ones not at all, several choices
 * as one text.
 *
 * @throws an Error that lists what there is when an answer fits no question, or a choice no option
 */
export function inputsWith(card: Card, answers: GivenAnswers): Record<string, string> {
  const fields = fieldsOfCard(card);
  const held = inputsOf(card).map(({ id = '', value = '' }): [string, string] => [id, value]);
  const given = Object.entries(answers).map(([question, answer]): [string, string] => {
    const field = fields.find(({ id, label }) => id === question || label === question);
    if (field === undefined) {
      const there = fields.map(({ id, label }) => `"${label}" (${id})`).join(', ');
      throw new Error(`No question "${question}". There are: ${there || 'none'}.`);
    }
    return [inputOf(field.id), valueOf(card, field, answer)];
  });
  return Object.fromEntries([...held, ...given].filter(([, value]) => value !== ''));
}

function valueOf(card: Card, field: ShownField, answer: GivenAnswer): string {
  if (field.kind === 'text' || field.kind === 'date') return [answer].flat().join(' ');
  const { choices = [] } = inputsOf(card).find(({ id }) => id === inputOf(field.id)) ?? {};
  return [answer]
    .flat()
    .map((choice) => {
      const found = choices.find(
        ({ title, value }) => title === choice || (readChoice(value) ?? value) === choice,
      );
      if (found !== undefined) return found.value;
      throw new Error(
        `"${field.label}" has no choice "${choice}". There are: ${choices.map(({ title }) => `"${title}"`).join(', ')}.`,
      );
    })
    .join(',');
}

function fieldsOfCard(card: Card): readonly ShownField[] {
  return groupsOf(card).flatMap(({ input, hint }) => {
    const { id, type, label = '', isRequired = false, choices = [], value = '', isMultiSelect } = input;
    if (id === undefined) return [];
    const several = isMultiSelect === true;
    return [
      {
        id: fieldId(id),
        label,
        hint: hint === '' ? undefined : hint,
        kind:
          type === 'Input.Date' ? 'date' : type !== 'Input.ChoiceSet' ? 'text' : several ? 'many' : 'choice',
        choices: choices.map((choice) => ({
          id: readChoice(choice.value) ?? choice.value,
          label: choice.title,
        })),
        required: isRequired,
        holds: holding(type, value, several),
      } satisfies ShownField,
    ];
  });
}

function holding(type: string, value: string, several: boolean): GivenAnswer | undefined {
  if (value === '') return undefined;
  if (type !== 'Input.ChoiceSet') return value;
  const ids = value.split(',').map((one) => readChoice(one) ?? one);
  return several ? ids : ids[0];
}

/** Each input with the words that stand with it in a container of their own: its hint, and what is wrong with it. */
function groupsOf(card: Card): readonly { readonly input: CardElement; readonly hint: string }[] {
  const all = everyElement(elementsOf(card));
  return all.filter(isInput).map((input) => {
    const around = all.find(({ items }) => items?.includes(input) === true)?.items ?? [];
    return { input, hint: wordsIn(around.filter((item) => !isInput(item) && !isRed(item))) };
  });
}

function inputsOf(card: Card): readonly CardElement[] {
  return everyElement(elementsOf(card)).filter((element) => isInput(element) && element.id !== undefined);
}

function isInput({ type }: CardElement): boolean {
  return type.startsWith('Input.');
}

const inRed = z.looseObject({ color: z.literal('attention') });
function isRed(element: CardElement): boolean {
  return [element, ...(element.inlines ?? [])].some((run) => inRed.safeParse(run).success);
}

function elementsOf({ body = [] }: Card): readonly CardElement[] {
  return body;
}

function everyElement(elements: readonly CardElement[]): readonly CardElement[] {
  return elements.flatMap((element) => [
    element,
    ...everyElement(element.items ?? []),
    ...everyElement(element.columns ?? []),
  ]);
}

function actionsOf(card: Card): readonly CardAction[] {
  return [...everyElement(elementsOf(card)).flatMap(({ actions = [] }) => actions), ...(card.actions ?? [])];
}

function wordsIn(elements: readonly CardElement[]): string {
  return everyElement(elements)
    .flatMap(({ text, inlines = [], facts = [], label, choices = [] }) => [
      text ?? '',
      inlines.map((run) => (typeof run === 'string' ? run : run.text)).join(''),
      ...facts.map(({ title, value }) => `${title}: ${value}`),
      label ?? '',
      ...choices.map(({ title }) => title),
    ])
    .filter((words) => words !== '')
    .join('\n');
}

function has(data: unknown, key: 'form' | 'putAway'): boolean {
  const carried = readCarried(data);
  return carried !== undefined && key in carried;
}

function fieldId(input: string): string {
  const mark = inputOf('');
  return input.startsWith(mark) ? input.slice(mark.length) : input;
}
