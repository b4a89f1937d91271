import type { Directory, Person } from '../../directory/directory.ts';
import { deputyOf } from '../../directory/lookup.ts';
import { notOver } from '../../directory/days-away.ts';
import { sayDay } from '../../policy/say-date.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Form, Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { small, text } from '../page.ts';
import { pickFields, readPick } from '../pick.ts';
import { again, type Sitting } from './looks-after.ts';
import { gapsOf, sayAbsences, sayWhere } from './say-people.ts';
import { backTo, isDone, meanwhilePage, seenIn, stepSeeing, type Sent } from './sent.ts';
import { aboutPeople, tell, type Told } from './tell.ts';

const title = 'Set a deputy';
const nobody = 'nobody';

/** Who stands in for somebody while they are away: a colleague of the same agency, or nobody. */
export function askDeputy(sitting: Sitting, typed: Answers = {}, seen = stepSeeing(sitting, 'deputy')): Form {
  const { person, services } = sitting;
  const directory = services.people.directory();
  const deputy = deputyOf(directory, person.id);
  return {
    title,
    context: { act: { do: 'set-deputy', on: person.id }, step: seen },
    intro: [
      { kind: 'heading', text: sayWhere(person, directory) },
      text(deputy === undefined ? 'Nobody stands in for them.' : `Deputy now: ${deputy.name}.`),
      small('While somebody is away, their deputy is told of what they owe in their cases, and can do it.'),
    ],
    fields: pickFields(choices(person, directory), { deputy: person.deputy ?? nobody, ...typed }),
    submit: 'Set',
    close: 'Cancel',
  };
}

export async function setDeputy(sitting: Sitting, { id, form, answers }: Sent): Promise<Reply> {
  const { services, person, by, now } = sitting;
  if (await isDone(sitting, id)) return deputyPage(sitting, []);
  const directory = services.people.directory();
  const asked = askDeputy(sitting, answers, form.step);
  const picked = readPick(choices(person, directory), answers);
  if (picked.kind === 'wrong') return wrongAt(asked, answers, picked.errors);
  if (picked.kind !== 'picked') return { kind: 'form', form: asked };
  const deputy = picked.id === nobody ? null : picked.id;
  if (deputy === (person.deputy ?? null)) {
    const says =
      deputy === null
        ? 'Nobody stands in for them already.'
        : 'They are the deputy already. Choose somebody else, or cancel.';
    return wrongAt(asked, answers, { [asked.fields.at(-1)?.id ?? 'deputy']: says });
  }
  const set = await services.people.set(
    { person: person.id, by: by.id, at: now, value: { field: 'deputy', deputy } },
    id,
    seenIn(form),
  );
  if (set === 'meanwhile') return meanwhilePage(sitting, title);
  const missed = set === 'set' ? await tell(services, tellings(sitting, again(sitting).person)) : [];
  return deputyPage(again(sitting), missed);
}

function deputyPage(sitting: Sitting, missed: readonly Block[]): Reply {
  const { person, services, today } = sitting;
  const directory = services.people.directory();
  const deputy = deputyOf(directory, person.id);
  const says =
    deputy === undefined
      ? `Nobody stands in for ${person.name} now.`
      : `${deputy.name} is the deputy of ${person.name}.`;
  return backTo(sitting, title, [
    { kind: 'heading', text: 'Done' },
    text(says),
    ...gapsOf(person, directory, today).map(text),
    ...missed,
    small(
      'Everybody whom this concerns is told. It counts until the directory file says something new about it.',
    ),
  ]);
}

function choices(person: Person, { people }: Directory) {
  const names = new Intl.Collator('en-GB');
  const colleagues = [...people.values()]
    .filter(({ id, agency }) => agency === person.agency && id !== person.id)
    .sort((one, other) => names.compare(one.name, other.name));
  return {
    id: 'deputy',
    label: 'Who stands in?',
    required: true,
    options: [
      { id: nobody, label: 'Nobody' },
      ...colleagues.map(({ id, name, jobTitle }) => ({
        id,
        label: jobTitle === undefined ? name : `${name}, ${jobTitle}`,
      })),
    ],
  };
}

/** The person, the deputy and whoever was it before; nobody is told of what they did themselves. */
function tellings({ services, by, person: before, today }: Sitting, person: Person): readonly Told[] {
  const directory = services.people.directory();
  const [old, deputy] = [before, person].map(({ deputy: id }) => directory.people.get(id ?? ''));
  const who = by.id === person.id ? by.name : sayWhere(by, directory);
  const set = `${who} set this in Concordat on ${sayDay(today)}.`;
  const away = notOver(person, today);
  const theirs = away.length === 0 ? '' : ` They are away: ${sayAbsences(away)}.`;
  const all: readonly Told[] = [
    {
      to: person,
      message: aboutPeople(
        deputy === undefined ? 'Nobody stands in for you now' : `${deputy.name} is your deputy now`,
        [
          `${set} ${deputy === undefined ? 'While you are away, nobody else is told of what you owe.' : `While you are away, ${deputy.name} is told of what you owe in your cases, and can do it.`}`,
          'If that is wrong, change it here, or ask them.',
        ],
        person,
      ),
    },
    ...(deputy === undefined
      ? []
      : [
          {
            to: deputy,
            message: aboutPeople(
              `You are the deputy of ${person.name} now`,
              [
                `${set} While ${person.name} is away you are told of what they owe in their cases, and can do it.${theirs}`,
                'If that is wrong, ask them.',
              ],
              deputy,
            ),
          },
        ]),
    ...(old === undefined
      ? []
      : [
          {
            to: old,
            message: aboutPeople(
              `You are no longer the deputy of ${person.name}`,
              [`${set} You are told no more of what they owe.`, 'If that is wrong, ask them.'],
              old,
            ),
          },
        ]),
  ];
  return all.filter(({ to }) => to.id !== by.id);
}
