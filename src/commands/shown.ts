/**
 * A text for a terminal: what would move the cursor, change colours or turn the direction of what follows is written out as
 * an escape and not obeyed. Names come from files and from people. In JSON the escapes mean what they stand for.
 *
 * @example shown('Ann\u001b[2J') // => 'Ann\\u001b[2J'
 */
export function shown(text: string): string {
  return text.replace(obeyed, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Control characters apart from the end of a line, and overrides of direction. Letters that run right to left stay. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
