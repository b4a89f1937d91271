import type { Rules } from '../../case/decision.ts';
import type { Person } from '../../directory/directory.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field } from '../chat-message.ts';
import type { RaiseDraft } from '../draft.ts';
import type { TypedText } from '../personal-data-warning.ts';

/** What every step of a raise is worked out from. */
export type RaiseContext = {
  readonly person: Person;
  readonly rules: Rules;
  readonly version: string;
  readonly draft: RaiseDraft;
  readonly now: Date;
};

export type Checked =
  | { readonly kind: 'right' }
  /** Nothing is wrong and there is more to choose: the step is shown again with what was found. */
  | { readonly kind: 'again' }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

/**
 * One set of questions of a raise. A step keeps nothing: what was typed is in the draft, and each step shows,
 * checks and sums up from there, so that steps can be gone back to in any order.
 */
export type RaiseStep = {
  readonly id: string;
  /** What the step is about, as the last page offers to change it. */
  readonly name: string;
  readonly intro: readonly Block[];
  readonly fields: readonly Field[];
  readonly checked: Checked;
  /** What was answered, as the last page shows it. */
  readonly summary: readonly Block[];
  /** Texts in which a name or a number of somebody may have slipped. */
  readonly texts?: readonly TypedText[];
};

export function typedAt({ draft }: Pick<RaiseContext, 'draft'>, step: string): Answers {
  return draft.typed[step] ?? {};
}

/** Whether a step was ever answered: what is optional counts only once it was seen. */
export function wasSeen({ draft }: Pick<RaiseContext, 'draft'>, step: string): boolean {
  return draft.typed[step] !== undefined;
}

export function checkedFrom(seen: boolean, errors: Readonly<Record<string, string>>): Checked {
  return seen && Object.keys(errors).length === 0 ? { kind: 'right' } : { kind: 'wrong', errors };
}
