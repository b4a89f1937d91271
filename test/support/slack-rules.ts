/*
 * What Slack refuses, written down a second time and from the documentation alone, so that the drawing code and its
 * table of limits are checked by something else than themselves. Answers every problem as `where: what`.
 */

type Json = Readonly<Record<string, unknown>>;

/** Problems of the arguments of chat.postMessage and chat.update. */
export function problemsOfMessage(message: { readonly text?: unknown; readonly blocks?: unknown }): string[] {
  const blocks = list(message.blocks);
  return [
    ...(blocks.length === 0 && typeof message.text !== 'string' ? ['message: no_text'] : []),
    ...(typeof message.text === 'string' && message.text.length > 4000 ? ['text: longer than 4000'] : []),
    ...(/<[!@#]|<https?:/u.test(String(message.text)) ? ['text: makes a mention or a link'] : []),
    ...(blocks.length > 50 ? [`blocks: ${blocks.length}`] : []),
    ...(JSON.stringify(blocks).length > 13_200 ? ['msg_blocks_too_long'] : []),
    ...blocks.flatMap((block, i) => problemsOfBlock(block, `blocks/${i}`, 'message')),
  ];
}

/** Problems of a modal or a home view. */
export function problemsOfView(view: unknown): string[] {
  const it = object(view);
  const blocks = list(it['blocks']);
  const modal = it['type'] === 'modal';
  const hasInput = blocks.some((block) => object(block)['type'] === 'input');
  const ids = blocks.map((block) => object(block)['block_id']).filter((id) => id !== undefined);
  return [
    ...(modal || it['type'] === 'home' ? [] : ['type']),
    ...(blocks.length === 0 || blocks.length > 100 ? [`blocks: ${blocks.length}`] : []),
    ...(Buffer.byteLength(JSON.stringify(view)) > 250_000 ? ['view_too_large'] : []),
    ...(new Set(ids).size === ids.length ? [] : ['blocks: the same block_id twice']),
    ...(modal ? plainProblems(it['title'], 'title', 24) : []),
    ...(it['submit'] === undefined ? [] : plainProblems(it['submit'], 'submit', 24)),
    ...(it['close'] === undefined ? [] : plainProblems(it['close'], 'close', 24)),
    ...(modal && hasInput && it['submit'] === undefined ? ['submit: missing'] : []),
    ...(lengthOf(it['private_metadata']) > 3000 ? ['private_metadata'] : []),
    ...(lengthOf(it['callback_id']) > 255 ? ['callback_id'] : []),
    ...blocks.flatMap((block, i) => problemsOfBlock(block, `blocks/${i}`, 'view')),
  ];
}

function problemsOfBlock(value: unknown, at: string, surface: 'message' | 'view'): string[] {
  const block = object(value);
  switch (block['type']) {
    case 'divider':
      return [];
    case 'header':
      return plainProblems(block['text'], at, 150);
    case 'section': {
      const fields = list(block['fields']);
      if (block['text'] === undefined && fields.length === 0) return [`${at}: neither text nor fields`];
      return [
        ...(block['text'] === undefined ? [] : textProblems(block['text'], at, 3000)),
        ...(fields.length > 10 ? [`${at}: ${fields.length} fields`] : []),
        ...fields.flatMap((field, i) => textProblems(field, `${at}/fields/${i}`, 2000)),
      ];
    }
    case 'context': {
      const elements = list(block['elements']);
      return [
        ...countProblems(elements, at, 10),
        ...elements.flatMap((element, i) => textProblems(element, `${at}/${i}`, 3000)),
      ];
    }
    case 'actions': {
      const elements = list(block['elements']);
      const ids = elements.map((element) => object(element)['action_id']);
      return [
        ...countProblems(elements, at, 25),
        ...(new Set(ids).size === ids.length ? [] : [`${at}: the same action_id twice`]),
        ...elements.flatMap((element, i) => buttonProblems(element, `${at}/${i}`)),
      ];
    }
    case 'input':
      return surface === 'message' ? [`${at}: an input in a message`] : inputProblems(block, at);
    default:
      return [`${at}: unknown type ${String(block['type'])}`];
  }
}

function buttonProblems(value: unknown, at: string): string[] {
  const button = object(value);
  const confirm = object(button['confirm']);
  return [
    ...(button['type'] === 'button' ? [] : [`${at}: no button`]),
    ...plainProblems(button['text'], at, 75),
    ...idProblems(button['action_id'], at),
    ...(lengthOf(button['value']) > 2000 ? [`${at}: value`] : []),
    ...(lengthOf(button['accessibility_label']) > 75 ? [`${at}: accessibility_label`] : []),
    ...(button['confirm'] === undefined
      ? []
      : [
          ...plainProblems(confirm['title'], `${at}/title`, 100),
          ...textProblems(confirm['text'], `${at}/text`, 300),
          ...plainProblems(confirm['confirm'], `${at}/confirm`, 30),
          ...plainProblems(confirm['deny'], `${at}/deny`, 30),
        ]),
  ];
}

function inputProblems(block: Json, at: string): string[] {
  const element = object(block['element']);
  return [
    ...plainProblems(block['label'], `${at}/label`, 2000),
    ...(block['hint'] === undefined ? [] : plainProblems(block['hint'], `${at}/hint`, 2000)),
    ...idProblems(block['block_id'], at),
    ...idProblems(element['action_id'], at),
    ...elementProblems(element, `${at}/element`),
  ];
}

function elementProblems(element: Json, at: string): string[] {
  switch (element['type']) {
    case 'plain_text_input':
      return [
        ...(Number(element['max_length']) > 3000 || Number(element['max_length']) < 1
          ? [`${at}: max_length`]
          : []),
        ...(lengthOf(element['initial_value']) > Number(element['max_length'])
          ? [`${at}: initial_value`]
          : []),
        ...(/\p{Cs}/u.test(stringOf(element['initial_value'])) ? [`${at}: half a character`] : []),
        ...(element['multiline'] !== true && stringOf(element['initial_value']).includes('\n')
          ? [`${at}: two lines in one`]
          : []),
        ...(element['placeholder'] === undefined ? [] : plainProblems(element['placeholder'], at, 150)),
      ];
    case 'datepicker': {
      const date = element['initial_date'];
      return date === undefined || /^\d{4}-\d\d-\d\d$/u.test(stringOf(date)) ? [] : [`${at}: initial_date`];
    }
    case 'radio_buttons':
    case 'checkboxes':
      return [...optionProblems(list(element['options']), at, 10), ...initialProblems(element, at)];
    case 'static_select':
    case 'multi_static_select': {
      const groups = list(element['option_groups']);
      if (element['options'] !== undefined) {
        return [
          ...(groups.length > 0 ? [`${at}: options and groups`] : []),
          ...optionProblems(list(element['options']), at, 100),
          ...initialProblems(element, at),
        ];
      }
      return [
        ...countProblems(groups, at, 100),
        ...groups.flatMap((group, i) => [
          ...plainProblems(object(group)['label'], `${at}/groups/${i}`, 75),
          ...optionProblems(list(object(group)['options']), `${at}/groups/${i}`, 100),
        ]),
        ...initialProblems(element, at),
      ];
    }
    default:
      return [`${at}: unknown element ${String(element['type'])}`];
  }
}

function optionProblems(options: readonly unknown[], at: string, max: number): string[] {
  return [
    ...countProblems(options, at, max),
    ...options.flatMap((value, i) => {
      const option = object(value);
      return [
        ...plainProblems(option['text'], `${at}/${i}`, 75),
        ...(option['description'] === undefined
          ? []
          : plainProblems(option['description'], `${at}/${i}`, 75)),
        ...(lengthOf(option['value']) < 1 || lengthOf(option['value']) > 75 ? [`${at}/${i}: value`] : []),
      ];
    }),
  ];
}

/** What is chosen beforehand must be one of the options, to the letter. */
function initialProblems(element: Json, at: string): string[] {
  const offered = [
    ...list(element['options']),
    ...list(element['option_groups']).flatMap((group) => list(object(group)['options'])),
  ].map((option) => JSON.stringify(option));
  const initial = [
    ...(element['initial_option'] === undefined ? [] : [element['initial_option']]),
    ...list(element['initial_options']),
  ];
  return [
    ...(initial.every((option) => offered.includes(JSON.stringify(option))) ? [] : [`${at}: initial option`]),
    ...(Array.isArray(element['initial_options']) && element['initial_options'].length === 0
      ? [`${at}: no initial options`]
      : []),
  ];
}

function plainProblems(value: unknown, at: string, max: number): string[] {
  const problems = textProblems(value, at, max);
  return object(value)['type'] === 'plain_text' ? problems : [`${at}: not plain_text`, ...problems];
}

/** A text object; markup in one may only be the bold that we mean, around words that are nothing else. The sign inside an e-mail address mentions nobody. */
/** A link of ours to its own page, which stands alone in its text: an address and a label, neither of which anybody typed. */
const ownLink = /^<https:\/\/[a-z.]+\/d\/[\w-]+\|[^<>|&*]+>$/u;

function textProblems(value: unknown, at: string, max: number): string[] {
  const text = stringOf(object(value)['text']);
  const type = object(value)['type'];
  const escaped = text.replace(/[&<>]/gu, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
  return [
    ...(type === 'plain_text' || type === 'mrkdwn' ? [] : [`${at}: no text object`]),
    ...(text.trim() === '' ? [`${at}: empty`] : []),
    ...(escaped.length > max ? [`${at}: ${escaped.length} of ${max}`] : []),
    ...(/\p{Cs}/u.test(text) ? [`${at}: half a character`] : []),
    ...(type === 'mrkdwn' &&
    !ownLink.test(text) &&
    /[<>&_~`#|]|(?<![\p{L}\p{N}])@|@(?![\p{L}\p{N}])|:(?!\d\d:)\w+:|\*\*/u.test(text)
      ? [`${at}: markup`]
      : []),
    ...(type === 'mrkdwn' && object(value)['verbatim'] !== true ? [`${at}: links are made`] : []),
    ...(type === 'plain_text' && object(value)['emoji'] !== false ? [`${at}: pictures are made`] : []),
  ];
}

function countProblems(items: readonly unknown[], at: string, max: number): string[] {
  return items.length < 1 || items.length > max ? [`${at}: ${items.length} of ${max}`] : [];
}

function idProblems(id: unknown, at: string): string[] {
  return lengthOf(id) < 1 || lengthOf(id) > 255 ? [`${at}: id`] : [];
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function lengthOf(value: unknown): number {
  return stringOf(value).length;
}
