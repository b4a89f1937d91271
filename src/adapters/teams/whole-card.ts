import type { Card, Element, Execute } from './card.ts';
import { richText } from './draw-text.ts';
import { limits } from './limits.ts';
import { lookAlike } from './plain.ts';

/** A card with what every card has; `name` is what a screen reader calls it, and what is said where no card can be shown. */
export function wholeCard(name: string, body: readonly Element[], actions: readonly Execute[] = []): Card {
  const said = lookAlike(name, limits.summary);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'en',
    msteams: { width: 'Full' },
    fallbackText: said,
    speak: said,
    body: body.length > 0 ? body : richText('There is nothing to show.'),
    ...(actions.length === 0 ? {} : { actions }),
  };
}
