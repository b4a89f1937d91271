import { plural } from '../../policy/board-words.ts';
import type { Period } from '../../report/period.ts';
import type { FiguresRow } from './report-ports.ts';
import { sayThemes } from './lines.ts';
import type { ForumWords } from './forum-words.ts';
import type { Report, ReportTable } from './report.ts';
import { saySector, sayStage, sectorOf, upperFirst, type Spoken } from './words.ts';

/** Opens what the forums of a case wrote; whoever gives this has it kept that they looked. */
export type OpenWords = (caseId: string) => Promise<readonly ForumWords[]>;

/**
 * All that the forums of a board recommended or decided in a period, put together (RO-63): what each was about, which sectors
 * it was between, and what came of it. It names no case, no agency and nobody; what was written is in the record of each case.
 */
export async function panelReport(
  rows: readonly FiguresRow[],
  spoken: Spoken,
  { from, to }: Period,
  openWords: OpenWords | undefined,
): Promise<Pick<Report, 'facts' | 'tables' | 'notes'>> {
  const { output, matter } = spoken.policy.words;
  const spoke = rows.filter(({ figures: { closed, recommendations } }) => {
    return closed !== undefined && from <= closed && closed <= to && recommendations.length > 0;
  });
  const sectors = (ids: readonly string[]) =>
    [...new Set(ids.map((id) => saySector(sectorOf(id, spoken), spoken)))].join('; ');
  return {
    facts: [
      { label: `${upperFirst(plural(matter))} on which a forum spoke`, value: spoke.length },
      {
        label: upperFirst(plural(output)),
        value: spoke.reduce((sum, { figures }) => sum + figures.recommendations.length, 0),
      },
    ],
    tables: [
      {
        id: 'panel',
        title: 'One after the other',
        columns: [
          'Number',
          'About',
          'Raised by',
          'With',
          'At',
          upperFirst(plural(output)),
          'Acted on',
          'Working days in all',
        ],
        rows: spoke.map(({ figures }, index) => ({
          label: String(index + 1),
          cells: [
            sayThemes(figures),
            sectors([figures.raising ?? '']),
            sectors(figures.receiving),
            [...new Set(figures.recommendations.map(({ stage }) => sayStage(stage, spoken)))].join('; '),
            figures.recommendations.length,
            figures.recommendations.filter(({ answer }) => answer === 'acted-on').length,
            figures.days ?? '',
          ],
        })),
      },
      ...(openWords === undefined ? [] : [await written(spoke, spoken, openWords)]),
    ],
    notes: [
      ...(openWords === undefined
        ? []
        : [
            'What the forums wrote stands here as they wrote it. Read it before it goes on, and take out whatever could tell who the adult is.',
          ]),
      `Each ${matter} is counted in the period in which it was closed. No case, agency or person is named.`,
      'With few of them, somebody who knows a case may know it again. It goes to the board and no further.',
    ],
  };
}

/** What was written, under the numbers of the list. */
async function written(
  spoke: readonly FiguresRow[],
  { policy }: Spoken,
  openWords: OpenWords,
): Promise<ReportTable> {
  const rows: ReportTable['rows'][number][] = [];
  for (const [index, { caseId }] of spoke.entries())
    for (const { words, hints } of await openWords(caseId))
      rows.push({
        label: String(index + 1),
        cells: [words, hints.length === 0 ? '' : 'It seems to hold something personal'],
      });
  const title = `The ${plural(policy.words.output)} themselves`;
  return { id: 'panel-words', title, columns: ['Number', 'What was written', 'To be looked at'], rows };
}
