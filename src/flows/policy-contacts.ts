import type { Rules } from '../case/decision.ts';
import { saySource } from '../policy/explain.ts';
import type { Contact } from '../policy/people.ts';
import { sayDay } from '../policy/say-date.ts';
import type { Block, Text } from './chat-message.ts';
import { contactLines, sayContact } from './say-contact.ts';

/**
 * Every contact of a board's file, one part for each so that pages can break between them: what it is for, how to
 * reach it, its note, its paragraph, and when somebody last made sure of it.
 */
export function policyContacts(known: Pick<Rules, 'policy' | 'directory'>): readonly (readonly Block[])[] {
  const { contacts, name, board_office } = known.policy;
  if (contacts.length === 0) return [];
  const parts = contacts.map((contact): readonly Block[] => [
    { kind: 'list', items: contact.id === board_office ? contactLines(known, contact.id) : [line(contact)] },
    { kind: 'small', text: about(contact) },
  ]);
  const [first = [], ...others] = parts;
  return [[{ kind: 'heading', text: `Contacts of ${name}` }, ...first], ...others];
}

function line(contact: Contact): Text {
  const { label, organisation } = contact;
  return sayContact({ ...contact, label: organisation === undefined ? label : `${organisation}, ${label}` });
}

function about({ purpose, note, source, added, checked }: Contact): string {
  const said = [purpose, note].filter((one) => one !== undefined).map((one) => `${one.replace(/\.$/, '')}.`);
  const from = added === true ? 'Added by Concordat.' : `From ${saySource(source)}.`;
  const sure = checked === undefined ? [] : [`Last checked on ${sayDay(checked)}.`];
  return [...said, from, ...sure].join(' ');
}
