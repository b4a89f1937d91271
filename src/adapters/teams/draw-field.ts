import type { Field } from '../../flows/chat-message.ts';
import { clean } from '../../flows/plain-text.ts';
import type { ChoiceInput, Container, DateInput, Element, Input, TextInput } from './card.ts';
import { inputOf, writeChoice } from './carry.ts';
import { drawChoices, inFull } from './draw-options.ts';
import { richText } from './draw-text.ts';
import { limits } from './limits.ts';
import { clip, lineOf, lookAlike } from './plain.ts';

/** How a field is drawn: what is wrong with it, and how many characters of what was typed there is room for. */
export type FieldWay = {
  readonly error: string | undefined;
  readonly room: number;
  /** In a message: what was typed stays out of it, because chat keeps a copy of every message. */
  readonly inMessage: boolean;
};

/** Whether a card can ask it at all: there must be something to choose from. */
export function isAsked(field: Field): boolean {
  return !('options' in field) || field.options.length > 0;
}

/** A field as an input with its label, its hint and what is wrong with it, and with whatever has to be said in full before. */
export function drawField(field: Field, way: FieldWay): readonly Element[] {
  if (!isAsked(field)) return richText([{ strong: field.label }, '\nThere is nothing to choose from.']);
  const hints = hintsOf(field, way);
  const question: Container = {
    type: 'Container',
    spacing: 'medium',
    items: [
      ...(way.error === undefined ? [] : drawProblem(way.error)),
      drawInput(field, way),
      ...hints.flatMap((hint) => richText(clip(clean(hint), limits.hint), { size: 'small' }, 'small')),
    ],
  };
  return [...('options' in field ? inFull(field.options) : []), question];
}

/** In words and in bold; the colour only underlines it. */
function drawProblem(error: string): ReturnType<typeof richText> {
  return richText({ strong: `Problem: ${lineOf(error, limits.error)}` }, { color: 'attention' });
}

function drawInput(field: Field, way: FieldWay): Input {
  switch (field.kind) {
    case 'text':
      return drawTyped(field, way);
    case 'choice': {
      const chosen = field.options.filter(({ id }) => id === field.value).slice(0, 1);
      return drawChosen(field, chosen, false, 'Choose one of these.');
    }
    case 'many': {
      const chosen = field.options.filter(({ id }) => field.value?.includes(id) === true);
      return drawChosen(field, chosen, true, 'Choose at least one of these.');
    }
    case 'date':
      return drawDate(field);
  }
}

type Kind<K extends Field['kind']> = Extract<Field, { readonly kind: K }>;

function drawTyped(field: Kind<'text'>, way: FieldWay): TextInput {
  const value = way.inMessage ? '' : begin(typedIn(field), roomFor(field, way));
  return {
    type: 'Input.Text',
    ...asked(field, 'Write something here.'),
    isMultiline: field.long,
    maxLength: maxOf(field),
    ...(value === '' ? {} : { value }),
    ...(field.placeholder === undefined
      ? {}
      : { placeholder: lookAlike(field.placeholder, limits.placeholder) }),
  };
}

function drawChosen(
  field: Kind<'choice' | 'many'>,
  chosen: Kind<'choice'>['options'],
  isMultiSelect: boolean,
  missing: string,
): ChoiceInput {
  const value = chosen.map(({ id }) => writeChoice(id)).join(',');
  return {
    type: 'Input.ChoiceSet',
    ...asked(field, missing),
    ...drawChoices(field.options),
    isMultiSelect,
    ...(value === '' ? {} : { value }),
  };
}

function drawDate(field: Kind<'date'>): DateInput {
  const { value } = field;
  return {
    type: 'Input.Date',
    ...asked(field, 'Choose a date.'),
    ...(value !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(value) ? { value } : {}),
  };
}

/** The client itself says `missing` where a required answer is, and sends nothing until it is there. */
function asked(field: Field, missing: string): Pick<Input, 'id' | 'label' | 'isRequired' | 'errorMessage'> {
  return {
    id: inputOf(field.id),
    label: lookAlike(field.label, limits.label),
    ...(field.required ? { isRequired: true, errorMessage: missing } : {}),
  };
}

/** Something typed elsewhere may be longer than there is room for: said, so that nobody sends half of it unawares. */
function hintsOf(field: Field, way: FieldWay): readonly string[] {
  return [
    ...(field.hint === undefined ? [] : [field.hint]),
    ...(field.kind === 'text' ? missingIn(field, way) : []),
  ];
}

function missingIn(field: Kind<'text'>, way: FieldWay): readonly string[] {
  const typed = typedIn(field);
  const room = roomFor(field, way);
  if (typed === '') return [];
  if (way.inMessage)
    return ['What was written here before is not shown in a message. Please write it again.'];
  if (typed.length <= room) return [];
  return room === 0
    ? ['There is no room to show what was written here. Please write it again.']
    : [`Only the first ${room} characters of what was written fit here.`];
}

function begin(text: string, max: number): string {
  return text.slice(0, max).replace(/\p{Cs}$/u, '');
}

function typedIn(field: Kind<'text'>): string {
  const value = clean(field.value ?? '');
  return field.long ? value : value.replace(/\n/gu, ' ');
}

function roomFor(field: Kind<'text'>, { room }: FieldWay): number {
  return Math.min(maxOf(field), room);
}

function maxOf(field: Kind<'text'>): number {
  return Math.min(Math.max(field.max ?? limits.typed, 1), limits.typed);
}
