import { contactOf } from '../policy/policy-lookup.ts';
import type { Rules } from './decision.ts';
import type { Effect } from './effect.ts';
import type { Entry } from './events.ts';
import { instantOf } from './moment.ts';

/**
 * Which mailboxes of the policy's contacts hear of an entry: the one that a form is sent to (CE-70, HE-101), beside the
 * people of the office. What somebody sent there themselves has come already.
 */
export function toMailboxes({ event, entry, at }: Entry, { policy }: Rules): readonly Effect[] {
  if (event.type !== 'FormSent' || event.on === 'by-hand') return [];
  if (contactOf(policy, event.to).email === undefined) return [];
  return [{ kind: 'mailbox', contact: event.to, about: { what: event.type, entry }, at: instantOf(at) }];
}
