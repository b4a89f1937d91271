import type { Due } from './due.ts';

/**
 * How a time is measured in a case. A policy that says "immediately" names no moment by which somebody is late, so
 * what is owed at once counts as done at once until the close of the working day; the measure is the software's own.
 * The time of a policy's own limit at immediate risk is never measured: there nothing waits.
 *
 * @example
 * measured({ immediately: 'concern' }) // => { same_working_day: 'concern' }
 */
export function measured(due: Due): Due {
  return 'immediately' in due ? { same_working_day: due.immediately } : due;
}

/** Whether something is owed at once. */
export function isAtOnce({ due }: { readonly due?: Due | undefined }): boolean {
  return due !== undefined && 'immediately' in due;
}
