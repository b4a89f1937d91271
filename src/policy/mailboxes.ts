import type { Contact } from './people.ts';
import { contactOf } from './policy-lookup.ts';
import type { Policy } from './policy.ts';

/** The mailboxes that forms of a board are sent to, each once; contacts without an e-mail address have none. */
export function mailboxesOf(policy: Policy): readonly (Contact & { readonly email: string })[] {
  const ids = new Set(policy.forms.flatMap(({ send }) => send?.to ?? []));
  return [...ids].flatMap((id) => {
    const { email, ...contact } = contactOf(policy, id);
    return email === undefined ? [] : [{ ...contact, email }];
  });
}
