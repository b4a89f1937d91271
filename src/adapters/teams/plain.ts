import { clipBy, splitBy, visible } from '../../flows/plain-text.ts';

/* Text for the places of a card that clients may read as Markdown, and text as long as a card has room for. */

/**
 * The text itself, or its beginning with "…" where it is longer than `max`.
 *
 * @example clip('Acknowledge', 5) // => 'Ackn…'
 */
export function clip(text: string, max: number): string {
  return clipBy(lengthOf, text, max);
}

/** A text on one line, as it is but for its length. */
export function lineOf(text: string, max: number): string {
  return clip(visible(text).replace(/\s+/gu, ' ').trim(), max);
}

/** A text in pieces of at most `max`, broken between words where it can be. */
export function splitText(text: string, max: number): readonly string[] {
  return splitBy(lengthOf, text, max);
}

/**
 * One line of text for a label, a choice or the words on a button, which some clients show as Markdown and others as it
 * is. So that it reads the same everywhere and makes nothing on any of them, the signs that Markdown, HTML or a link
 * would need are replaced by signs that look like them. What means nothing to any of them stays as it is: "A&E (24 h)".
 *
 * @example lookAlike('*Now* <b>', 75) // => '∗Now∗ ‹b>'
 */
export function lookAlike(text: string, max: number): string {
  let line = lineOf(text, Number.MAX_SAFE_INTEGER);
  for (const [sign, alike] of alikes) line = line.replace(sign, alike);
  return clip(line, max);
}

/** Shows nothing and takes no room, and what stands on its two sides belongs to nothing together. */
const joiner = '\u2060';

const alikes: readonly (readonly [RegExp, string])[] = [
  // Emphasis, code, strike-through and escapes.
  [/\*/gu, '∗'],
  [/_/gu, 'ˍ'],
  [/`/gu, 'ˋ'],
  [/~/gu, '∼'],
  [/\\/gu, '∖'],
  // Links, addresses, tags and entities.
  [/\](?=\()/gu, '］'],
  [/:(?=\/\/)/gu, '∶'],
  [/(?<=\bwww)\./giu, '․'],
  [/@/gu, '＠'],
  [/<(?=[a-z/!?])/giu, '‹'],
  [/&(?=#?\w+;)/gu, '＆'],
  // A card's own dates: {{DATE(…)}}.
  [/\{(?=\{)/gu, `{${joiner}`],
  // Headings, quotations, lists and rules, which begin a line.
  [/^#/u, '♯'],
  [/^>/u, '›'],
  [/^(?=(?:\d+[.)]|[-+=]+)(?:\s|$))/u, joiner],
];

function lengthOf(text: string): number {
  return text.length;
}
