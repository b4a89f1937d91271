/** HTML that was put together by `markup`, in which every text is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | readonly Part[];

/**
 * Puts HTML together: what stands in the template is markup, and whatever is put into it is text, unless it was made by
 * `markup` itself. Whoever draws need not think of what somebody may have typed: in no text is left what no page takes
 * (control characters, halves of a character), nor what turns the direction of the words after it.
 *
 * @example
 * markup`<p>${'<b>'}</p>`.text // => '<p>&lt;b&gt;</p>'
 */
export function markup(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    template.map((markup, index) => (index === 0 ? markup : `${textOf(parts[index - 1])}${markup}`)).join(''),
  );
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return escaped(plain(String(part)));
}

function plain(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/(?![\n\r\t])\p{Cc}/gu, '');
}

const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => names[character] ?? '');
}
