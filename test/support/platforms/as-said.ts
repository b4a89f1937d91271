import type { Block, Button, Field, Form, Home, Message, Text } from '../../../src/flows/chat-message.ts';
import type { Seen, SeenButton, SeenField } from './seen.ts';

/*
 * What the conversations say, before any platform drew it: what a person is to see, in the same type in which it is read
 * off the screen.
 */

/** Stands between a fact's label and its value, which each platform sets apart in its own way. */
export const betweenFact = '\t';

export function formAsSaid(form: Form): Seen {
  return {
    ...blocksAsSaid('form', form.intro),
    title: form.title,
    fields: form.fields.map(fieldAsSaid),
    submit: form.submit,
    close: form.close ?? 'Close',
  };
}

export function messageAsSaid({ summary, blocks }: Message): Seen {
  return { ...blocksAsSaid('message', blocks), summary };
}

export function homeAsSaid({ blocks }: Home): Seen {
  return blocksAsSaid('home', blocks);
}

function blocksAsSaid(id: string, blocks: readonly Block[]): Seen {
  return {
    id,
    title: '',
    words: blocks
      .flatMap(linesOf)
      .filter((line) => line !== '')
      .join('\n'),
    buttons: blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(buttonAsSaid) : [])),
    fields: [],
    submit: undefined,
  };
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'text':
    case 'small':
      return [plain(block.text)];
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}${betweenFact}${plain(value)}`);
    case 'list':
      return block.items.map(plain);
    case 'quote':
      return [block.label, block.words];
    case 'link':
      return [block.label];
    case 'divider':
    case 'buttons':
      return [];
  }
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  return 'strong' in text ? text.strong : text.map(plain).join('');
}

function buttonAsSaid({ label, act, confirm }: Button): SeenButton {
  return {
    label,
    act,
    ...(confirm === undefined ? {} : { asks: [confirm.title, confirm.text, confirm.yes, confirm.no] }),
  };
}

function fieldAsSaid(field: Field): SeenField {
  const value = 'value' in field ? field.value : undefined;
  return {
    id: field.id,
    label: field.label,
    hint: field.hint,
    kind: field.kind,
    choices: 'options' in field ? field.options : [],
    required: field.required,
    holds: value === undefined || value.length === 0 ? undefined : value,
  };
}
