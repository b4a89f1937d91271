import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Seen, SeenButton, SeenField } from './seen.ts';

/** As much of an element as is needed here; jsdom has no types of its own. */
type Element = {
  readonly id: string;
  readonly tagName: string;
  readonly textContent: string;
  readonly name: string;
  readonly value: string;
  readonly type: string;
  readonly children: Iterable<Element>;
  readonly querySelector: (selector: string) => Element | null;
  readonly querySelectorAll: (selector: string) => Iterable<Element>;
  readonly closest: (selector: string) => Element | null;
  readonly getAttribute: (name: string) => string | null;
  readonly hasAttribute: (name: string) => boolean;
  readonly cloneNode: (deep: boolean) => Element;
  readonly remove: () => void;
  readonly replaceWith: (text: string) => void;
};
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new () => {
    readonly window: {
      readonly DOMParser: new () => {
        readonly parseFromString: (html: string, type: 'text/html') => Element;
      };
    };
  };
};
/** One window reads every page: to open one takes far longer than to read. */
const reader = new new JSDOM().window.DOMParser();

/* A page of ours as somebody reads it. Written from what HTML means and not from our drawing of it. */

export type ReadPage = {
  readonly seen: Seen;
  readonly title: string;
  /** Hidden values of the form that sends what was filled in, or of any form of the page. */
  readonly hidden: Readonly<Record<string, string>>;
  /** What is wrong with no question. */
  readonly problems: readonly string[];
};

const actShape = z.object({
  do: z.string(),
  caseId: z.string().exactOptional(),
  on: z.string().exactOptional(),
});

export function readPage(id: string, html: string): ReadPage {
  const document = reader.parseFromString(html, 'text/html');
  const main = document.querySelector('main');
  if (main === null) throw new Error(`A page without a main part: ${html.slice(0, 200)}`);
  const title = textOf(main.querySelector('h1'));
  // A form that takes a document goes elsewhere, and has no key of the session.
  const form = (main.querySelector('#send') ?? document.querySelector('input[name=key]'))?.closest('form');
  const hidden = Object.fromEntries(
    [...(form?.querySelectorAll('input[type=hidden]') ?? [])].map((input) => [input.name, input.value]),
  );
  const problems = [...main.querySelectorAll('.problems li')].map(textOf);
  const send = main.querySelector('#send');
  const close = main.querySelector('#close');
  const fields = [...main.querySelectorAll('.question')].map((question) => readField(question, document));
  const buttons = [...main.querySelectorAll('button[name=press]')].map(readButton);
  for (const away of main.querySelectorAll('.problems, .question, details, button, h1')) away.remove();
  const words = [...main.querySelectorAll('h2, p, dl > div, li, figcaption, blockquote')].map(lineOf);
  const seen: Seen = {
    id,
    title,
    words: words.join('\n'),
    buttons,
    fields,
    submit: send === null ? undefined : textOf(send),
    ...(close === null ? {} : { close: textOf(close) }),
  };
  return { seen, title, hidden, problems };
}

function readButton(button: Element): SeenButton {
  const act = actShape.parse(JSON.parse(button.value));
  const asking = button.closest('details');
  if (asking === null) return { label: seenText(button), act };
  const [question, text, no] = [...asking.querySelectorAll('p')].map(textOf);
  return {
    label: textOf(asking.querySelector('summary')),
    act,
    asks: [question ?? '', text ?? '', seenText(button), (no ?? '').replace(/: leave it as it is\.$/u, '')],
  };
}

/** Without what is only read aloud. */
function seenText(element: Element): string {
  const copy = element.cloneNode(true);
  for (const aloud of copy.querySelectorAll('.aloud')) aloud.remove();
  return textOf(copy);
}

function readField(question: Element, document: Element): SeenField {
  const label = question.querySelector('legend') ?? question.querySelector(':scope > label');
  const options = [...question.querySelectorAll('input[type=radio], input[type=checkbox]')];
  const input = question.querySelector('input, textarea, select');
  const optional = label?.querySelector('.optional') ?? undefined;
  const words = textOf(label);
  const hint = question.querySelector(':scope > p.hint');
  const wrong = question.querySelector('p.wrong');
  const menu = [...question.querySelectorAll('option')].filter(({ value }) => value !== '');
  const chosen = options.filter((one) => one.hasAttribute('checked')).map(({ value }) => value);
  const kind = kindOf(options[0], input);
  const value =
    kind === 'many'
      ? chosen
      : kind === 'choice'
        ? (chosen[0] ?? menu.find((one) => one.hasAttribute('selected'))?.value)
        : input?.value;
  return {
    id: (input?.name ?? '').replace(/^field:/u, ''),
    label: optional === undefined ? words : words.replace(/ \(optional\)$/u, ''),
    hint: hint === null ? undefined : textOf(hint),
    kind,
    choices: [
      ...options.map((one) => {
        const more = document.querySelector(`[id="${one.getAttribute('aria-describedby') ?? ''}"]`);
        const label = textOf(question.querySelector(`label[for="${one.id}"]`));
        return { id: one.value, label, ...(more === null ? {} : { hint: textOf(more) }) };
      }),
      ...menu.map((one) => ({ id: one.value, label: textOf(one) })),
    ],
    required: optional === undefined,
    holds: value === undefined || value.length === 0 ? undefined : value,
    ...(wrong === null ? {} : { wrong: textOf(wrong).replace(/^Problem: /u, '') }),
  };
}

function kindOf(option: Element | undefined, input: Element | null): SeenField['kind'] {
  if (option !== undefined) return option.type === 'checkbox' ? 'many' : 'choice';
  if (input?.tagName === 'SELECT') return 'choice';
  return input?.type === 'date' ? 'date' : 'text';
}

function lineOf(element: Element): string {
  if (element.tagName !== 'DIV') return textOf(element);
  return [...element.children].map(textOf).join('\t');
}

function textOf(element: Element | null): string {
  const copy = element?.cloneNode(true);
  for (const line of copy?.querySelectorAll('br') ?? []) line.replaceWith('\n');
  return (copy?.textContent ?? '').trim();
}
