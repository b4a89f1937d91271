/*
 * What goes along with a form or a page and is not for its reader: the platform keeps it, sends it back, or writes it down on
 * the way. What a person is shown in answer to their own click is theirs to read; this is not.
 */

/** In Slack what a view and its blocks carry, in Teams what a card's actions carry. */
const carried: readonly string[] = [
  'private_metadata',
  'callback_id',
  'external_id',
  'block_id',
  'action_id',
  'data',
  'verb',
  'url',
];

/** The hidden parts of a body of JSON, as text; empty where there are none. */
export function hiddenInJson(body: unknown): string {
  const found: unknown[] = [];
  JSON.stringify(body, (key, value: unknown) => {
    if (carried.includes(key)) found.push(value);
    // Of a button; the value of a field holds what was typed into it.
    if (isButton(value)) found.push(value['value']);
    return value;
  });
  return JSON.stringify(found);
}

function isButton(value: unknown): value is Readonly<Record<'value', unknown>> {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'button';
}

/** The hidden parts of a page: hidden fields, what its buttons send, and where its links and forms lead. */
export function hiddenInPage(page: string): string {
  const tags = page.match(/<(?:input[^>]*type="hidden"|button|a|form)\b[^>]*>/gu) ?? [];
  return tags.join('\n');
}
