import type { AgencyId } from '../../directory/directory.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Period } from '../../report/period.ts';
import { addCase, emptyTally, type DutyCounts } from '../../report/tally.ts';
import type { FiguresRow } from './report-ports.ts';
import { labelOf, sayAtStage, sayState, sayThemes } from './lines.ts';
import type { Report } from './report.ts';
import { sayAgency, type Spoken } from './words.ts';

/**
 * An agency's own view: all that it raised and received, with what came of each stage (CE-17, CE-18, CE-58). For its own people:
 * it holds no figure of any other agency but whom each was with.
 */
export function agencyReport(
  rows: readonly FiguresRow[],
  spoken: Spoken,
  period: Period,
  agency: AgencyId,
  now: Date,
): Pick<Report, 'facts' | 'tables' | 'notes'> {
  const stages = stagesOf(spoken.policy);
  const theirs = countsOf(rows, period, agency, now);
  const raised = rows.filter(({ figures }) => figures.raising === agency);
  const { words } = spoken.policy;
  return {
    facts: [
      { label: 'Raised by this agency', value: raised.length },
      { label: 'Received by it', value: rows.length - raised.length },
      { label: 'Still open now', value: rows.filter(({ figures }) => figures.closed === undefined).length },
      { label: 'Limits that it met in time', value: theirs.inTime },
      { label: 'Limits that it met late, or never', value: theirs.late + theirs.never },
      { label: 'Overdue now', value: theirs.overdue },
    ],
    tables: [
      {
        id: 'agency',
        title: `Every ${words.matter} of the agency`,
        columns: [
          'Reference',
          'Raised',
          'This agency',
          'With',
          'About',
          ...stages.map((id) => `${labelOf(id, spoken)}: outcome`),
          'Reported to the board',
          'What came of it',
          'Closed',
        ],
        rows: rows.map(({ reference, figures }) => ({
          label: reference ?? 'erased',
          cells: [
            figures.raised ?? '',
            figures.raising === agency ? 'raised it' : 'received it',
            [figures.raising ?? '', ...figures.receiving]
              .filter((one) => one !== agency)
              .map((one) => sayAgency(one, spoken))
              .join('; '),
            sayThemes(figures),
            ...stages.map((id) => sayAtStage(id, figures, spoken)),
            figures.reported
              .filter((one) => one.agency === agency)
              .map(({ stage }) => labelOf(stage, spoken))
              .join('; '),
            sayState(figures, spoken, now),
            figures.closed ?? '',
          ],
        })),
      },
    ],
    notes: [
      'Every case of the agency that was open on a day of the period, or was closed in it. What came of it is as things stand now.',
      'Limits are counted where the case was closed in the period.',
      ...spoken.policy.reports
        .filter(({ by }) => by === 'agency')
        .map(({ title, source }) => `The policy asks for: ${title} (${source}).`),
      'The references lead to cases. This list is for the agency’s own people.',
    ],
  };
}

/** The stages that an agency's own record covers, by the policy; all of them where it says nothing. */
function stagesOf({ reports, stages }: Policy): readonly string[] {
  const named = reports.filter(({ by }) => by === 'agency').flatMap((report) => report.stages);
  return stages.map(({ id }) => id).filter((id) => named.length === 0 || named.includes(id));
}

/** Its own limits, of every case of its own: what the board's office sees of them makes no difference to it. */
function countsOf(rows: readonly FiguresRow[], period: Period, agency: AgencyId, now: Date): DutyCounts {
  const tally = emptyTally();
  for (const { figures } of rows)
    addCase(tally, { ...figures, office: 'content' }, { period, now, away: 'counted' });
  return tally.agencyDuties.get(agency) ?? { inTime: 0, late: 0, never: 0, open: 0, overdue: 0 };
}
