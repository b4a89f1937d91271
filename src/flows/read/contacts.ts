import type { Person } from '../../directory/directory.ts';
import { lineManagerOf, peopleWithRole, seniorManagerOf } from '../../directory/lookup.ts';
import { sayRole } from '../../policy/board-words.ts';
import { contactOf } from '../../policy/policy-lookup.ts';
import type { Block, Reply, Text } from '../chat-message.ts';
import { small } from '../page.ts';
import { policyContacts } from '../policy-contacts.ts';
import { sayContact, sayPersonToRing } from '../say-contact.ts';
import { sayAgency, sayList } from '../wording/telling.ts';
import { pagedForm } from './paged.ts';
import { noteLook, raisedReading, titled } from './read-page.ts';
import type { Reading } from './read-page.ts';

/** Whom to ring about this case: one's own managers and advisers, the opposite numbers, the board's office (RB-24, RB-38). */
export async function contacts(reading: Reading): Promise<Reply> {
  await noteLook(reading);
  const { known, act } = reading;
  const { policy } = known.rules;
  const office = contactOf(policy, policy.board_office);
  const blocks: readonly Block[] = [
    ...titled('Your own agency', list(own(reading))),
    ...titled('Who acts for the others', list(others(reading))),
    ...titled('The board’s office', [
      ...list(boardPeople(reading)),
      { kind: 'list', items: [sayContact(office)] },
    ]),
    ...titled('In an emergency', [{ kind: 'list', items: [sayContact(policy.triage.risk.emergency)] }]),
    small('Names and numbers come from the directory of the board’s office. Tell them if one is not right.'),
  ];
  return { kind: 'form', form: pagedForm('Who to ring', [blocks, ...policyContacts(known.rules)], act) };
}

function own({ person, known }: Reading): readonly Text[] {
  const { directory, policy } = known.rules;
  const label = (role: string) => sayRole(policy, role);
  const managers = [
    lined(lineManagerOf(directory, person.id), `your ${label('line-manager')}`),
    lined(seniorManagerOf(directory, person.id), `your ${label('senior-manager')}`),
  ].flat();
  const roles = [
    ...policy.triage.risk.tells.map(({ role }) => role),
    ...policy.stages.flatMap(({ consulted }) => consulted.map(({ role }) => role)),
  ].filter((role) => role !== 'line-manager' && role !== 'senior-manager');
  const holders = [...new Set(roles)].flatMap((role) =>
    peopleWithRole(directory, person.agency, role).filter(({ id }) => id !== person.id),
  );
  // Somebody with several roles is one person to ring.
  const advisers = [...new Set(holders)].map((one) =>
    sayPersonToRing(one, sayList([...new Set(roles)].filter((role) => one.roles.includes(role)).map(label))),
  );
  const outOfHours = directory.agencies.get(person.agency)?.outOfHours;
  const night: readonly Text[] = outOfHours === undefined ? [] : [['Out of hours: ', { strong: outOfHours }]];
  return [...managers, ...advisers, ...night];
}

/** Whoever acts for each other side now, and who raised it. */
function others(reading: Reading): readonly Text[] {
  const raised = raisedReading(reading);
  if (raised === undefined) return [];
  const { state, rules } = raised.known;
  return state.sides
    .filter(({ agency }) => agency !== reading.person.agency)
    .flatMap(({ key, agency, professional }) => {
      const acting = state.actors.filter(({ side }) => side === key).map(({ person }) => person);
      return [...new Set([...acting, professional])].flatMap((id) =>
        lined(
          rules.directory.people.get(id),
          acting.includes(id) ? `acts for ${sayAgency(agency, rules)} now` : sayAgency(agency, rules),
        ),
      );
    });
}

function boardPeople({ known, person }: Reading): readonly Text[] {
  const { directory, policy } = known.rules;
  const office = [...directory.agencies.values()].find(({ officeOf }) => officeOf === policy.board);
  if (office === undefined) return [];
  return policy.roles
    .filter((role) => role.of === 'board')
    .flatMap((role) => peopleWithRole(directory, office.id, role.id).map((one) => ({ one, role })))
    .filter(({ one }) => one.id !== person.id)
    .map(({ one, role }) => sayPersonToRing(one, role.label));
}

function lined(person: Person | undefined, role: string): readonly Text[] {
  return person === undefined ? [] : [sayPersonToRing(person, role)];
}

function list(items: readonly Text[]): readonly Block[] {
  return items.length === 0 ? [small('The directory names nobody.')] : [{ kind: 'list', items }];
}
