import { officeRole } from '../case/people.ts';
import type { Rules } from '../case/decision.ts';
import type { Person } from '../directory/directory.ts';
import { boardRoleHolders } from '../directory/lookup.ts';
import { contactOf } from '../policy/policy-lookup.ts';
import type { Text } from './chat-message.ts';

type Known = Pick<Rules, 'policy' | 'directory'>;

/** A contact in one line: its name, then the ways to reach it, the telephone first. */
export function sayContact(contact: {
  readonly label: string;
  readonly telephone?: string | undefined;
  readonly email?: string | undefined;
  readonly link?: string | undefined;
}): Text {
  const ways = [contact.telephone, contact.email, contact.link].filter((way) => way !== undefined);
  return [{ strong: contact.label }, ways.length > 0 ? `: ${ways.join(', ')}` : ''];
}

/**
 * A contact of the policy by its id. Policies rarely give the address of the board's office, so whoever holds the
 * role there now is named with it.
 */
export function contactLines({ policy, directory }: Known, id: string): readonly Text[] {
  const contact = contactOf(policy, id);
  const role = id === policy.board_office ? officeRole(policy) : undefined;
  const people = role === undefined ? [] : boardRoleHolders(directory, policy.board, role);
  return [
    sayContact(contact),
    ...people.map((person): Text => {
      return [
        person.name,
        ', ',
        [person.telephone, person.email].filter((way) => way !== undefined).join(', '),
      ];
    }),
  ];
}

/** A person to ring: name, what they are, number; and what to do without a number. */
export function sayPersonToRing(person: Person, role: string): Text {
  return [
    { strong: person.name },
    `, ${role}: `,
    person.telephone === undefined
      ? 'no telephone number in the directory, so ring their agency'
      : { strong: person.telephone },
  ];
}
