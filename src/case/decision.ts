import type { Calendar } from '../policy/calendar.ts';
import type { Policy } from '../policy/policy.ts';
import type { Directory } from '../directory/directory.ts';
import type { CaseEvent } from './events.ts';

/** All that a decision may look at besides the case: the board's policy as frozen for it, the calendar, who is who. */
export type Rules = { readonly policy: Policy; readonly calendar: Calendar; readonly directory: Directory };

/**
 * Why something cannot be done, as an answer that the person is given kindly. `field` names the field of a form
 * where that helps; `says` is the whole sentence, with the remedy.
 */
export type Refusal = {
  readonly code:
    | 'not-yours' | 'not-now' | 'already-done' | 'missing' | 'unknown' | 'not-earlier' | 'in-the-future' | 'same-agency' | 'nobody-holds-role' | 'closed'; // prettier-ignore
  readonly says: string;
  readonly field?: string;
  /** The board's form that has to be filled in first. */
  readonly form?: string;
};

export type Decision =
  | { readonly kind: 'accepted'; readonly events: readonly CaseEvent[] }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  /** A wake-up that came before its time: put back to `until`, never completed. */
  | { readonly kind: 'early'; readonly until: Date };
