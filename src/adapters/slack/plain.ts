/* Text that people wrote, made fit to be shown: nothing in it is markup, and no piece is longer than Slack takes. */

/**
 * The text without what Slack refuses (lone surrogates, control characters) and without the marks that reverse the
 * direction of what follows, by which a date could be made to read as another.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** `clean`, and words in place of a text that nobody could see: Slack refuses an empty one. */
export function visible(text: string): string {
  const cleaned = clean(text);
  return isBlank(cleaned) ? '(left blank)' : cleaned;
}

/** Whether there is nothing in it that could be seen. */
export function isBlank(text: string): boolean {
  return !/[^\p{Z}\p{Cc}\p{Cf}]/u.test(text);
}

/**
 * For the few places that Slack reads as markup (a message's notification text): shown as typed, so that no mention
 * or link can be made. Source: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
 *
 * @example escapeMarkup('<!channel> & co') // => '&lt;!channel&gt; &amp; co'
 */
export function escapeMarkup(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

/** The length of a text as the strictest count goes: `&` is five, `<` and `>` are four. */
export function weigh(text: string): number {
  return escapeMarkup(text).length;
}

/**
 * The text itself, or its beginning with "…" where it is longer than `max`.
 *
 * @example clip('Acknowledge', 5) // => 'Ackn…'
 */
export function clip(text: string, max: number): string {
  if (weigh(text) <= max) return text;
  const [beginning = ''] = cut(text, max - 1);
  return `${beginning.trimEnd()}…`;
}

/**
 * A text in pieces of at most `max`, broken between words where it can be; joined, they are the text again.
 *
 * @example splitText('one two three', 8) // => ['one two ', 'three']
 */
export function splitText(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  for (const word of text.match(/\S+\s*|\s+/gu) ?? []) {
    for (const part of weigh(word) > max ? cut(word, max) : [word]) {
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
function cut(text: string, max: number): readonly string[] {
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
