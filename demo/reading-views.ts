import type {
  PracticeBlock,
  PracticeElement,
  PracticeMessage,
  PracticeOption,
  PracticeView,
} from './practice-shapes.ts';

/** One question of a modal, as a person sees it. */
export type Field = {
  readonly blockId: string;
  readonly actionId: string;
  /** Slack's element type, such as `plain_text_input`. */
  readonly type: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly optional: boolean;
  readonly options: readonly PracticeOption[];
  /** What the question would send untouched in real Slack; the practice client sends nothing. */
  readonly initial: Answer | undefined;
};

/** What a person gives to one question: text, a date `2026-12-24`, or the labels (or values) of what they choose. */
export type Answer = string | readonly string[];

/** Something to press in a message or a Home. Each choice of an overflow menu or a select is one of these. */
export type Button = {
  readonly blockId: string | undefined;
  readonly actionId: string;
  readonly type: string;
  readonly label: string;
  readonly value: string | undefined;
  /** Only of a choice in a menu. */
  readonly option: PracticeOption | undefined;
};

/** Every question of a modal, top to bottom. A block without ids is skipped: the practice client could not send it. */
export function fieldsOf(view: PracticeView): readonly Field[] {
  return view.blocks.flatMap((block) => {
    const { element, block_id: blockId } = block;
    if (block.type !== 'input' || element?.action_id === undefined || blockId === undefined) return [];
    return [
      {
        blockId,
        actionId: element.action_id,
        type: element.type,
        label: block.label?.text ?? '',
        hint: block.hint?.text,
        optional: block.optional ?? false,
        options: optionsOf(element),
        initial: initialOf(element),
      },
    ];
  });
}

/** Everything that can be pressed in a message or a Home, top to bottom. */
export function buttonsOf(shown: PracticeMessage | PracticeView): readonly Button[] {
  return (shown.blocks ?? []).flatMap((block) =>
    [...(block.type === 'actions' ? (block.elements ?? []) : []), block.accessory]
      .filter((element) => element !== undefined)
      .flatMap((element) => pressable(element, block)),
  );
}

/** All the words of a message, a Home or a modal, one line for each piece, in the order they are drawn. */
export function wordsOf(shown: PracticeMessage | PracticeView): string {
  const blocks = shown.blocks ?? [];
  // A message's `text` is its notification; it is drawn only where there are no blocks, as in Slack.
  if (blocks.length === 0) return typeof shown['text'] === 'string' ? shown['text'] : '';
  return blocks.flatMap(wordsOfBlock).join('\n');
}

/**
 * Answers by label (or block id) as the `values` that the client sends for a modal.
 *
 * @throws an Error that lists what there is when an answer fits no question, or a choice no option.
 * @example valuesOf(view, { 'What is the risk?': 'No food in the house', 'Kind': 'Risk' })
 * // => { risk: { text: { type: 'plain_text_input', value: 'No food in the house' } }, kind: { choice: { type: … } } }
 */
export function valuesOf(
  view: PracticeView,
  answers: Readonly<Record<string, Answer>>,
): Record<string, Record<string, unknown>> {
  const fields = fieldsOf(view);
  return Object.fromEntries(
    Object.entries(answers).map(([question, answer]) => {
      const field = fields.find(({ label, blockId }) => label === question || blockId === question);
      if (field === undefined) throw new Error(`No question "${question}". There are: ${listed(fields)}.`);
      return [field.blockId, { [field.actionId]: valueOf(field, answer) }];
    }),
  );
}

/** What the questions hold before anybody touches them, as answers by block id: what real Slack would send. */
export function initialAnswersOf(view: PracticeView): Record<string, Answer> {
  return Object.fromEntries(
    fieldsOf(view).flatMap(({ blockId, initial }) => (initial === undefined ? [] : [[blockId, initial]])),
  );
}

function optionsOf(element: PracticeElement): readonly PracticeOption[] {
  return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
}

function initialOf(element: PracticeElement): Answer | undefined {
  return (
    element.initial_value ??
    element.initial_date ??
    element.initial_time ??
    element.initial_option?.value ??
    element.initial_options?.map(({ value }) => value)
  );
}

function pressable(element: PracticeElement, block: PracticeBlock): readonly Button[] {
  if (element.action_id === undefined) return [];
  const common = { blockId: block.block_id, actionId: element.action_id, type: element.type };
  if (element.type === 'button') {
    return [{ ...common, label: textOf(element.text), value: element.value, option: undefined }];
  }
  return optionsOf(element).map((option) => ({
    ...common,
    label: option.text.text,
    value: option.value,
    option,
  }));
}

function wordsOfBlock(block: PracticeBlock): readonly string[] {
  return [
    textOf(block.text),
    ...(block.fields ?? []).map(textOf),
    textOf(block.label),
    ...[...(block.elements ?? []), block.element, block.accessory].flatMap((element) =>
      element === undefined ? [] : [textOf(element.text), ...optionsOf(element).map(({ text }) => text.text)],
    ),
    textOf(block.hint),
  ].filter((words) => words !== '');
}

function textOf(text: string | { readonly text: string } | undefined): string {
  return typeof text === 'object' ? text.text : (text ?? '');
}

function valueOf(field: Field, answer: Answer): Record<string, unknown> {
  const { type } = field;
  if (type === 'checkboxes' || type === 'multi_static_select') {
    return { type, selected_options: [answer].flat().map((choice) => chosen(field, choice)) };
  }
  if (typeof answer !== 'string') throw new Error(`"${field.label}" takes one answer.`);
  if (type === 'static_select' || type === 'radio_buttons')
    return { type, selected_option: chosen(field, answer) };
  if (type === 'datepicker') return { type, selected_date: answer };
  if (type === 'timepicker') return { type, selected_time: answer };
  return { type, value: answer };
}

function chosen(field: Field, choice: string): PracticeOption {
  const option = field.options.find(({ text, value }) => text.text === choice || value === choice);
  if (option !== undefined) return option;
  const there = field.options.map(({ text }) => `"${text.text}"`).join(', ');
  throw new Error(`"${field.label}" has no choice "${choice}". There are: ${there}.`);
}

function listed(fields: readonly Field[]): string {
  return fields.map(({ label, blockId }) => `"${label}" (${blockId})`).join(', ') || 'none';
}
