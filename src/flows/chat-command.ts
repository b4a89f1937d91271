/** What somebody typed after the command, understood. */
export type ChatCommand =
  | { readonly kind: 'raise' }
  | { readonly kind: 'list' }
  | { readonly kind: 'staff' }
  | { readonly kind: 'help' }
  | { readonly kind: 'people' }
  | { readonly kind: 'away' }
  | { readonly kind: 'report' }
  | { readonly kind: 'case'; readonly reference: string }
  | { readonly kind: 'unclear'; readonly text: string };

const mostLetters = 200;

/**
 * Reads what was typed after the command, as people type it: any capitals, any spaces, a reference without its
 * hyphen, a full stop at the end. `unclear` keeps the text, so that it can be said back.
 *
 * @example
 * readChatCommand(' red 4f7k2 ') // => { kind: 'case', reference: 'RED-4F7K2' }
 */
export function readChatCommand(typed: string): ChatCommand {
  // Anybody may type, and thousands of letters: whatever comes after so many is nothing that is understood.
  const text = typed.slice(0, mostLetters).normalize('NFKC').trim();
  const word = text.toLowerCase().replace(/[.!?"'`]{1,5}$/, '');
  if (word === 'help' || text === '?') return { kind: 'help' };
  if (word === '' || word === 'new' || word === 'raise') return { kind: 'raise' };
  if (word === 'list' || word === 'my cases') return { kind: 'list' };
  if (/^(list )?(my )?staff$/u.test(word)) return { kind: 'staff' };
  if (word === 'people') return { kind: 'people' };
  if (word === 'away' || word === 'i am away') return { kind: 'away' };
  if (word === 'report' || word === 'reports') return { kind: 'report' };
  const reference = readReference(text);
  return reference === undefined ? { kind: 'unclear', text } : { kind: 'case', reference };
}

/**
 * A case reference as it is written everywhere, `RED-4F7K2`; `undefined` for anything else. Letters that are never
 * used, because they look like figures, are taken for the figure that was meant.
 */
export function readReference(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(/[\s\-–—_.#"'`]+/g, '');
  const found = /^([A-Z]{3})([0-9A-Z]{5})$/.exec(bare);
  const [, board, rest] = found ?? [];
  if (board === undefined || rest === undefined) return undefined;
  return `${board}-${rest.replace(/O/g, '0').replace(/[IL]/g, '1')}`;
}
