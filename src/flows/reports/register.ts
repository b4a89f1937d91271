import type { FiguresRow } from './report-ports.ts';
import { labelOf, sayState, sayThemes } from './lines.ts';
import type { Report } from './report.ts';
import { sayAgency, type Spoken } from './words.ts';

/**
 * The board's register as a list that can be taken out (CE-19, RO-53): every case that came to a stage which the policy has
 * its office keep a record of; where the policy names none, every case that came to the office.
 */
export function register(
  rows: readonly FiguresRow[],
  spoken: Spoken,
  now: Date,
): Pick<Report, 'facts' | 'tables' | 'notes'> {
  const stages = spoken.policy.reports
    .filter(({ by, when }) => by === 'board' && when === 'register')
    .flatMap((report) => report.stages);
  const kept = rows.filter(({ figures }) => {
    if (figures.office !== 'content') return false;
    return stages.length === 0 || figures.stages.some(({ stage }) => stages.includes(stage));
  });
  const open = kept.filter(({ figures }) => figures.closed === undefined).length;
  return {
    facts: [
      { label: 'In the register', value: kept.length },
      { label: 'Still open now', value: open },
    ],
    tables: [
      {
        id: 'register',
        title: 'The register',
        columns: [
          'Reference',
          'Raised',
          'By',
          'With',
          'About',
          'Went as far as',
          'What came of it',
          'Closed',
        ],
        rows: kept.map(({ reference, figures }) => ({
          label: reference ?? 'erased',
          cells: [
            figures.raised ?? '',
            sayAgency(figures.raising ?? '', spoken),
            figures.receiving.map((agency) => sayAgency(agency, spoken)).join('; '),
            sayThemes(figures),
            labelOf(figures.reached, spoken),
            sayState(figures, spoken, now),
            figures.closed ?? '',
          ],
        })),
      },
    ],
    notes: [
      'Every case that was open on a day of the period, or was closed in it. What came of it is as things stand now.',
      'The references lead to cases. This list is for the board’s office alone.',
    ],
  };
}
