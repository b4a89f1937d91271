import type { Person } from '../../directory/directory.ts';
import type { Platform } from '../../directory/directory.ts';
import { notOver } from '../../directory/days-away.ts';
import { deputyOf, isAway, lineManagerOf } from '../../directory/lookup.ts';
import { sayRole } from '../../policy/board-words.ts';
import { sayDate } from '../../policy/say-date.ts';
import { oneOf } from '../answers.ts';
import { boardsOf } from '../boards.ts';
import { casesOfLeavers } from '../cases-of-leavers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Form, Option, Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { text } from '../page.ts';
import type { Services } from '../services.ts';
import { sayList } from '../wording/telling.ts';
import type { Sitting } from './looks-after.ts';
import { gapsOf, sayAbsences, sayCases, sayChange, sayWhere } from './say-people.ts';

const choices = ['deputy', 'away', 'back', 'hand-over', 'people'] as const;
type Choice = (typeof choices)[number];
/** Of what was done about somebody, the page says the latest. */
const shown = 5;

/** Who somebody is and how they stand, and what can be done about it. Of their cases it says only how many are open. */
export async function personPage(sitting: Sitting): Promise<Form> {
  const { services, person, today } = sitting;
  const directory = services.people.directory();
  const cases = await openCasesOf(services, person);
  const history = await services.people.history(person.id);
  return {
    title: 'Person',
    context: { act: { do: 'person', on: person.id }, step: 'next' },
    intro: [
      { kind: 'heading', text: sayWhere(person, directory) },
      ...gapsOf(person, directory, today).map(text),
      { kind: 'facts', facts: [...factsOf(sitting), await reachedFact(services, person), openFact(cases)] },
      ...(history.length === 0
        ? []
        : [
            text('What was done in chat:'),
            {
              kind: 'list' as const,
              items: history.slice(0, shown).map((change) => sayChange(change, directory)),
            },
          ]),
    ],
    fields: [
      {
        kind: 'choice',
        id: 'what',
        label: 'What do you want to do?',
        required: true,
        options: optionsOf(sitting, cases),
      },
    ],
    submit: 'Next',
    close: 'Close',
  };
}

export function choiceOf(answers: Answers): Choice | undefined {
  return choices.find((choice) => choice === oneOf(answers, 'what'));
}

export function wrongChoice(form: Form, answers: Answers): Reply {
  return wrongAt(form, answers, { what: 'Choose what you want to do.' });
}

function optionsOf({ person, by, looksAfter, today }: Sitting, cases: number): readonly Option[] {
  const own = person.id === by.id;
  return [
    { id: 'deputy', label: 'Set a deputy' },
    { id: 'away', label: 'Set days away' },
    ...(isAway(person, today) ? [{ id: 'back', label: own ? 'I am back' : 'They are back' }] : []),
    ...(looksAfter && cases > 0 ? [{ id: 'hand-over', label: 'Hand over their cases' }] : []),
    ...(looksAfter ? [{ id: 'people', label: 'Back to the list of people' }] : []),
  ];
}

type Fact = Extract<Block, { readonly kind: 'facts' }>['facts'][number];

function factsOf({ services, person, today }: Sitting): readonly Fact[] {
  const directory = services.people.directory();
  const [board] = boardsOf(services, person);
  const roles = person.roles.map((role) => sayRole(board?.policy ?? { roles: [] }, role));
  const absences = notOver(person, today);
  const facts: Readonly<Record<string, string | undefined>> = {
    'Job title': person.jobTitle,
    Roles: roles.length === 0 ? undefined : sayList(roles),
    Telephone: person.telephone,
    'E-mail': person.email,
    'Line manager': lineManagerOf(directory, person.id)?.name,
    Deputy: deputyOf(directory, person.id)?.name ?? 'nobody',
    Away: absences.length === 0 ? 'no' : sayAbsences(absences),
  };
  return Object.entries(facts).flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

const reachedBy: Readonly<Record<Platform, string>> = {
  slack: 'in Slack',
  teams: 'in Microsoft Teams',
  email: 'by e-mail',
};

async function reachedFact(services: Services, { id }: Person): Promise<Fact> {
  const label = 'Reached';
  const [unreachable] = await services.reaches.unreachable([id]);
  if (unreachable !== undefined)
    return { label, value: `no, since ${sayDate(unreachable.since)}: ${unreachable.why}` };
  const accounts = await services.people.accountsOf(id);
  const names = [...new Set(accounts.map(({ platform }) => reachedBy[platform]))];
  return { label, value: names.length === 0 ? 'not yet' : `yes, ${sayList(names)}` };
}

function openFact(cases: number): Fact {
  return { label: 'Cases', value: cases === 0 ? 'none is open' : sayCases(cases) };
}

/** How many open cases somebody has a part in that must be handed over when they go. */
async function openCasesOf(services: Services, { id }: Person): Promise<number> {
  const cases = await casesOfLeavers(services, [id]);
  return cases.filter(({ people }) => people.includes(id)).length;
}
