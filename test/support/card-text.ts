import type { Card, Container, Element } from '../../src/adapters/teams/card.ts';
import type { Block, Form, Home, Message, Text } from '../../src/flows/chat-message.ts';

/*
 * What a card says against what it was to say. Signs that were replaced by look-alikes count as themselves, and how
 * lines are broken does not count.
 */

/** The texts of a form, and of its questions and buttons, that are nowhere in the card that was drawn of it. */
export function lostFromForm(form: Form, card: Card): readonly string[] {
  const asked = form.fields.flatMap((field) => [
    field.label,
    field.hint ?? '',
    ...('options' in field ? field.options.flatMap(({ label, hint }) => [label, hint ?? '']) : []),
    ...(field.kind === 'text' ? [field.value ?? '', field.placeholder ?? ''] : []),
  ]);
  const wanted = [form.title, ...textsOf(form.intro), ...asked, form.submit ?? '', form.close ?? ''];
  return lost(wanted, card);
}

/** The texts of a message that are nowhere in its card. */
export function lostFromMessage({ summary, blocks }: Message, card: Card): readonly string[] {
  return lost([summary, ...textsOf(blocks)], card);
}

/** The texts of the home view that are nowhere in its card. */
export function lostFromHome({ blocks }: Home, card: Card): readonly string[] {
  return lost(textsOf(blocks), card);
}

/** Everything that can be read in a card, a line for each text. */
export function saidBy(card: Card): readonly string[] {
  return [...card.body.flatMap(saidIn), ...(card.actions ?? []).map(({ title }) => title)];
}

function lost(wanted: readonly string[], card: Card): readonly string[] {
  const said = squeezed(saidBy(card).join('\n'));
  return wanted.filter((text) => !said.includes(squeezed(text)));
}

function textsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
      case 'text':
      case 'small':
        return [plain(block.text)];
      case 'facts':
        return block.facts.flatMap(({ label, value }) => [label, plain(value)]);
      case 'list':
        return block.items.map(plain);
      case 'quote':
        return [block.label, `“${block.words}”`];
      case 'buttons':
        return block.buttons.flatMap(({ label, confirm }) => [
          label,
          ...(confirm === undefined ? [] : [confirm.title, confirm.text, confirm.yes]),
        ]);
      case 'link':
        return [block.label];
      case 'divider':
        return [];
    }
  });
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  return 'strong' in text ? text.strong : text.map(plain).join('');
}

function saidIn(element: Element | Container['items'][number]): readonly string[] {
  switch (element.type) {
    case 'RichTextBlock':
      return [element.inlines.map(({ text }) => text).join('')];
    case 'TextBlock':
      return [element.text];
    case 'Container':
      return element.items.flatMap(saidIn);
    case 'ActionSet':
      return element.actions.flatMap((action) => [
        action.title,
        ...(action.type === 'Action.ShowCard'
          ? [...action.card.body.flatMap(saidIn), ...action.card.actions.map(({ title }) => title)]
          : []),
      ]);
    case 'Input.ChoiceSet':
      return [element.label, ...element.choices.map(({ title }) => title)];
    case 'Input.Text':
      return [element.label, element.value ?? '', element.placeholder ?? ''];
    case 'Input.Date':
      return [element.label];
  }
}

const alikes: Readonly<Record<string, string>> = {
  '∗': '*',
  ˍ: '_',
  ˋ: '`',
  '∼': '~',
  '∖': '\\',
  '］': ']',
  '∶': ':',
  '․': '.',
  '＠': '@',
  '‹': '<',
  '›': '>',
  '＆': '&',
  '♯': '#',
};

/** Without what cannot be seen, and without what is left out on purpose (see clean). */
export function squeezed(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Cf}\s\p{Z}]/gu, '')
    .replace(/[∗ˍˋ∼∖］∶․＠‹›＆♯]/gu, (sign) => alikes[sign] ?? sign);
}
