import { notOver } from '../../directory/days-away.ts';
import type { Directory, Person } from '../../directory/directory.ts';
import { deputyOf, isAway } from '../../directory/lookup.ts';
import { type CivilDate, civilDateOf } from '../../policy/civil.ts';
import { sayDay } from '../../policy/say-date.ts';
import type { Act, Answers } from '../chat-input.ts';
import type { Block, Form, Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { small } from '../page.ts';
import { pickFields, readPick } from '../pick.ts';
import type { Unreachable } from '../ports.ts';
import { inPages, pageOf } from '../read/paged.ts';
import type { Services } from '../services.ts';
import { lookedAfter } from './looks-after.ts';
import { sayWhere } from './say-people.ts';
import type { Sent } from './sent.ts';

/** How many of a list stand together; the pages turn between them. */
const together = 15;

/**
 * How things stand with the people whom somebody looks after: what is a problem first, page by page, with a question to
 * find one of them. `act.on` is the page.
 */
export async function overview(services: Services, by: Person, act: Act, typed: Answers = {}): Promise<Form> {
  const pages = await pagesOf(services, by);
  const wanted = Math.min(pageOf(act), pages.length);
  const where: readonly Block[] =
    pages.length < 2
      ? []
      : [small(`Page ${wanted} of ${pages.length}. Leave the question empty to turn the page.`)];
  return {
    title: 'People',
    context: { act: { do: 'people', on: String(wanted) }, step: wanted < pages.length ? 'page' : 'find' },
    intro: [...where, ...(pages[wanted - 1] ?? [])],
    fields: pickFields(whoOf(services, by, wanted === pages.length), typed),
    submit: 'Next',
    close: 'Close',
  };
}

/** Whom somebody chose; else the next page, the list that was narrowed, or what is wrong. */
export async function findPerson(
  services: Services,
  by: Person,
  { form, answers }: Sent,
): Promise<{ readonly id: string } | { readonly reply: Reply }> {
  const { act, step } = form;
  const picked = readPick(whoOf(services, by, step !== 'page'), answers);
  if (picked.kind === 'picked') return { id: picked.id };
  if (picked.kind === 'wrong')
    return { reply: wrongAt(await overview(services, by, act, answers), answers, picked.errors) };
  const shown =
    picked.kind === 'again'
      ? await overview(services, by, act, answers)
      : await overview(services, by, { ...act, on: String(pageOf(act) + 1) });
  return { reply: { kind: 'form', form: shown } };
}

function whoOf(services: Services, by: Person, required: boolean) {
  const directory = services.people.directory();
  const people = lookedAfter(services, by);
  return {
    id: 'who',
    label: 'Find somebody',
    by: 'part of the name or e-mail address',
    required,
    options: people.map((person) => ({
      id: person.id,
      label: sayWhere(person, directory),
      ...(person.jobTitle === undefined ? {} : { hint: person.jobTitle }),
      also: person.email,
    })),
  };
}

async function pagesOf(services: Services, by: Person): Promise<readonly (readonly Block[])[]> {
  const directory = services.people.directory();
  const today = civilDateOf(services.clock.now());
  const people = lookedAfter(services, by);
  const unreachable = await services.reaches.unreachable(people.map(({ id }) => id));
  const away = people.filter((person) => isAway(person, today));
  const alone = away.filter((person) => standIn(person, directory, today) === undefined);
  const pages = inPages([
    ...listed(
      'Away now, and nobody stands in',
      alone.map((person) => sayAlone(person, directory, today)),
    ),
    ...listed(
      'Cannot be reached',
      unreachable.flatMap((one) => sayUnreachable(one, directory)),
    ),
    ...listed(
      'Away now',
      away.filter((person) => !alone.includes(person)).map((person) => sayStoodIn(person, directory, today)),
    ),
  ]);
  const none = small('As far as Concordat knows, nobody is away today and everybody can be reached.');
  return pages.length === 0 ? [[none]] : pages;
}

function listed(title: string, items: readonly string[]): readonly (readonly Block[])[] {
  const parts: Block[][] = [];
  for (let from = 0; from < items.length; from += together) {
    const heading = from === 0 ? `${title}: ${items.length}` : `${title}, continued`;
    parts.push([
      { kind: 'heading', text: heading },
      { kind: 'list', items: items.slice(from, from + together) },
    ]);
  }
  return parts;
}

/** Whoever stands in today: a deputy who is there. */
function standIn(person: Person, directory: Directory, today: CivilDate): Person | undefined {
  const deputy = deputyOf(directory, person.id);
  return deputy === undefined || isAway(deputy, today) ? undefined : deputy;
}

function sayAlone(person: Person, directory: Directory, today: CivilDate): string {
  const deputy = deputyOf(directory, person.id);
  const why = deputy === undefined ? 'no deputy' : `the deputy, ${deputy.name}, is away too`;
  return `${until(person, directory, today)}: ${why}`;
}

function sayStoodIn(person: Person, directory: Directory, today: CivilDate): string {
  const deputy = standIn(person, directory, today);
  return `${until(person, directory, today)}: ${deputy?.name ?? 'nobody'} stands in`;
}

function until(person: Person, directory: Directory, today: CivilDate): string {
  const [running] = notOver(person, today);
  return `${sayWhere(person, directory)}, until ${sayDay(running?.to ?? today)}`;
}

function sayUnreachable({ person: id, why, since }: Unreachable, directory: Directory): readonly string[] {
  const person = directory.people.get(id);
  if (person === undefined) return [];
  return [`${sayWhere(person, directory)}, since ${sayDay(civilDateOf(since))}: ${why}`];
}
