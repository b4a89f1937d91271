import { randomInt } from 'node:crypto';
import type { Person } from '../../directory/directory.ts';
import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import { namedPeriod, readPeriod, type PeriodName } from '../../report/period.ts';
import { oneOf } from '../answers.ts';
import type { Account, Act, Answers } from '../chat-input.ts';
import type { Form, Option, Reply } from '../chat-message.ts';
import { filled, wrongAt } from '../filled.ts';
import { handOver } from '../documents/hand-over.ts';
import { isOpening, showPage, showPageOnTo, small, text } from '../page.ts';
import { inPages } from '../read/paged.ts';
import type { Sent } from '../people/sent.ts';
import type { Services } from '../services.ts';
import { askAgencies } from './ask-agencies.ts';
import { makeReport, whyNot } from './make-report.ts';
import { askedAt, idOf, noteTaken, placeOf, wantedOf, type Asked } from './place.ts';
import { reportParts } from './report-page.ts';
import { mayTakeReports, reportsFor, type Choice } from './who-may.ts';

/** Whether a button or a form is about a report, and not about a case. */
export function isAboutReports({ do: does }: Act): boolean {
  return does === 'report' || does === 'read-report' || does === 'document-of-report';
}

/** Where an input came from, and its id, which is the same when it is delivered again. */
type Arrived = { readonly account: Account; readonly id: string };

/**
 * Figures over many cases, for the board's office and for those who answer for an agency as a whole: they choose whose and of
 * which days, and read it page by page. Who may is asked at every input.
 */
export async function answerReports(
  services: Services,
  person: Person,
  { act, sent: input, arrived }: { readonly act: Act; readonly sent?: Sent; readonly arrived: Arrived },
): Promise<Reply> {
  if (!mayTakeReports(services, person)) return notYours(services);
  if (act.do === 'document-of-report')
    return documentOf(services, person, askedAt(services, person, act.on ?? ''), arrived);
  const sent = input === undefined || isOpening(input.form) ? undefined : input;
  if (act.do === 'read-report') return readReport(services, person, act);
  if (sent === undefined) return { kind: 'form', form: askReport(services, person, {}) };
  const asked = readAsked(services, person, sent.answers);
  if ('errors' in asked)
    return wrongAt(askReport(services, person, sent.answers), sent.answers, asked.errors);
  if (asked.choice.view === 'ask') return ask(services, person, asked, sent.id);
  return oneOf(sent.answers, 'as') === 'document'
    ? documentOf(services, person, asked, arrived)
    : showReport(services, person, asked, 1);
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
      filled(
        {
          kind: 'choice',
          id: 'as',
          label: 'How do you want it?',
          required: true,
          options: [
            { id: 'page', label: 'Read it here' },
            { id: 'document', label: 'As a document, for Word or as PDF, with charts' },
          ],
          value: 'page',
        },
        typed,
      ),
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
  const asked = askedAt(services, person, on);
  return asked === undefined
    ? notYours(services)
    : showReport(services, person, asked, Number(on.split('/')[3]) || 1);
}

/** One page of a report; from the last one it is had as a document. */
async function showReport(services: Services, person: Person, asked: Asked, page: number): Promise<Reply> {
  const wanted = wantedOf(services, person, asked);
  if (wanted === undefined) return notYours(services);
  const needs = { ...services, draw: (many: number) => randomInt(many) };
  const made = await makeReport(needs, wanted.spoken, wanted.wanted);
  if ('problem' in made) return showPage(title, [text(made.problem)], { do: 'help' });
  if (page === 1) await noteTaken(services, person, made, 'chat');
  const pages = inPages(reportParts(made));
  const shown = Math.min(Math.max(page, 1), pages.length);
  const place = placeOf(asked);
  const onTo =
    shown < pages.length
      ? { label: 'Next page', act: { do: 'read-report', on: `${place}/${shown + 1}` } }
      : { label: 'Get as a document', act: { do: 'document-of-report', on: place } };
  const paging = pages.length < 2 ? [] : [small(`Page ${shown} of ${pages.length}`)];
  return showPageOnTo(title, [...paging, ...(pages[shown - 1] ?? [])], { do: 'report' }, onTo);
}

/** A link to a report as a document. Who may have it is asked again when it is taken, and only then it is noted that they did. */
async function documentOf(
  services: Services,
  person: Person,
  asked: Asked | undefined,
  { account, id: input }: Arrived,
): Promise<Reply> {
  const wanted = asked && wantedOf(services, person, asked);
  if (asked === undefined || wanted === undefined) return notYours(services);
  const problem = whyNot(wanted.wanted, services.clock.now());
  if (problem !== undefined) return showPage(title, [text(problem)], { do: 'help' });
  const wish = { person, account, input, wanted: placeOf(asked), called: 'a report' };
  return showPage('Get as a document', await handOver(services, wish), { do: 'report' });
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
