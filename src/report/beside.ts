import type { RaisedCase } from '../case/state.ts';
import type { Policy } from '../policy/policy.ts';

/** Where a case left the ladder, or went beside it. Each is left out where there is nothing to say. */
export type Beside = {
  /** Stages to which it went straight, past others. */
  readonly straightTo?: readonly string[];
  /** Another board, whom it concerned too, was told. */
  readonly otherBoard?: true;
};

/** An answer in words in one of the board's forms: that it is there, and never what it says. */
export type Written = { readonly form: string; readonly field: string };

export function besideOf({ entries }: Pick<RaisedCase, 'entries'>): Beside {
  const straightTo = entries.flatMap(({ event }) =>
    event.type === 'StageEntered' && event.skip !== undefined ? [event.stage] : [],
  );
  const told = entries.some(({ event }) => event.type === 'OtherBoardAdvised');
  return {
    ...(straightTo.length === 0 ? {} : { straightTo }),
    ...(told ? { otherBoard: true } : {}),
  };
}

/**
 * The answers in words to what a form asks once the matter is closed, such as how well the policy worked. What Concordat works out
 * itself, and whatever tells who the adult is, is none of them.
 */
export function writtenOf(
  { forms }: Pick<RaisedCase, 'forms'>,
  policy: Pick<Policy, 'forms'>,
): readonly Written[] {
  return forms.flatMap(({ form, answers }) => {
    const asked = (policy.forms.find(({ id }) => id === form)?.fields ?? []).filter(isAskedAtEnd);
    return asked.flatMap(({ id }) => {
      const answer = answers[id]?.answer;
      return answer !== undefined && 'words' in answer ? [{ form, field: id }] : [];
    });
  });
}

type Field = Policy['forms'][number]['fields'][number];

/** A question that is asked once the matter is closed and is answered in words of one's own. */
export function isAskedAtEnd({ required_from: from, restricted, prefill }: Field): boolean {
  return from === 'closed' && !restricted && prefill === undefined;
}
