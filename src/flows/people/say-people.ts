import { awayTogether, notOver } from '../../directory/days-away.ts';
import type { Away, Directory, Person, PersonId } from '../../directory/directory.ts';
import { deputyOf } from '../../directory/lookup.ts';
import type { CivilDate } from '../../policy/civil.ts';
import { sayDate, sayDay } from '../../policy/say-date.ts';
import type { ChangeOfPerson } from '../ports.ts';
import { sayList } from '../wording/telling.ts';

/* How people, days away and what was done about them read. */

/** "Monday 21 December 2026 to Thursday 31 December 2026", or one day. */
export function sayAway({ from, to }: Away): string {
  return from === to ? sayDay(from) : `${sayDay(from)} to ${sayDay(to)}`;
}

export function sayAbsences(absences: readonly Away[]): string {
  return sayList(absences.map(sayAway));
}

/** "Piotr Lark (Northbrook Council)". */
export function sayWhere({ name, agency }: Person, { agencies }: Directory): string {
  return `${name} (${agencies.get(agency)?.name ?? agency})`;
}

export function nameOf(id: PersonId, { people }: Directory): string {
  return people.get(id)?.name ?? 'somebody who has left';
}

/** Where nobody will stand in for somebody while they are away, one sentence for each reason; none where all is well. */
export function gapsOf(person: Person, directory: Directory, today: CivilDate): readonly string[] {
  const away = notOver(person, today);
  if (away.length === 0) return [];
  const deputy = deputyOf(directory, person.id);
  if (deputy === undefined) return [`Nobody stands in for ${person.name}: they have no deputy.`];
  const both = awayTogether(person, deputy, today);
  if (both.length === 0) return [];
  const eachOther = deputy.deputy === person.id ? ' Each is the deputy of the other.' : '';
  return [
    `Nobody stands in for ${person.name} while ${deputy.name} is away too: ${sayAbsences(both)}.${eachOther}`,
  ];
}

/** Something that was done in chat about a person, or ended by an import: "Marguerite Sloane set …, Tuesday 22 December 2026, 10:00". */
export function sayChange(change: ChangeOfPerson, directory: Directory): string {
  const at = sayDate(change.at);
  if ('ended' in change)
    return `An import of the directory file said something new about the ${change.ended === 'deputy' ? 'deputy' : 'days away'}, ${at}`;
  return `${nameOf(change.by, directory)} ${done(change.value, directory)}, ${at}`;
}

function done(
  value: Extract<ChangeOfPerson, { readonly by: string }>['value'],
  directory: Directory,
): string {
  switch (value.field) {
    case 'deputy':
      return value.deputy === null
        ? 'said that nobody stands in'
        : `set the deputy: ${nameOf(value.deputy, directory)}`;
    case 'away':
      return value.away.length === 0
        ? 'said that they are not away'
        : `set the days away: ${sayAbsences(value.away)}`;
    case 'cases':
      return `handed over ${sayCases(value.cases)} to ${nameOf(value.to, directory)}`;
  }
}

export function sayCases(count: number): string {
  return count === 1 ? '1 open case' : `${count} open cases`;
}
