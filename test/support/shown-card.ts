import { createRequire } from 'node:module';
import { z } from 'zod';
import { official } from './official-card.ts';

/*
 * A card as somebody sees it: drawn by Microsoft's own renderer into a page that is only in memory, filled in, and its
 * buttons pressed.
 */

/** What a pressed button sends: what it carries, with the inputs that go with it. */
type Sent = Readonly<Record<string, unknown>>;

type ShownCard = {
  /** Every line of text, as it can be read now. */
  readonly lines: () => readonly string[];
  /** The HTML, to see that nothing in it was made of what somebody typed. */
  readonly html: string;
  /** What each input is called, for whoever only hears it. */
  readonly namesOfInputs: readonly string[];
  /** Fills in inputs by their ids and presses the button; `undefined` where the client sends nothing. */
  readonly press: (title: string, typed?: Readonly<Record<string, string>>) => Sent | undefined;
};

/*
 * The little that is asked of a page. Its types are not installed: they would make every file of the project believe
 * that it runs in a browser.
 */
type Element = {
  readonly textContent: string;
  readonly outerHTML: string;
  readonly type: string;
  value: string;
  checked: boolean;
  readonly getAttribute: (name: string) => string | null;
  readonly querySelectorAll: (selector: string) => Iterable<Element>;
  readonly click: () => void;
};
type Page = {
  readonly body: { readonly appendChild: (element: Element) => void };
  readonly getElementById: (id: string) => Element | null;
};
type Window = {
  readonly document: Page;
  readonly HTMLElement: { readonly prototype: object };
  readonly close: () => void;
};

const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  readonly JSDOM: new (html: string) => { readonly window: Window };
};

/** Shows a card to `look`. The page is there only as long as that takes: other tests must find none. */
export function showCard(json: unknown, look: (shown: ShownCard) => void): void {
  const { window } = new JSDOM('');
  // A page in memory lays nothing out, so that it has no `innerText` of its own.
  Object.defineProperty(window.HTMLElement.prototype, 'innerText', {
    set(this: { textContent: string }, text: string) {
      this.textContent = text;
    },
  });
  const before = needed.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of needed) {
    const value: unknown = name === 'window' ? window : Reflect.get(window, name);
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  try {
    look(shown(json, window.document));
  } finally {
    for (const [name, was] of before) {
      if (was === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, was);
    }
    window.close();
  }
}

/** What the renderer takes from the page it is in. */
const needed = [
  'window',
  'document',
  'HTMLElement',
  'HTMLInputElement',
  'HTMLSelectElement',
  'HTMLButtonElement',
  'HTMLTextAreaElement',
];

function shown(json: unknown, page: Page): ShownCard {
  // In the place of a client's Markdown: whatever would be read as any comes out marked, and HTML as HTML.
  official.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = text.replace(/[*_`~]|^[#>]|\]\(/gu, '¿');
    result.didProcess = true;
  };
  const card = new official.AdaptiveCard();
  card.parse(json, new official.SerializationContext(official.Versions.v1_5));
  let sent: Sent | undefined;
  card.onExecuteAction = (action) => {
    if (action instanceof official.ExecuteAction) sent = sentShape.parse(action.data);
  };
  const drawn = elementShape.parse(card.render());
  page.body.appendChild(drawn);
  return {
    lines: () =>
      [...drawn.querySelectorAll('.ac-richTextBlock, .ac-textBlock')].map((one) => one.textContent),
    html: drawn.outerHTML,
    namesOfInputs: [...drawn.querySelectorAll(inputs)].map((input) => nameOf(input, page)),
    press: (title, typed = {}) => {
      for (const [id, value] of Object.entries(typed)) fillIn(page.getElementById(id), value);
      const button = [...drawn.querySelectorAll('button')].find(({ textContent }) => textContent === title);
      if (button === undefined) throw new Error(`No button "${title}"`);
      sent = undefined;
      button.click();
      return sent;
    },
  };
}

const inputs = 'input, textarea, select';
const sentShape = z.record(z.string(), z.unknown());
const elementShape = z.custom<Element>((value) => typeof value === 'object' && value !== null);

function nameOf(input: Element, page: Page): string {
  const ids = (input.getAttribute('aria-labelledby') ?? '').split(' ');
  return ids
    .map((id) => page.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim();
}

/** Types into an input, ticks its boxes or chooses from its menu, as a person would. */
function fillIn(input: Element | null, value: string): void {
  for (const control of input?.querySelectorAll(inputs) ?? []) {
    if (control.type !== 'radio' && control.type !== 'checkbox') control.value = value;
    else control.checked = value.split(',').includes(control.value);
  }
}
