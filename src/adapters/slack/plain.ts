import { clipBy, splitBy } from '../../flows/plain-text.ts';

/* Text as Slack counts it and reads it. */

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
  return clipBy(weigh, text, max);
}

/**
 * A text in pieces of at most `max`, broken between words where it can be; joined, they are the text again.
 *
 * @example splitText('one two three', 8) // => ['one two ', 'three']
 */
export function splitText(text: string, max: number): readonly string[] {
  return splitBy(weigh, text, max);
}
