import { copiesToSend, type ChosenCopy, type CopyContent } from '../../case/copies.ts';
import type { Policy } from '../../policy/policy.ts';
import type { TellingOfCase } from './telling.ts';

/* How a copy is spoken of: to whom it goes, and how much of the case it lets them see. */

const holds: Readonly<Record<CopyContent, string>> = {
  reference: 'They are told of this by its reference and can read nothing of it.',
  summary:
    'They can read who it is between, at which stage it is and what came of it. They cannot read what anybody wrote.',
  full: 'They can read everything that is written in it.',
};

/** What whoever gets a copy can read. */
export function sayContent(content: CopyContent): string {
  return holds[content];
}

/** To whom a copy goes, as a name for a row of people. */
export function sayRecipient(to: string, { roles }: Pick<Policy, 'roles'>): string {
  if (to === 'raiser') return 'whoever raised it';
  if (to === 'all-involved') return 'everybody involved';
  return roles.find(({ id }) => id === to)?.label ?? to.replaceAll('-', ' ');
}

/** A copy by its recipient and its stage: "commissioning office (Stage 4)". */
export function sayCopy({ stage, copy }: ChosenCopy, policy: Pick<Policy, 'roles'>): string {
  return `${sayRecipient(copy.to, policy)} (${stage.label})`;
}

/** The same by the key that a button carries; `undefined` once it was sent. */
export function sayCopyOf(key: string, { state, rules }: Pick<TellingOfCase, 'state' | 'rules'>) {
  const found = copiesToSend(state, rules).find((one) => one.key === key);
  return found === undefined ? undefined : sayCopy(found, rules.policy);
}
