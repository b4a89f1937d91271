import { peopleToAlert } from '../../case/alert-people.ts';
import type { Rules } from '../../case/decision.ts';
import { unopened } from '../../case/evolve.ts';
import type { Actor } from '../../case/events.ts';
import type { CaseState } from '../../case/state.ts';
import type { Agency, AgencyId, Directory, Person } from '../../directory/directory.ts';
import { peopleWithRole } from '../../directory/lookup.ts';
import { plural, sayRole } from '../../policy/board-words.ts';
import { contactOf } from '../../policy/policy-lookup.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Block, Text } from '../chat-message.ts';
import { saySource } from '../page.ts';
import { sayOuterLimit } from './outer-limit.ts';
import { contactLines, sayContact, sayPersonToRing } from '../say-contact.ts';

/*
 * What to do when an adult is at immediate risk. It is shown before anything is asked, to strangers too, because
 * a message to somebody is not help.
 */

type Known = Pick<Rules, 'policy' | 'directory'>;

/**
 * For anybody at all: 999, the out-of-hours numbers, `own` (whom to ring in their own agency, where that is known),
 * the board's own words, and who can name a lead.
 */
export function whatToDo(
  known: Rules,
  agencies: readonly Agency[],
  now: Date,
  own: readonly Block[] = [],
): readonly Block[] {
  const { risk } = known.policy.triage;
  return [
    { kind: 'heading', text: 'Ring now' },
    { kind: 'list', items: [sayContact(risk.emergency), ...outOfHours(known.policy, agencies)] },
    ...own,
    { kind: 'text', text: risk.says },
    ...sayOuterLimit(known, now).map((says): Block => ({ kind: 'text', text: { strong: says } })),
    ...refersTo(known),
    { kind: 'small', text: saySource(risk) },
    { kind: 'text', text: `Who knows the names and numbers of ${plural(leadsIn(known.policy))}:` },
    { kind: 'list', items: contactLines(known, risk.leads_from) },
  ];
}

/** For somebody who is known: besides, whom to ring in their own agency, each with their number. */
export function whomToRing(
  person: Person,
  rules: Rules,
  now: Date,
  state: CaseState = unopened,
): readonly Block[] {
  const lines = peopleToAlert(person, [], state, rules, now).flatMap((actor) => ringLine(actor, rules));
  if (lines.length === 0) {
    return [
      { kind: 'text', text: 'The directory names no manager and no lead for you. Ring your agency now.' },
    ];
  }
  return [
    { kind: 'heading', text: `Then ring your own ${sayTold(rules.policy)}` },
    { kind: 'list', items: lines },
  ];
}

/** Whom the policy wants told, in one's own agency: "line manager or safeguarding lead". */
export function sayTold(policy: Policy): string {
  const roles = [...new Set(policy.triage.risk.tells.map(({ role }) => sayRole(policy, role)))];
  return roles.length < 2
    ? (roles[0] ?? 'manager')
    : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1) ?? ''}`;
}

/** What the policy calls those whom another agency may be told through. */
export function leadsIn(policy: Policy): string {
  const { offers, tells } = policy.triage.risk;
  return sayRole(policy, (offers[0] ?? tells.at(-1))?.role ?? 'safeguarding-lead');
}

/** The line for somebody who is to be told, with their number; nothing for somebody who has left. */
export function ringLine(actor: Actor, { directory, policy }: Known): readonly Text[] {
  const person = directory.people.get(actor.person);
  if (person === undefined) return [];
  const role = policy.roles.find(({ id }) => id === actor.role)?.label ?? person.jobTitle ?? 'colleague';
  const agency = directory.agencies.get(person.agency)?.name ?? '';
  return [sayPersonToRing(person, `${role}, ${agency}`)];
}

/** The people of another agency whom the policy lets somebody tell as well. */
export function leadsOf(agency: AgencyId, policy: Policy, directory: Directory): readonly Person[] {
  const people = policy.triage.risk.offers.flatMap(({ role }) => peopleWithRole(directory, agency, role));
  return people.filter((one, index) => people.findIndex(({ id }) => id === one.id) === index);
}

/** The agencies' own numbers, which policies leave to them; else the contact that the policy names. */
function outOfHours(policy: Policy, agencies: readonly Agency[]): readonly Text[] {
  const contact = contactOf(policy, policy.triage.risk.out_of_hours);
  const own = agencies.flatMap(({ name, outOfHours: number }): readonly Text[] =>
    number === undefined ? [] : [[{ strong: `${name}, out of hours` }, `: ${number}`]],
  );
  const named = contact.telephone !== undefined || contact.email !== undefined || own.length === 0;
  return named ? [sayContact(contact), ...own] : own;
}

function refersTo(known: Known): readonly Block[] {
  const { refers_to } = known.policy.triage.risk;
  if (refers_to === undefined) return [];
  return [
    { kind: 'text', text: refers_to.says },
    { kind: 'list', items: contactLines(known, refers_to.contact) },
  ];
}
