import type { Text } from './chat-message.ts';

/* Text that people wrote, made fit to be shown on any platform: nothing is left in it that a platform refuses. */

/**
 * The text without what no platform takes (lone surrogates, control characters) and without the marks that reverse the
 * direction of what follows, by which a date could be made to read as another.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** `clean`, and words in place of a text that nobody could see. */
export function visible(text: string): string {
  const cleaned = clean(text);
  return isBlank(cleaned) ? '(left blank)' : cleaned;
}

/** Whether there is nothing in it that could be seen. */
export function isBlank(text: string): boolean {
  return !/[^\p{Z}\p{Cc}\p{Cf}]/u.test(text);
}

/** What a text says, without its emphasis. */
export function wordsIn(text: Text): string {
  if (typeof text === 'string') return text;
  return 'strong' in text ? text.strong : text.map(wordsIn).join('');
}

/** How long a text is, as a platform counts. */
export type Weigh = (text: string) => number;

/**
 * The text itself, or its beginning with "…" where it is longer than `max`.
 *
 * @example clipBy((text) => text.length, 'Acknowledge', 5) // => 'Ackn…'
 */
export function clipBy(weigh: Weigh, text: string, max: number): string {
  if (weigh(text) <= max) return text;
  const [beginning = ''] = cut(weigh, text, max - 1);
  return `${beginning.trimEnd()}…`;
}

/**
 * A text in pieces of at most `max`, broken between words where it can be; joined, they are the text again.
 *
 * @example splitBy((text) => text.length, 'one two three', 8) // => ['one two ', 'three']
 */
export function splitBy(weigh: Weigh, text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  for (const word of text.match(/\S+\s*|\s+/gu) ?? []) {
    for (const part of weigh(word) > max ? cut(weigh, word, max) : [word]) {
      if (length + weigh(part) > max) {
        pieces.push(piece);
        piece = '';
        length = 0;
      }
      piece += part;
      length += weigh(part);
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** By whole characters, never between the two halves of one. */
function cut(weigh: Weigh, text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  for (const character of text) {
    const weight = weigh(character);
    if (length + weight > max) {
      pieces.push(piece);
      piece = '';
      length = 0;
    }
    piece += character;
    length += weight;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
