import type { Person } from '../../directory/directory.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { readPeriod, type Period } from '../../report/period.ts';
import type { Services } from '../services.ts';
import type { Wanted } from './make-report.ts';
import type { Report } from './report.ts';
import type { Spoken } from './words.ts';
import { reportsFor, type Choice } from './who-may.ts';

/** Which report, of which days. */
export type Asked = { readonly choice: Choice; readonly period: Period };

export function idOf({ view, board }: Choice): string {
  return `${view}.${board}`;
}

/** Which report, as a button or a link carries it: `board.redbridge/2026-04-01/2026-06-30`. */
export function placeOf({ choice, period: { from, to } }: Asked): string {
  return `${idOf(choice)}/${from}/${to}`;
}

/** The report that a button or a link is about; `undefined` where there is none, or where this person may not have it now. */
export function askedAt(services: Services, person: Person, place: string): Asked | undefined {
  const [which, from = '', to = ''] = place.split('/');
  const choice = reportsFor(services, person).find((one) => idOf(one) === which);
  const read = readPeriod(from, to, civilDateOf(services.clock.now()));
  return choice === undefined || 'problem' in read ? undefined : { choice, period: read.period };
}

/** What a report that was asked for is made from; `undefined` where it is none, or its board is not known any more. */
export function wantedOf(
  { policies, people }: Services,
  person: Person,
  { choice: { view, board }, period }: Asked,
): { readonly spoken: Spoken; readonly wanted: Wanted } | undefined {
  const policy = policies.current(board)?.policy;
  if (policy === undefined || view === 'ask') return undefined;
  const wanted = view === 'agency' ? { view, agency: person.agency, period } : { view, period };
  return { spoken: { policy, directory: people.directory() }, wanted };
}

/** Notes who took which report in chat, as what. */
export async function noteTaken(
  { reportLog, clock }: Services,
  person: Person,
  { board, view, from, to }: Pick<Report, 'board' | 'view' | 'from' | 'to'>,
  as: string,
): Promise<void> {
  const how = view === 'agency' ? `${as}, ${person.agency}` : as;
  await reportLog.note({ board, view, from, to, person: person.id, how, at: clock.now() });
}
