import type { AgencyId } from '../../directory/directory.ts';
import { isWholeYear, sayPeriod, type Period } from '../../report/period.ts';
import type { Draw } from '../../report/suppress.ts';
import { addCase, awayCases, emptyTally } from '../../report/tally.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { plural } from '../../policy/board-words.ts';
import type { Clock } from '../ports.ts';
import { agencyReport } from './agency-report.ts';
import { boardReport } from './board-report.ts';
import { panelReport, type OpenWords } from './panel-report.ts';
import { publishedReport } from './published-report.ts';
import { register } from './register.ts';
import type { Figures, FiguresRow, ReportLog } from './report-ports.ts';
import type { Report, View } from './report.ts';
import { unansweredOf, type Unanswered } from './unanswered.ts';
import { toReadOf, type ToRead } from './written.ts';
import { sayAgency, type Spoken } from './words.ts';

/** What is wanted: whose view, of which days; for an agency's own, which. */
export type Wanted = { readonly period: Period } & (
  | { readonly view: Exclude<View, 'agency' | 'panel'> }
  /** `openWords`: with what the forums wrote. */
  | { readonly view: 'panel'; readonly openWords?: OpenWords }
  | { readonly view: 'agency'; readonly agency: AgencyId }
);

type Needs = {
  readonly figures: Figures;
  readonly reportLog: ReportLog;
  readonly clock: Clock;
  readonly draw: Draw;
};

/** Why a report cannot be made, as a sentence with the remedy. */
export type NotMade = { readonly problem: string };

/**
 * Makes a report from the figures of the board's cases. What leaves the board covers one whole financial year that is over, is
 * made once and kept: years do not overlap, and two reports of one year would say by their difference what the numbers leave out.
 */
export async function makeReport(needs: Needs, spoken: Spoken, wanted: Wanted): Promise<Report | NotMade> {
  const { period, view } = wanted;
  const now = needs.clock.now();
  if (view === 'published') return published(needs, spoken, period, now);
  const parts = await (async () => {
    switch (view) {
      case 'board': {
        const waiting: Unanswered[] = [];
        const toRead: ToRead[] = [];
        const tally = await tallied(needs, spoken, period, now, (row) => {
          waiting.push(...unansweredOf(row));
          if (isClosedIn(row, period)) toRead.push(...toReadOf(row));
        });
        const diverted = await needs.figures.diverted(spoken.policy.board, period);
        return boardReport(tally, spoken, { away: awayCases(spoken.policy), waiting, toRead, diverted });
      }
      case 'agency': {
        const rows = await rowsOf(needs.figures, spoken, period, wanted.agency);
        return agencyReport(rows, spoken, period, wanted.agency, now);
      }
      case 'register':
        return register(await rowsOf(needs.figures, spoken, period, undefined), spoken, now);
      case 'panel':
        return panelReport(
          await rowsOf(needs.figures, spoken, period, undefined),
          spoken,
          period,
          wanted.openWords,
        );
    }
  })();
  return { ...headOf(spoken, wanted, now), ...parts };
}

/** Why a report cannot be made of these days, before anything is added up; `undefined` where it can. */
export function whyNot({ view, period }: Pick<Wanted, 'view' | 'period'>, now: Date): string | undefined {
  return view !== 'published' || isWholeYear(period, civilDateOf(now))
    ? undefined
    : 'What leaves the board covers one whole financial year that is over, from 1 April to 31 March. Two periods that overlap would give small numbers away by subtraction. Choose such a year, or make the board’s own report.';
}

async function published(needs: Needs, spoken: Spoken, period: Period, now: Date): Promise<Report | NotMade> {
  const problem = whyNot({ view: 'published', period }, now);
  if (problem !== undefined) return { problem };
  const before = await needs.reportLog.published(spoken.policy.board, period);
  if (before !== undefined) return before;
  const tally = await tallied(needs, spoken, period, now);
  const made = {
    ...headOf(spoken, { view: 'published', period }, now),
    ...publishedReport(tally, spoken, needs.draw),
  };
  return needs.reportLog.publish(made, now);
}

async function tallied(
  { figures }: Needs,
  spoken: Spoken,
  period: Period,
  now: Date,
  also: (row: FiguresRow) => void = () => undefined,
) {
  const tally = emptyTally();
  const scope = { period, now, away: awayCases(spoken.policy) };
  await figures.each(spoken.policy.board, period, undefined, (rows) => {
    for (const row of rows) {
      addCase(tally, row.figures, scope);
      also(row);
    }
  });
  return tally;
}

function isClosedIn({ figures: { closed } }: FiguresRow, { from, to }: Period): boolean {
  return closed !== undefined && from <= closed && closed <= to;
}

async function rowsOf(
  figures: Figures,
  { policy }: Spoken,
  period: Period,
  agency: AgencyId | undefined,
): Promise<readonly FiguresRow[]> {
  const all: FiguresRow[] = [];
  await figures.each(policy.board, period, agency, (rows) => void all.push(...rows));
  const raised = (row: FiguresRow) => `${row.figures.raised ?? ''} ${row.reference ?? ''} ${row.caseId}`;
  return all
    .filter(({ figures: { raised: day } }) => day !== undefined)
    .sort((one, other) => raised(one).localeCompare(raised(other)));
}

function headOf(spoken: Spoken, wanted: Wanted, now: Date): Omit<Report, 'facts' | 'tables' | 'notes'> {
  const { policy } = spoken;
  return {
    view: wanted.view,
    board: policy.board,
    boardName: policy.name,
    ...(policy.document.marking === undefined ? {} : { marking: policy.document.marking }),
    title: titleOf(spoken, wanted),
    days: sayPeriod(wanted.period),
    ...wanted.period,
    made: now.toISOString(),
  };
}

function titleOf(spoken: Spoken, wanted: Wanted): string {
  const { name, words } = spoken.policy;
  const matters = plural(words.matter);
  switch (wanted.view) {
    case 'board':
      return `${name}: figures for the board’s office`;
    case 'published':
      return `${name}: ${matters} in the year`;
    case 'agency':
      return `${sayAgency(wanted.agency, spoken)}: its ${matters} under the ${name}`;
    case 'register':
      return `${name}: register`;
    case 'panel':
      return `${name}: ${plural(words.output)} of the year`;
  }
}
