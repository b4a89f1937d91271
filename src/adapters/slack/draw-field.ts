import type {
  Checkboxes,
  InputBlock,
  KnownBlock,
  MultiStaticSelect,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  StaticSelect,
} from '@slack/types';
import type { Field } from '../../flows/chat-message.ts';
import { clean } from '../../flows/plain-text.ts';
import { drawSections } from './draw-blocks.ts';
import { drawChoices, drawOption, inFull } from './draw-options.ts';
import { plainText } from './draw-text.ts';
import { limits } from './limits.ts';
import { clip } from './plain.ts';

/** Every question has one answer; its block carries the field's id. */
const answer = 'answer';

/** A field as an input block, with whatever has to be said in full before it. */
export function drawField(field: Field): readonly KnownBlock[] {
  if ('options' in field && field.options.length === 0) {
    return drawSections([{ strong: field.label }, '\nThere is nothing to choose from.']);
  }
  return [...('options' in field ? inFull(field.options) : []), drawInput(field)];
}

function drawInput(field: Field): InputBlock {
  const hint = hintOf(field);
  return {
    type: 'input',
    block_id: field.id,
    label: plainText(field.label, limits.label),
    element: drawElement(field),
    // Said always: Slack takes a missing one for "required", and the reader of answers looks at it.
    optional: !field.required,
    ...(hint === undefined ? {} : { hint: plainText(hint, limits.hint) }),
  };
}

function drawElement(field: Field): InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return drawTyped(field);
    case 'choice':
      return drawChoice(field);
    case 'many':
      return drawMany(field);
    case 'date':
      return {
        type: 'datepicker',
        action_id: answer,
        ...(field.value !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(field.value)
          ? { initial_date: field.value }
          : {}),
      };
  }
}

type Kind<K extends Field['kind']> = Extract<Field, { readonly kind: K }>;

function drawTyped(field: Kind<'text'>): PlainTextInput {
  const max = maxOf(field);
  const value = typedValue(field)
    .slice(0, max)
    .replace(/\p{Cs}$/u, '');
  return {
    type: 'plain_text_input',
    action_id: answer,
    multiline: field.long,
    max_length: max,
    ...(value === '' ? {} : { initial_value: value }),
    ...(field.placeholder === undefined
      ? {}
      : { placeholder: plainText(field.placeholder, limits.placeholder) }),
  };
}

function drawChoice(field: Kind<'choice'>): RadioButtons | StaticSelect {
  const chosen = field.options.find((option) => option.id === field.value);
  const initial: { initial_option?: PlainTextOption } =
    chosen === undefined ? {} : { initial_option: drawOption(chosen) };
  if (field.options.length <= limits.radioButtons) {
    return { type: 'radio_buttons', action_id: answer, options: field.options.map(drawOption), ...initial };
  }
  return { type: 'static_select', action_id: answer, ...drawChoices(field.options), ...initial };
}

function drawMany(field: Kind<'many'>): Checkboxes | MultiStaticSelect {
  const chosen = field.options.filter((option) => field.value?.includes(option.id) === true);
  const initial: { initial_options?: PlainTextOption[] } =
    chosen.length === 0 ? {} : { initial_options: chosen.map(drawOption) };
  if (field.options.length <= limits.checkboxes) {
    return { type: 'checkboxes', action_id: answer, options: field.options.map(drawOption), ...initial };
  }
  return { type: 'multi_static_select', action_id: answer, ...drawChoices(field.options), ...initial };
}

/** Something typed elsewhere may be longer than Slack's field: said, so that nobody sends half of it unawares. */
function hintOf(field: Field): string | undefined {
  if (field.kind !== 'text' || typedValue(field).length <= maxOf(field)) return field.hint;
  const warning = `Only the first ${maxOf(field)} characters of what was written fit here.`;
  return field.hint === undefined ? warning : `${clip(clean(field.hint), limits.hint - 100)} ${warning}`;
}

function typedValue(field: Kind<'text'>): string {
  const value = clean(field.value ?? '');
  return field.long ? value : value.replace(/\n/gu, ' ');
}

function maxOf(field: Kind<'text'>): number {
  return Math.min(Math.max(field.max ?? limits.typed, 1), limits.typed);
}
