import type { Policy } from '../../policy/policy.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import { saySource } from '../../policy/explain.ts';
import type { TellingOfCase } from './telling.ts';

type Confirmation = NonNullable<Policy['stages'][number]['confirmation']>;
type OfCase = Pick<TellingOfCase, 'state' | 'rules'>;

/*
 * Who confirms an agreed outcome, how, and who then says whether it is right: as the stage's own rule has it. Nothing
 * here takes it that it is always the receiving side, always in writing or always owed.
 */

/** The rule by which an outcome is confirmed: that of the stage at which it was agreed. */
export function confirmationOf({ state, rules }: OfCase): Confirmation | undefined {
  return stageOf(rules.policy, state.resolution?.stage ?? state.stage).confirmation;
}

/** Whether the confirmation is in writing; it is where the policy says nothing else. */
export function isWritten(telling: OfCase): boolean {
  return confirmationOf(telling)?.written ?? true;
}

/** Who confirms, said of an outcome that was just agreed: with the paragraph, or that nobody has to. */
export function sayWhoConfirms(confirmation: Confirmation): string {
  const { by, written, offered, source, added } = confirmation;
  const who = by === 'either' ? 'Either side' : 'The receiving side';
  const how = written ? 'in writing' : 'by word of mouth, and notes here that it did';
  if (offered) {
    const whose = added === true ? 'the policy does not ask for it' : saySource(source);
    return `${who} can confirm it ${how}. It is good practice; nobody owes it and it has no date (${whose}).`;
  }
  const from = added === true ? 'added by Concordat' : saySource(source);
  const answer = by === 'either' ? ' The other side then says whether it is right.' : '';
  return `${who} confirms it ${how} (${from}).${answer}`;
}

/** What comes after a confirmation: who says whether it is right. */
export function sayWhoAnswers(telling: OfCase, writtenBy: string): string {
  const confirmation = confirmationOf(telling);
  const what = isWritten(telling) ? 'the written outcome' : 'what was confirmed';
  if (confirmation?.offered === true)
    return `Nobody has to answer it. If it is not what was agreed, either side can open this again, with a reason.`;
  if (confirmation?.by !== 'either') return `The raising side says whether ${what} is what was agreed.`;
  const who = writtenBy === 'raising' ? 'The receiving side' : 'The raising side';
  return `${who} says whether ${what} is what was agreed.`;
}

/** What whoever confirms is told about where it goes and who answers it. */
export function sayWhereItGoes(telling: OfCase): string {
  const confirmation = confirmationOf(telling);
  const copies = confirmation?.copies ?? [];
  const agency = copies.includes('raising-agency') ? 'Whoever raised it, and their agency,' : 'Every side';
  const answer =
    confirmation?.offered === true
      ? '. Nobody has to answer it.'
      : confirmation?.by === 'either'
        ? ', and the other side says whether it is right.'
        : copies.includes('raising-agency')
          ? ' and say whether it is right.'
          : ', and the raising side says whether it is right.';
  const verb = copies.includes('raising-agency') ? 'get a copy' : 'gets a copy';
  const begin = isWritten(telling)
    ? 'Put in writing what was agreed.'
    : 'Tell the other side what was agreed, then note here what you told them.';
  return `${begin} ${agency} ${verb}${answer}`;
}
