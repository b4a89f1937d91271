import { backOn, joined, notOver } from '../../directory/days-away.ts';
import type { Away, Person } from '../../directory/directory.ts';
import { deputyOf, isAway } from '../../directory/lookup.ts';
import { isCivilDate } from '../../policy/civil.ts';
import { sayDay } from '../../policy/say-date.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field, Form, Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { showPageOnTo, small, text } from '../page.ts';
import { again, type Sitting } from './looks-after.ts';
import { gapsOf, sayAbsences, sayAway, sayWhere } from './say-people.ts';
import { backTo, isDone, meanwhilePage, seenIn, stepSeeing, type Sent } from './sent.ts';
import { aboutPeople, tell, type Told } from './tell.ts';

const title = 'Days away';

/** When somebody is away: one absence more, or some that do not hold any longer. */
export function askAway(sitting: Sitting, seen = stepSeeing(sitting, 'away')): Form {
  const { person, services, today } = sitting;
  const directory = services.people.directory();
  const deputy = deputyOf(directory, person.id);
  const absences = notOver(person, today);
  const gone: Field = {
    kind: 'many',
    id: 'gone',
    label: 'Which of these no longer hold?',
    required: false,
    options: absences.map((one) => ({ id: idOf(one), label: sayAway(one) })),
  };
  return {
    title,
    context: { act: { do: 'set-away', on: person.id }, step: seen },
    intro: [
      { kind: 'heading', text: sayWhere(person, directory) },
      text(absences.length === 0 ? 'No days away are known.' : `Away: ${sayAbsences(absences)}.`),
      text(whoStandsIn(sitting, deputy)),
    ],
    fields: [
      { kind: 'date', id: 'from', label: 'First day away', required: absences.length === 0 },
      { kind: 'date', id: 'to', label: 'Last day away', required: absences.length === 0 },
      ...(absences.length === 0 ? [] : [gone]),
    ],
    submit: 'Set',
    close: 'Cancel',
  };
}

function whoStandsIn({ by, person }: Sitting, deputy: Person | undefined): string {
  const own = by.id === person.id;
  if (deputy !== undefined)
    return own
      ? `While you are away, ${deputy.name} is told of what you owe in your cases, and can do it.`
      : `While they are away, ${deputy.name} is told of what they owe in their cases, and can do it.`;
  return own
    ? 'You have no deputy. Set one next, so that somebody is told of what you owe.'
    : 'They have no deputy. Set one next, so that somebody is told of what they owe.';
}

export async function setAway(sitting: Sitting, { id, form, answers }: Sent): Promise<Reply> {
  if (await isDone(sitting, id)) return awayPage(sitting, []);
  const read = readAway(sitting, answers);
  if ('errors' in read) return wrongAt(askAway(sitting, form.step), answers, read.errors);
  return put(sitting, id, seenIn(form), read.away);
}

/** They are back today: the absence that runs has ended. */
export async function setBack(sitting: Sitting, id: string): Promise<Reply> {
  const { person, today } = sitting;
  if ((await isDone(sitting, id)) || !isAway(person, today)) return awayPage(sitting, []);
  return put(
    sitting,
    id,
    seenIn({ act: { do: 'set-away' }, step: stepSeeing(sitting, 'away') }),
    backOn(person.away, today),
  );
}

async function put(sitting: Sitting, id: string, seen: number, away: readonly Away[]): Promise<Reply> {
  const { services, person, by, now } = sitting;
  const value = { field: 'away', away } as const;
  const set = await services.people.set({ person: person.id, by: by.id, at: now, value }, id, seen);
  if (set === 'meanwhile') return meanwhilePage(sitting, title);
  const after = again(sitting);
  const missed = set === 'set' ? await tell(services, tellings(after)) : [];
  return awayPage(after, missed);
}

