import type { Activity } from './activity.ts';
import { mentionShape } from './activity.ts';

/** What somebody typed to the bot, understood as far as Teams' own habits go. */
export type Typed =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'home' }
  | { readonly kind: 'nothing' };

/** A command is a word or a reference. Of a longer text this much is read, and said back as not understood. */
const longest = 1000;
const mentionsRead = 20;

/**
 * Reads what was typed: `/escalate` or `escalate` with what follows, in any capitals; `cases` or `home` for the home view;
 * anything else is taken as what would follow the command.
 *
 * @example
 * readTyped({ ...message, text: '<at>Concordat</at> Escalate red 4f7k2' }, '/escalate')
 * // => { kind: 'command', text: 'red 4f7k2' }
 */
export function readTyped(activity: Activity, slashCommand: string): Typed {
  const text = withoutMention(activity);
  if (text === '') return { kind: 'nothing' };
  const end = text.search(/\s/u);
  const [first, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()];
  if (bare(first) === bare(slashCommand)) return { kind: 'command', text: rest };
  if (['cases', 'home', 'my cases'].includes(bare(text))) return { kind: 'home' };
  return { kind: 'command', text };
}

/** In a group the text names the bot, in the way in which the message says it does. Teams leaves signs that nobody sees. */
function withoutMention({ text, entities, recipient }: Activity): string {
  const named = (entities ?? [])
    .slice(0, mentionsRead)
    .flatMap((entity) => mentionShape.safeParse(entity).data ?? [])
    .filter(({ mentioned }) => mentioned.id === recipient.id);
  const typed = named.reduce((left, mention) => left.replaceAll(mention.text, ' '), text ?? '');
  return beginningOf(
    typed
      .replaceAll('&nbsp;', ' ')
      .replace(/[\u200B\u2060\uFEFF]/gu, '')
      .trim(),
  );
}

/** By whole characters, never between the two halves of one. */
function beginningOf(text: string): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest;
  return text.slice(0, end).trimEnd();
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/^\//u, '')
    .replace(/[.!?:,]{1,5}$/u, '');
}
