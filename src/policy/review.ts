import { civilDateOf } from './civil.ts';
import type { Policy } from './policy.ts';

/**
 * Whether the month has passed in which the board meant to review its document. It stops nothing: the edition applies
 * until there is another.
 *
 * @example
 * // A review in June 2025 has passed from 1 July 2025 on.
 */
export function reviewHasPassed({ document }: Pick<Policy, 'document'>, now: Date): boolean {
  return document.review !== undefined && document.review < civilDateOf(now).slice(0, 7);
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** A month as people write it: `June 2025` for `2025-06`. */
export function sayMonth(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${months[Number(number) - 1] ?? number} ${year}`;
}

/** What an administrator is told of a review that is due; `undefined` where none is. */
export function reviewWarning(policy: Policy, now: Date): string | undefined {
  const { review } = policy.document;
  if (review === undefined || !reviewHasPassed(policy, now)) return undefined;
  return `The review of this document was due in ${sayMonth(review)}. Ask the board whether this edition still applies.`;
}
