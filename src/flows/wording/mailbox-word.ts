import type { MailboxAbout } from '../../case/effect.ts';
import { officeRole } from '../../case/people.ts';
import type { RaisedCase } from '../../case/state.ts';
import type { Contact } from '../../policy/people.ts';
import { roleOf } from '../../policy/policy-lookup.ts';
import type { MailboxWord } from '../chat-message.ts';
import type { KnownCase } from '../rules-of-case.ts';
import { sayMoment } from './telling.ts';

type Known = Pick<KnownCase, 'rules'> & { readonly state: RaisedCase };

/**
 * What the mailbox of an office hears of a form that was sent there (CE-70, HE-101): which form of which case, when, and in
 * whose hands it is. Others may read it, so it holds nothing that anybody wrote.
 */
export function wordForMailbox(
  about: MailboxAbout,
  contact: Pick<Contact, 'label'>,
  { state, rules }: Known,
): MailboxWord | 'superseded' {
  const found = state.entries.find(({ entry }) => entry === about.entry);
  const { policy } = rules;
  if (found?.event.type !== 'FormSent') return 'superseded';
  const { form: id } = found.event;
  const title = policy.forms.find((form) => form.id === id)?.title ?? id;
  const role = officeRole(policy);
  const { reference } = state;
  return {
    title: `${reference}: a form was sent to the board’s office`,
    says: [
      `The form “${title}” of ${reference} was sent to ${contact.label} on ${sayMoment(found.at)}, under the procedure of ${policy.name}.`,
      ...(role === undefined
        ? []
        : [`Who of the office has it in Concordat: ${roleOf(policy, role).label}.`]),
      'The form is not in this e-mail.',
    ],
  };
}
