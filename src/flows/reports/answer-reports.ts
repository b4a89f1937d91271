import { randomInt } from 'node:crypto';
import type { Person } from '../../directory/directory.ts';
import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import { namedPeriod, readPeriod, type Period, type PeriodName } from '../../report/period.ts';
import { oneOf } from '../answers.ts';
import type { Act, Answers } from '../chat-input.ts';
import type { Form, Option, Reply } from '../chat-message.ts';
import { filled, wrongAt } from '../filled.ts';
import { isOpening, showPage, small, text } from '../page.ts';
import { inPages } from '../read/paged.ts';
import type { Sent } from '../people/sent.ts';
import type { Services } from '../services.ts';
import { askAgencies } from './ask-agencies.ts';
import { makeReport, type Wanted } from './make-report.ts';
import { reportParts } from './report-page.ts';
import { mayTakeReports, reportsFor, type Choice } from './who-may.ts';

/** Whether a button or a form is about a report, and not about a case. */
export function isAboutReports({ do: does }: Act): boolean {
  return does === 'report' || does === 'read-report';
}

/**
 * Figures over many cases, for the board's office and for those who answer for an agency as a whole: they choose whose and of
 * which days, and read it page by page. Who may is asked at every input.
 */
export async function answerReports(
  services: Services,
  person: Person,
  { act, sent: input }: { readonly act: Act; readonly sent?: Sent },
): Promise<Reply> {
  if (!mayTakeReports(services, person)) return notYours(services);
  const sent = input === undefined || isOpening(input.form) ? undefined : input;
  if (act.do === 'read-report') return readReport(services, person, act);
  if (sent === undefined) return { kind: 'form', form: askReport(services, person, {}) };
  const asked = readAsked(services, person, sent.answers);
  if ('errors' in asked)
    return wrongAt(askReport(services, person, sent.answers), sent.answers, asked.errors);
  if (asked.choice.view === 'ask') return ask(services, person, asked, sent.id);
  return showReport(services, person, asked, 1);
}

async function ask(
  services: Services,
  person: Person,
  { choice, period }: Asked,
  input: string,
): Promise<Reply> {
  const policy = services.policies.current(choice.board)?.policy;
  return policy === undefined ? notYours(services) : askAgencies(services, person, { policy, period, input });
}

const title = 'Report';

const periods: readonly (Option & { readonly id: PeriodName | 'days' })[] = [
  { id: 'this-year', label: 'This financial year, from 1 April until today' },
  { id: 'last-year', label: 'The last financial year' },
  { id: 'last-quarter', label: 'The last quarter' },
  { id: 'days', label: 'The days that I give below' },
];

function askReport(services: Services, person: Person, typed: Answers): Form {
  const choices = reportsFor(services, person).map((choice) => ({
    id: idOf(choice),
    label: labelOf(choice, services, person),
  }));
  const [first] = choices;
  return {
    title,
    context: { act: { do: 'report' }, step: 'ask' },
    intro: [
      text('Figures over many cases. Nobody is named in them, and nothing that anybody wrote.'),
      small('That you take a report is recorded.'),
    ],
    fields: [
      filled(
        {
          kind: 'choice',
          id: 'which',
          label: 'Which report?',
          required: true,
          options: choices,
          ...(first === undefined ? {} : { value: first.id }),
        },
        typed,
      ),
      filled(
        {
          kind: 'choice',
          id: 'period',
          label: 'Of which days?',
          required: true,
          options: periods,
          value: 'this-year',
        },
        typed,
      ),
      filled({ kind: 'date', id: 'from', label: 'First day', required: false }, typed),
      filled({ kind: 'date', id: 'to', label: 'Last day; it is counted too', required: false }, typed),
    ],
    submit: 'Show',
    close: 'Cancel',
  };
}

function labelOf({ view, board }: Choice, services: Services, person: Person): string {
  const name = services.policies.current(board)?.policy.name ?? board;
  if (view === 'board') return `The board’s own figures (${name})`;
  if (view === 'ask') return 'Ask the agencies for their outcomes of these days';
  if (view === 'published') return 'What may leave the board: one whole year, no number under five';
  const agency = services.people.directory().agencies.get(person.agency)?.name ?? 'My agency';
  return `${agency}: its own, under the ${name}`;
}

