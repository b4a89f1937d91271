import { strFromU8, unzipSync } from 'fflate';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/* Files that were written, read back as any program would: not by the library that wrote them. */

/** As much of XML as is needed here; jsdom has no types of its own. */
type Xml = {
  readonly getElementsByTagName: (
    name: string,
  ) => ArrayLike<{ readonly textContent: string; readonly getAttribute: (name: string) => string | null }>;
};
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  readonly JSDOM: new (html: string) => {
    readonly window: {
      readonly DOMParser: new () => { readonly parseFromString: (text: string, type: string) => Xml };
    };
  };
};
const { DOMParser } = new JSDOM('').window;

/** A DOCX: its parts as XML, which has to be well formed, and what it says. */
export function readDocx(bytes: Uint8Array) {
  const files = unzipSync(bytes);
  const part = (name: string) => {
    const found = files[name];
    if (found === undefined) throw new Error(`There is no ${name}, only ${Object.keys(files).join(', ')}`);
    return new DOMParser().parseFromString(strFromU8(found), 'application/xml');
  };
  const names = Object.keys(files);
  return {
    names,
    part,
    xml: (name: string) => strFromU8(files[name] ?? new Uint8Array()),
    text: Array.from(
      part('word/document.xml').getElementsByTagName('w:t'),
      ({ textContent }) => textContent,
    ).join('|'),
    problems: names
      .filter((name) => /\.(xml|rels)$/u.test(name))
      .filter((name) => part(name).getElementsByTagName('parsererror').length > 0),
  };
}

/** A PDF: what each page says, its title, language and whether it is tagged. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0, useSystemFonts: false }).promise;
  const pages: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    const tree = (await page.getStructTree()) as { readonly children?: readonly object[] } | null;
    JSON.stringify(tree, (key, value: unknown) => {
      if (key === 'role' && typeof value === 'string') roles.push(value);
      return value;
    });
  }
  const { info } = await pdf.getMetadata();
  const marks = (await pdf.getMarkInfo()) as { readonly Marked?: boolean } | null;
  const { Title: title, Language: language } = info as {
    readonly Title?: string;
    readonly Language?: string;
  };
  return { pages, roles: new Set(roles), title, language, isTagged: marks?.Marked === true };
}
