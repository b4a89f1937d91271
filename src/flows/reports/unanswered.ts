import { plural } from '../../policy/board-words.ts';
import type { FiguresRow } from './report-ports.ts';
import type { ReportTable } from './report.ts';
import { sayAgency, sayStage, upperFirst, type Spoken } from './words.ts';

/** Something that a forum said to an agency, which has not said yet that it acted on it, or why not. */
export type Unanswered = Pick<FiguresRow, 'reference'> & {
  readonly said: FiguresRow['figures']['recommendations'][number];
  readonly isClosed: boolean;
};

/** Of one case that the board's office sees, what waits for its agency's answer (G-10). */
export function unansweredOf({ reference, figures }: FiguresRow): readonly Unanswered[] {
  if (figures.office !== 'content') return [];
  return figures.recommendations
    .filter(({ answer }) => answer === undefined || answer in promises)
    .map((said) => ({
      ...(reference === undefined ? {} : { reference }),
      said,
      isClosed: figures.closed !== undefined,
    }));
}

/** A promise is no answer yet to whether it was acted upon. */
const promises: Readonly<Record<string, string>> = {
  'will-act': 'will act on it',
  'cannot-yet': 'cannot act on it yet',
};

function placeOf({ said, reference }: Unanswered): string {
  return `${said.on ?? ''} ${reference ?? ''} ${said.to}`;
}

/** All of them by reference, agency and date, the oldest first. */
export function unansweredTable(all: readonly Unanswered[], spoken: Spoken): ReportTable {
  const { output } = spoken.policy.words;
  return {
    id: 'unanswered',
    title: `${upperFirst(plural(output))} that wait for an answer`,
    note: 'Each agency says that it acted on it, or why not. Where a case was closed in another way, nothing is asked of the agency any more.',
    columns: ['Reference', 'To', 'Given on', 'At', 'What the agency said so far', 'The case'],
    rows: [...all]
      .sort((one, other) => placeOf(one).localeCompare(placeOf(other)))
      .map(({ reference, said, isClosed }) => ({
        label: reference ?? 'erased',
        cells: [
          sayAgency(said.to, spoken),
          said.on ?? 'not known',
          sayStage(said.stage, spoken),
          said.answer === undefined ? 'nothing' : (promises[said.answer] ?? said.answer),
          isClosed ? 'closed' : 'open',
        ],
      })),
  };
}