function idOf({ view, board }: Choice): string {
  return `${view}.${board}`;
}

type Asked = { readonly choice: Choice; readonly period: Period };

function readAsked(
  services: Services,
  person: Person,
  answers: Answers,
): Asked | { readonly errors: Readonly<Record<string, string>> } {
  const choice = reportsFor(services, person).find((one) => idOf(one) === oneOf(answers, 'which'));
  if (choice === undefined) return { errors: { which: 'Choose one of these.' } };
  const today = civilDateOf(services.clock.now());
  const name = periods.find(({ id }) => id === oneOf(answers, 'period'))?.id;
  if (name === undefined) return { errors: { period: 'Choose one of these.' } };
  if (name !== 'days') {
    const period = namedPeriod(name, today);
    return choice.view === 'published' && name !== 'last-year'
      ? {
          errors: {
            period: 'What leaves the board is of one whole financial year that is over. Choose the last one.',
          },
        }
      : { choice, period };
  }
  const [from, to] = [oneOf(answers, 'from'), oneOf(answers, 'to')];
  if (!isCivilDate(from)) return { errors: { from: 'Give the first day.' } };
  if (!isCivilDate(to)) return { errors: { to: 'Give the last day.' } };
  const read = readPeriod(from, to, today);
  return 'problem' in read ? { errors: { to: read.problem } } : { choice, period: read.period };
}

/** `act.on` is the report and the page of it: `board.redbridge/2026-04-01/2026-06-30/2`. */
async function readReport(services: Services, person: Person, { on = '' }: Act): Promise<Reply> {
  const [which, from = '', to = '', page = ''] = on.split('/');
  const choice = reportsFor(services, person).find((one) => idOf(one) === which);
  const read = readPeriod(from, to, civilDateOf(services.clock.now()));
  if (choice === undefined || 'problem' in read) return notYours(services);
  return showReport(services, person, { choice, period: read.period }, Number(page) || 1);
}

/**
 * One page of a report. The same report as a document is to be reached from here, by a link of the kind that documents are got by:
 * `{ kind: 'report', view, board, from, to }` says which.
 */
async function showReport(
  services: Services,
  person: Person,
  { choice, period }: Asked,
  page: number,
): Promise<Reply> {
  const { policies, people, clock } = services;
  const policy = policies.current(choice.board)?.policy;
  const { view } = choice;
  if (policy === undefined || view === 'ask') return notYours(services);
  const spoken = { policy, directory: people.directory() };
  const made = await makeReport(
    { ...services, draw: (many) => randomInt(many) },
    spoken,
    wantedOf(view, person, period),
  );
  if ('problem' in made) return showPage(title, [text(made.problem)], { do: 'help' });
  if (page === 1) {
    const how = view === 'agency' ? `chat, ${person.agency}` : 'chat';
    await services.reportLog.note({
      board: choice.board,
      view,
      ...period,
      person: person.id,
      how,
      at: clock.now(),
    });
  }
  const pages = inPages(reportParts(made));
  const wanted = Math.min(Math.max(page, 1), pages.length);
  const more = wanted < pages.length;
  const on = `${idOf(choice)}/${period.from}/${period.to}/${wanted + 1}`;
  return {
    kind: 'form',
    form: {
      title,
      context: { act: more ? { do: 'read-report', on } : { do: 'report' }, step: 'read' },
      intro: [
        ...(pages.length < 2 ? [] : [small(`Page ${wanted} of ${pages.length}`)]),
        ...(pages[wanted - 1] ?? []),
      ],
      fields: [],
      ...(more ? { submit: 'Next page' } : {}),
      close: 'Close',
    },
  };
}

function wantedOf(view: Exclude<Choice['view'], 'ask'>, person: Person, period: Period): Wanted {
  return view === 'agency' ? { view, agency: person.agency, period } : { view, period };
}

function notYours(services: Services): Reply {
  return showPage(
    title,
    [
      text(
        'Reports over many cases are for the board’s office, and for the senior managers and safeguarding leads of an agency.',
      ),
      text(`If you need figures, ask them. Your own cases: ${services.slashCommand} list.`),
    ],
    { do: 'help' },
  );
}
