import type { Tally } from '../../report/tally.ts';
import type { Cell, ReportTable } from './report.ts';
import { inOrder, largestFirst, sayStage, type Spoken } from './words.ts';

/** What people answered before a raise, by the id of the answer; `out-of-scope` for what this procedure is not meant for. */
export type Diverted = ReadonlyMap<string, number>;

export const outOfScope = 'out-of-scope';

/** What people found to belong elsewhere, in the period; most of it never became a case. */
export function divertedTable(counts: Diverted, { policy }: Spoken): ReportTable {
  const known = policy.triage.diversions;
  const rows = [...counts].map(([id, count]): { label: string; cells: Cell[] } => {
    const found = known.find((one) => one.id === id);
    if (id === outOfScope)
      return { label: 'Not what this procedure is for', cells: [count, whatCame.instead] };
    return {
      label: found?.choice ?? id,
      cells: [count, found === undefined ? 'not known' : whatCame[found.effect]],
    };
  });
  return {
    id: 'diverted',
    title: 'What belonged elsewhere',
    note: 'Answers that were given before anything was raised, on the days of the period. Several can be true of one matter.',
    columns: ['Answer', 'Times', 'What came of it'],
    rows: largestFirst(rows),
  };
}

const whatCame = {
  instead: 'another route was shown, and no case was opened',
  beside: 'another route was shown, and the case could go on',
  ladder: 'the case went on with a mark',
} as const;

/** Of the cases that were closed: where they left the ladder or went beside it. */
export function besideTable({ straightTo, otherBoard }: Tally, spoken: Spoken): ReportTable {
  return {
    id: 'beside',
    title: 'Beside the ladder',
    columns: ['What happened', 'Closed'],
    rows: [
      ...inOrder(straightTo.keys(), spoken).map((stage) => ({
        label: `Went straight to ${sayStage(stage, spoken)}`,
        cells: [straightTo.get(stage) ?? 0],
      })),
      ...(otherBoard === 0 ? [] : [{ label: 'Another board was told', cells: [otherBoard] }]),
    ],
  };
}
