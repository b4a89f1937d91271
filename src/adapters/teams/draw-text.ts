import type { Span, Text } from '../../flows/chat-message.ts';
import { clean, isBlank, visible } from '../../flows/plain-text.ts';
import type { Heading, RichText, Spacing, TextRun } from './card.ts';
import { limits } from './limits.ts';
import { lineOf, splitText } from './plain.ts';

/** How a text looks, besides what is strong in it. Nothing is said by the look alone. */
export type Look = Pick<TextRun, 'size' | 'color'>;

/**
 * A text in as many elements as it has lines; a blank line becomes room above the next. Every word of it stands in a run,
 * where clients read neither Markdown nor HTML, so that what people typed is seen as they typed it.
 *
 * @param above - the room above its first line
 */
export function richText(text: Text, look: Look = {}, above?: Spacing): readonly RichText[] {
  const drawn: RichText[] = [];
  let spacing = above;
  for (const line of linesOf(spansOf(text))) {
    if (isBlank(wordsOf(line))) {
      if (drawn.length > 0) spacing = 'medium';
      continue;
    }
    for (const spans of piecesOf(line)) {
      const inlines = spans.flatMap((span) => runsOf(span, look));
      drawn.push({ type: 'RichTextBlock', ...(spacing === undefined ? {} : { spacing }), inlines });
      spacing = 'none';
    }
  }
  return drawn.length > 0 ? drawn : richText(visible(''), look, above);
}

/** A heading: of the kind that screen readers announce where every character is harmless, else in bold. */
export function drawHeading(text: string, size: Heading['size']): readonly (Heading | RichText)[] {
  const words = visible(text);
  if (!isHarmless(words)) return richText({ strong: words }, { size });
  return [{ type: 'TextBlock', style: 'heading', text: words.trim(), size, weight: 'bolder', wrap: true }];
}

/** A label before what it names, on the same line: "Due: " and "Who asks? ". */
export function labelBefore(label: string, max: number): Span {
  const words = lineOf(label, max);
  return { strong: /[:?.!]$/u.test(words) ? `${words} ` : `${words}: ` };
}

export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' || 'strong' in text ? [text] : text;
}

/** What a text says, without its emphasis. */
export function wordsOf(spans: readonly Span[]): string {
  return spans.map(saidIn).join('');
}

function saidIn(span: Span): string {
  return typeof span === 'string' ? span : span.strong;
}

function like(span: Span, words: string): Span {
  return typeof span === 'string' ? words : { strong: words };
}

function linesOf(spans: readonly Span[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const span of spans) {
    for (const [index, words] of clean(saidIn(span))
      .split(/[\n\u2028\u2029]/u)
      .entries()) {
      if (index > 0) lines.push([]);
      if (words !== '') lines.at(-1)?.push(like(span, words));
    }
  }
  return lines;
}

/** A line in pieces, so that one without an end can still be cut somewhere. */
function piecesOf(line: readonly Span[]): readonly (readonly Span[])[] {
  if (wordsOf(line).length <= limits.piece) return [line];
  const pieces: Span[][] = [[]];
  let length = 0;
  for (const span of line) {
    for (const words of splitText(saidIn(span), limits.piece)) {
      if (length + words.length > limits.piece) {
        pieces.push([]);
        length = 0;
      }
      pieces.at(-1)?.push(like(span, words));
      length += words.length;
    }
  }
  return pieces.filter((piece) => !isBlank(wordsOf(piece)));
}

/** Clients read a date in "{{DATE(…)}}" and a mention in "<at>…", even in a run: so each of these stands in two. */
function runsOf(span: Span, look: Look): readonly TextRun[] {
  return saidIn(span)
    .split(/(?<=\{)(?=\{)|(?<=<)(?=\/?at\b)/iu)
    .map((text): TextRun => ({
      type: 'TextRun',
      text,
      ...(typeof span === 'string' ? {} : { weight: 'bolder' }),
      ...look,
    }));
}

/** Letters, digits, spaces and the punctuation of plain sentences: nothing that Markdown gives a meaning to. */
const harmless = /^[\p{L}\p{N}\p{M} .,;:'’"“”()/%£?!…–—•-]*$/u;
/** What begins a list or a rule, what becomes a link, what becomes a picture. */
const meaningful = /^\s*(?:[-–—•]|\d+[.)](?:\s|$))|:\/\/|\bwww\.|:[\p{L}\p{N}-]+:/iu;

function isHarmless(words: string): boolean {
  return harmless.test(words) && !meaningful.test(words);
}
