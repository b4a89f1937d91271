import { sharedWords, withArticle } from '../../policy/board-words.ts';
import type { Policy } from '../../policy/policy.ts';

/** A title of a window that is longer is cut there, and stands as a whole in its first line. */
const titleLength = 24;

/** "Raise a dispute": the button and the window, in the words of the boards that may be meant. */
export function raiseLabel(policies: readonly Policy[]): string {
  return `Raise ${withArticle(sharedWords(policies).matter)}`;
}

/** The same where there is little room: "Raise a difference" for a professional difference. */
export function raiseTitle(policies: readonly Policy[]): string {
  const whole = raiseLabel(policies);
  if (whole.length <= titleLength) return whole;
  return `Raise ${withArticle(sharedWords(policies).matter.split(' ').at(-1) ?? 'matter')}`;
}