function awayPage(sitting: Sitting, missed: readonly Block[]): Reply {
  const { person, services, today } = sitting;
  const directory = services.people.directory();
  const absences = notOver(person, today);
  const deputy = deputyOf(directory, person.id);
  const gaps = gapsOf(person, directory, today);
  const blocks: readonly Block[] = [
    { kind: 'heading', text: 'Done' },
    text(
      absences.length === 0
        ? `${person.name} is not away.`
        : `${person.name} is away: ${sayAbsences(absences)}.`,
    ),
    ...(absences.length === 0 || deputy === undefined
      ? []
      : [text(`${deputy.name} is told of what falls due in those days, and can do it.`)]),
    ...gaps.map(text),
    ...missed,
    small(
      'Everybody whom this concerns is told. It counts until the directory file says something new about it.',
    ),
  ];
  if (gaps.length === 0) return backTo(sitting, title, blocks);
  const act = { do: 'set-deputy', on: person.id };
  return showPageOnTo(title, blocks, act, { label: 'Set a deputy', act });
}

/** What was filled in, as all the absences that there are then; what is wrong, by field. */
function readAway(
  { person, today }: Sitting,
  answers: Answers,
): { readonly away: readonly Away[] } | { readonly errors: Readonly<Record<string, string>> } {
  const [from, to] = [oneOf(answers, 'from'), oneOf(answers, 'to')];
  const gone = manyOf(answers, 'gone');
  const absences = notOver(person, today);
  const left = absences.filter((one) => !gone.includes(idOf(one)));
  const errors: Record<string, string> = {};
  for (const [id, date] of Object.entries({ from, to }))
    if (date !== '' && !isCivilDate(date)) errors[id] = 'This is not a date. Write it as 2026-12-22.';
  if (from === '' && to !== '') errors['from'] = 'Give the first day too.';
  if (from !== '' && to === '') errors['to'] = 'Give the last day too. It may be the same day.';
  if (Object.keys(errors).length > 0) return { errors };
  if (from === '') {
    if (left.length < absences.length) return { away: left };
    return { errors: { from: 'Give the first and the last day, or say which days no longer hold.' } };
  }
  if (to < from) return { errors: { to: 'The last day is before the first. Swap the two.' } };
  if (to < today) return { errors: { to: 'These days are over. Give days that are still to come.' } };
  const away = joined([...left, { from, to }]);
  if (JSON.stringify(away) === JSON.stringify(absences))
    return { errors: { from: 'They are known to be away on these days already.' } };
  return { away };
}

function idOf({ from, to }: Away): string {
  return `${from}/${to}`;
}

/** The person and whoever stands in; nobody is told of what they did themselves. */
function tellings({ services, by, person, today }: Sitting): readonly Told[] {
  const directory = services.people.directory();
  const deputy = deputyOf(directory, person.id);
  const absences = notOver(person, today);
  const who = by.id === person.id ? by.name : sayWhere(by, directory);
  const set = `${who} set this in Concordat on ${sayDay(today)}.`;
  const all = [
    { to: person, message: toThem(person, deputy, absences, set) },
    ...(deputy === undefined ? [] : [{ to: deputy, message: toDeputy(person, deputy, absences, set) }]),
  ];
  return all.filter(({ to }) => to.id !== by.id);
}

function toThem(person: Person, deputy: Person | undefined, absences: readonly Away[], set: string) {
  const away = absences.length > 0;
  const instead =
    deputy === undefined
      ? 'You have no deputy, so nobody else is told then of what you owe.'
      : `${deputy.name} is told then of what you owe in your cases, and can do it.`;
  return aboutPeople(
    away ? 'Your days away were set' : 'You are no longer away in Concordat',
    [
      ...(away ? [`You are away: ${sayAbsences(absences)}. ${instead}`] : []),
      `${set} If that is wrong, change it here, or ask them.`,
    ],
    person,
  );
}

function toDeputy(person: Person, deputy: Person, absences: readonly Away[], set: string) {
  const away = absences.length > 0;
  return aboutPeople(
    away ? `You stand in for ${person.name}` : `${person.name} is no longer away`,
    [
      away
        ? `${person.name} is away: ${sayAbsences(absences)}. You are told then of what they owe in their cases, and can do it.`
        : 'You need not stand in for them.',
      `${set} If that is wrong, ask them.`,
    ],
    deputy,
  );
}
