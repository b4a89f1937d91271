import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import type { Span, Text } from '../../flows/chat-message.ts';
import { clean, isBlank, visible } from '../../flows/plain-text.ts';
import { clip, splitText, weigh } from './plain.ts';

export type TextObject = PlainTextElement | MrkdwnElement;

/** One line of text as it is, cut to `max`: a label, a title, the words on a button. */
export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: clip(visible(text).replace(/\s+/gu, ' ').trim(), max), emoji: false };
}

/**
 * A text in as many text objects as its length needs. Bold is decoration: it is drawn only where every character is
 * harmless in Slack's markup, and given up where one is not, so that nothing a person wrote can ever become a
 * mention, a link or formatting, and nothing has to be altered to prevent it.
 */
export function textObjects(text: Text, max: number): readonly TextObject[] {
  const spans = spansOf(text);
  const bold = withBold(spans);
  if (bold !== undefined && weigh(bold) <= max) return [{ type: 'mrkdwn', text: bold, verbatim: true }];
  return splitText(visible(wordsOf(spans)), max)
    .filter((piece) => !isBlank(piece))
    .map((piece): TextObject => ({ type: 'plain_text', text: piece, emoji: false }));
}

/** `textObjects` where there is room for one only. */
export function textObject(text: Text, max: number): TextObject {
  const [first, second] = textObjects(text, max);
  return first === undefined || second !== undefined ? plainText(wordsOf(spansOf(text)), max) : first;
}

export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' || 'strong' in text ? [text] : text;
}

/** What a text says, without its emphasis. */
export function wordsOf(spans: readonly Span[]): string {
  return spans.map((span) => (typeof span === 'string' ? span : span.strong)).join('');
}

/** Letters, digits, spaces and the punctuation of plain sentences: nothing that Slack's markup gives a meaning to. */
const harmless = /^[\p{L}\p{N}\p{M} \n.,;:'’"“”()/+%£?!…–—•-]*$/u;
/** The sign inside an e-mail address mentions nobody. */
const address = /(?<=[\p{L}\p{N}])@(?=[\p{L}\p{N}])/gu;
/** What would become a picture (`:fire:`) all the same; the minutes of a time are no picture. */
const shortcode = /:(?!\d\d:)[\p{L}\p{N}+-]+:/u;

function withBold(spans: readonly Span[]): string | undefined {
  const lines = spans.some((span) => typeof span === 'string' && span.includes('\n'));
  if (!lines && !spans.some((span) => typeof span !== 'string')) return undefined;
  const words = clean(wordsOf(spans));
  if (words.trim() === '' || !harmless.test(words.replace(address, '')) || shortcode.test(words))
    return undefined;
  const drawn = spans.map((span) => (typeof span === 'string' ? clean(span) : boldOf(clean(span.strong))));
  return standAlone(drawn) ? drawn.join('') : undefined;
}

/** Slack wants the asterisks right at the words, and on one line. */
function boldOf(strong: string): string {
  const words = strong.trim();
  if (words === '') return strong;
  const start = strong.indexOf(words);
  const line = words.replace(/\n/gu, ' ');
  return `${strong.slice(0, start)}*${line}*${strong.slice(start + words.length)}`;
}

/** Asterisks inside a word or side by side are shown as asterisks, so then there is no bold at all. */
function standAlone(drawn: readonly string[]): boolean {
  return drawn.every((part, index) => {
    const before = drawn.slice(0, index).join('').at(-1) ?? ' ';
    const after =
      drawn
        .slice(index + 1)
        .join('')
        .at(0) ?? ' ';
    return (
      (!part.startsWith('*') || !partOfWord.test(before)) && (!part.endsWith('*') || !partOfWord.test(after))
    );
  });
}

const partOfWord = /[\p{L}\p{N}\p{M}*]/u;
