import type { Rules } from '../../case/decision.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Block } from '../chat-message.ts';
import { saySource } from '../page.ts';
import { contactLines } from '../say-contact.ts';

export type Diversion = Policy['triage']['diversions'][number];

/** The diversions with these ids, in the order of the policy file. */
export function diversionsOf(policy: Policy, ids: readonly string[]): readonly Diversion[] {
  return policy.triage.diversions.filter(({ id }) => ids.includes(id));
}

/**
 * Where something that is no disagreement between agencies goes: the policy's own words and contact or, where it
 * names none, the board's office, marked as added.
 */
export function sayRoute(known: Pick<Rules, 'policy' | 'directory'>, diversion: Diversion): readonly Block[] {
  const { choice, says, contact } = diversion;
  const added = contact === undefined;
  return [
    { kind: 'text', text: { strong: choice } },
    { kind: 'text', text: says ?? 'This goes another way than this procedure.' },
    { kind: 'list', items: contactLines(known, contact ?? known.policy.board_office) },
    {
      kind: 'small',
      text: added
        ? `${saySource(diversion)}. The contact was added by Concordat: the policy names none.`
        : saySource(diversion),
    },
  ];
}
