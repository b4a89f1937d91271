import type { Card, Element } from './card.ts';
import { limits } from './limits.ts';
import { richText } from './draw-text.ts';

/**
 * The card as it is where Teams takes it. Else the last elements that only inform are left out and a line says so; the
 * first `keep` elements, the buttons and the questions stay, so that a person can always act.
 *
 * @returns `undefined` where even the questions alone are too much
 */
export function fitCard(card: Card, keep: number): Card | undefined {
  if (sizeOf(card) <= limits.bytesInCard) return card;
  const sizes = card.body.map((element) => sizeOf(element) + comma);
  let size = sizeOf({ ...card, body: shortened });
  size += sizes.reduce((sum, one) => sum + one, 0);
  const left = new Set<number>();
  for (const index of inOrderOfLeaving(card.body, keep)) {
    if (size <= limits.bytesInCard) break;
    left.add(index);
    size -= sizes[index] ?? 0;
  }
  if (size > limits.bytesInCard) return undefined;
  const last = Math.min(...left);
  const body = card.body.flatMap((element, index) => [
    ...(index === last ? shortened : []),
    ...(left.has(index) ? [] : [element]),
  ]);
  return { ...card, body };
}

const shortened = richText('… Teams has no room for more here. The full text is in the case record.', {
  size: 'small',
});
const comma = 2;

/** As UTF-16, two bytes a character: the strictest way that Teams could count. */
function sizeOf(value: unknown): number {
  return JSON.stringify(value).length * 2;
}

/** The last that informs first; only when all of those are gone, the last row of buttons. */
function inOrderOfLeaving(body: readonly Element[], keep: number): readonly number[] {
  const from = (informs: boolean): readonly number[] =>
    body.flatMap((element, index) => (index >= keep && leaves(element) === informs ? [index] : [])).reverse();
  return [...from(true), ...from(false)];
}

/** Whether an element only informs; `undefined` for a question, which never leaves. */
function leaves(element: Element): boolean | undefined {
  switch (element.type) {
    case 'RichTextBlock':
    case 'TextBlock':
      return true;
    case 'ActionSet':
      return false;
    case 'Container':
      return element.items.some(({ type }) => type !== 'RichTextBlock') ? undefined : true;
  }
}
