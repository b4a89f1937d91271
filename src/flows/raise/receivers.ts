import type { Receiver } from '../../case/commands.ts';
import type { Agency, Person } from '../../directory/directory.ts';
import { isAway, partnersOf, peopleOfAgency } from '../../directory/lookup.ts';
import { sayRole, withArticle } from '../../policy/board-words.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { sayDay } from '../../policy/say-date.ts';
import { oneOf } from '../answers.ts';
import type { Field, Option, Text } from '../chat-message.ts';
import { small, text } from '../page.ts';
import { pickFields, readPick } from '../pick.ts';
import { contactLines } from '../say-contact.ts';
import { upperFirst } from '../wording/telling.ts';
import { typedAt } from './step.ts';
import type { Checked, RaiseContext, RaiseStep } from './step.ts';

const mostAgencies = 5;
const yesNo: readonly Option[] = [
  { id: 'no', label: 'No' },
  { id: 'yes', label: 'Yes' },
];

/** With whom the matter is raised: an agency and its professional, and again for as many agencies as it concerns. */
export function receiverSteps(context: RaiseContext): readonly RaiseStep[] {
  const steps: RaiseStep[] = [];
  const taken: string[] = [];
  for (let number = 1; number <= mostAgencies; number += 1) {
    steps.push(agencyStep(context, number, taken));
    const agency = agencyAt(context, number, taken);
    if (agency === undefined) return steps;
    taken.push(agency.id);
    steps.push(professionalStep(context, number, agency, taken));
    if (oneOf(typedAt(context, professionalId(number)), 'another') !== 'yes') return steps;
  }
  return steps;
}

/** The agencies and people that were chosen, once every one of those steps is right. */
export function receiversOf(context: RaiseContext): readonly Receiver[] {
  const receivers: Receiver[] = [];
  const taken: string[] = [];
  for (let number = 1; number <= mostAgencies; number += 1) {
    const agency = agencyAt(context, number, taken);
    if (agency === undefined) break;
    taken.push(agency.id);
    const typed = typedAt(context, professionalId(number));
    const picked = readPick(professionalPick(context, agency), typed);
    if (picked.kind === 'picked') receivers.push({ agency: agency.id, professional: picked.id });
    if (oneOf(typed, 'another') !== 'yes') break;
  }
  return receivers;
}

function agencyStep(context: RaiseContext, number: number, taken: readonly string[]): RaiseStep {
  const id = agencyId(number);
  const pick = agencyPick(context, taken);
  const typed = typedAt(context, id);
  const { policy } = context.rules;
  const chosen = agencyAt(context, number, taken);
  const guidance = number === 1 ? policy.guidance.filter(({ at }) => at === 'raise') : [];
  return {
    id,
    name: number === 1 ? 'The other agency' : `Agency ${number}`,
    intro: [
      ...(number === 1
        ? [
            small(
              'Every page is kept when you press Next. If you close the form, type the command again to go on.',
            ),
          ]
        : []),
      ...guidance.map(({ text: says, source }) => small(`${says} (${source})`)),
      ...(pick.options.length > 0
        ? []
        : [
            text(
              'The directory lists no other agency that works to this procedure. Ask the board’s office to add it:',
            ),
            { kind: 'list' as const, items: contactLines(context.rules, policy.board_office) },
          ]),
    ],
    fields: pick.options.length > 0 ? pickFields(pick, typed) : [],
    checked: checkedPick(readPick(pick, typed)),
    summary:
      chosen === undefined ? [] : [fact(number === 1 ? 'The other agency' : `Agency ${number}`, chosen.name)],
  };
}

function professionalStep(
  context: RaiseContext,
  number: number,
  agency: Agency,
  taken: readonly string[],
): RaiseStep {
  const id = professionalId(number);
  const pick = professionalPick(context, agency);
  const typed = typedAt(context, id);
  const picked = readPick(pick, typed);
  const more = number < mostAgencies && agencyPick(context, taken).options.length > 0;
  const another: Field = {
    kind: 'choice',
    id: 'another',
    label: `Does the ${context.rules.policy.words.matter} concern yet another agency?`,
    hint: 'Each one answers for itself. It is settled only when all of them agree.',
    required: false,
    options: yesNo,
    value: oneOf(typed, 'another') === 'yes' ? 'yes' : 'no',
  };
  const person = picked.kind === 'picked' ? context.rules.directory.people.get(picked.id) : undefined;
  return {
    id,
    name: `Who at ${agency.name}`,
    intro:
      pick.options.length > 0
        ? [text(`Choose whom you would speak with at ${agency.name}. They are told at once.`)]
        : [
            text(`The directory lists nobody at ${agency.name}. Ask the board’s office to add them:`),
            { kind: 'list', items: contactLines(context.rules, context.rules.policy.board_office) },
          ],
    fields: pick.options.length > 0 ? [...pickFields(pick, typed), ...(more ? [another] : [])] : [],
    checked: checkedPick(picked),
    summary:
      person === undefined
        ? []
        : [fact(`Who at ${agency.name}`, label(person, sayRole(context.rules.policy, leadRole)))],
  };
}

function agencyPick({ person, rules }: RaiseContext, taken: readonly string[]) {
  const options = partnersOf(rules.directory, rules.policy.board)
    .filter(({ id }) => id !== person.agency && !taken.includes(id))
    .map(({ id, name }) => ({ id, label: name }));
  const hint = `${upperFirst(withArticle(rules.policy.words.matter))} inside your own agency has its own route.`;
  return { id: 'agency', label: 'Which agency do you raise it with?', hint, required: true, options };
}

function professionalPick({ rules, now }: RaiseContext, agency: Agency) {
  const on = civilDateOf(now);
  const lead = sayRole(rules.policy, leadRole);
  const options = [...peopleOfAgency(rules.directory, agency.id)]
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'))
    .map((person): Option => {
      const until = person.away.filter(({ from, to }) => from <= on && on <= to).at(-1)?.to;
      const away = isAway(person, on) && until !== undefined;
      return {
        id: person.id,
        label: label(person, lead),
        ...(away ? { hint: `Away until ${sayDay(until)}. Their deputy is told as well.` } : {}),
      };
    });
  const hint = `If you do not know who it is, choose their ${sayRole(rules.policy, leadRole)}.`;
  return { id: 'professional', label: `Who at ${agency.name}?`, hint, required: true, options };
}

function agencyAt(context: RaiseContext, number: number, taken: readonly string[]): Agency | undefined {
  const picked = readPick(agencyPick(context, taken), typedAt(context, agencyId(number)));
  return picked.kind === 'picked' ? context.rules.directory.agencies.get(picked.id) : undefined;
}

function checkedPick(picked: ReturnType<typeof readPick>): Checked {
  switch (picked.kind) {
    case 'picked':
      return { kind: 'right' };
    case 'again':
      return { kind: 'again' };
    case 'wrong':
      return picked;
    case 'nothing':
      return { kind: 'wrong', errors: {} };
  }
}

/** The role of an agency's lead, as the directory knows it. */
const leadRole = 'safeguarding-lead';

function label(person: Person, leadLabel: string): string {
  const lead = person.roles.includes(leadRole) ? ` (${leadLabel})` : '';
  return `${person.name}${person.jobTitle === undefined ? '' : `, ${person.jobTitle}`}${lead}`;
}

function fact(name: string, value: Text) {
  return { kind: 'facts' as const, facts: [{ label: name, value }] };
}

function agencyId(number: number): string {
  return `agency-${number}`;
}

function professionalId(number: number): string {
  return `professional-${number}`;
}
