import { z } from 'zod';
import type { Act } from '../../../src/flows/chat-input.ts';
import type { GivenAnswer } from '../../../demo/client.ts';
import type { Seen, SeenButton, SeenField } from './seen.ts';

/* Slack's blocks as somebody reads them. Written from Slack's documentation and not from our drawing of them. */

const textShape = z.object({ type: z.string(), text: z.string() });
const optionShape = z.object({ text: textShape, value: z.string(), description: textShape.optional() });
const elementShape = z.object({
  type: z.string(),
  action_id: z.string().optional(),
  text: z.union([textShape, z.string()]).optional(),
  value: z.string().optional(),
  confirm: z.object({ title: textShape, text: textShape, confirm: textShape, deny: textShape }).optional(),
  options: z.array(optionShape).optional(),
  option_groups: z.array(z.object({ options: z.array(optionShape) })).optional(),
  initial_value: z.string().optional(),
  initial_date: z.string().optional(),
  initial_option: optionShape.optional(),
  initial_options: z.array(optionShape).optional(),
});
export type SlackElement = z.infer<typeof elementShape>;
const blockShape = z.object({
  type: z.string(),
  block_id: z.string().optional(),
  text: textShape.optional(),
  fields: z.array(textShape).optional(),
  elements: z.array(elementShape).optional(),
  element: elementShape.optional(),
  label: textShape.optional(),
  hint: textShape.optional(),
  optional: z.boolean().optional(),
});
export type SlackBlock = z.infer<typeof blockShape>;
const blocksShape = z.array(blockShape).default([]);
const viewShape = z.object({
  type: z.string(),
  blocks: blocksShape,
  title: textShape.optional(),
  submit: textShape.optional(),
  close: textShape.optional(),
  private_metadata: z.string().default(''),
  callback_id: z.string().default(''),
});
export type SlackView = z.infer<typeof viewShape>;
const actShape = z.object({
  do: z.string(),
  caseId: z.string().exactOptional(),
  on: z.string().exactOptional(),
});

export function viewOf(value: unknown): SlackView {
  return viewShape.parse(value);
}

/** A modal or a home view. */
export function readView(id: string, { blocks, title, submit, close }: SlackView): Seen {
  return {
    ...readBlocks(id, blocks),
    title: title?.text ?? '',
    submit: submit?.text,
    ...(close === undefined ? {} : { close: close.text }),
  };
}

/** A message; its `text` is what a lock screen shows. */
export function readMessage(id: string, blocks: unknown, text: unknown): Seen {
  return { ...readBlocks(id, blocksShape.parse(blocks)), summary: unescaped(String(text)) };
}

function readBlocks(id: string, blocks: readonly SlackBlock[]): Seen {
  const links = blocks.flatMap(({ text }) => linkIn(text)?.[1] ?? []);
  return {
    id,
    ...(links.length === 0 ? {} : { links }),
    title: '',
    words: blocks.flatMap(wordsOf).join('\n'),
    buttons: blocks.flatMap((block) =>
      block.type === 'actions' ? (block.elements ?? []).map(readButton) : [],
    ),
    fields: blocks.flatMap((block) => readField(block) ?? []),
    submit: undefined,
  };
}

function wordsOf(block: SlackBlock): readonly string[] {
  switch (block.type) {
    case 'header':
      return [readText(block.text)];
    case 'section':
      return [block.text, ...(block.fields ?? [])].flatMap((text) =>
        text === undefined ? [] : [readText(text)],
      );
    case 'context':
      return (block.elements ?? []).map(({ type, text }) =>
        readText(typeof text === 'string' ? { type, text } : text),
      );
    default:
      return [];
  }
}

/** Of Slack's markup only the asterisks of bold are ever drawn (test/support/slack-rules.ts refuses the rest). */
function readText(text: { readonly type: string; readonly text: string } | undefined): string {
  if (text === undefined) return '';
  const label = linkIn(text)?.[2];
  if (label !== undefined) return label;
  return text.type === 'mrkdwn' ? unescaped(text.text.replaceAll('*', '')) : text.text;
}

function linkIn(text: { readonly type: string; readonly text: string } | undefined) {
  return text?.type === 'mrkdwn' ? /^<([^|>]+)\|([^>]+)>$/u.exec(text.text) : undefined;
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

function readButton({ text, value, confirm }: SlackElement): SeenButton {
  return {
    label: typeof text === 'string' ? text : readText(text),
    act: readAct(value),
    ...(confirm === undefined
      ? {}
      : { asks: [confirm.title, confirm.text, confirm.confirm, confirm.deny].map(readText) }),
  };
}

function readAct(value: string | undefined): Act | undefined {
  return value === undefined ? undefined : actShape.safeParse(JSON.parse(value)).data;
}

function readField({
  type,
  block_id: id,
  element,
  label,
  hint,
  optional,
}: SlackBlock): SeenField | undefined {
  if (type !== 'input' || element === undefined || id === undefined) return undefined;
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  return {
    id,
    label: readText(label),
    hint: hint === undefined ? undefined : readText(hint),
    kind: kindOf(element.type),
    choices: options.map(({ text, value, description }) => ({
      id: value,
      label: readText(text),
      ...(description === undefined ? {} : { hint: readText(description) }),
    })),
    required: optional !== true,
    holds: heldBy(element),
  };
}

function kindOf(type: string): SeenField['kind'] {
  switch (type) {
    case 'radio_buttons':
    case 'static_select':
      return 'choice';
    case 'checkboxes':
    case 'multi_static_select':
      return 'many';
    case 'datepicker':
      return 'date';
    case 'plain_text_input':
      return 'text';
    default:
      throw new Error(`A question of Slack’s kind ${type} is not known here`);
  }
}

/** What a question sends when nobody touches it. */
export function heldBy(element: SlackElement): GivenAnswer | undefined {
  return (
    element.initial_value ??
    element.initial_date ??
    element.initial_option?.value ??
    element.initial_options?.map(({ value }) => value)
  );
}
