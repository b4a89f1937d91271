import {
  fewest,
  protectAlone,
  protectMentions,
  protectParts,
  type Draw,
  type Shown,
} from '../../report/suppress.ts';
import type { Tally } from '../../report/tally.ts';
import { sayTheme } from '../../report/themes.ts';
import { plural } from '../../policy/board-words.ts';
import { bySector } from './board-report.ts';
import type { Cell, Report, ReportTable } from './report.ts';
import { inOrder, largestFirst, median, saySector, sayStage, upperFirst, type Spoken } from './words.ts';

type Row = ReportTable['rows'][number];
type Parts = Pick<Report, 'facts' | 'tables' | 'notes'>;

/** From so many cases on, the time in the middle is given; from so many, how large a part of the limits was met. */
const casesForTime = 10;
const casesForShare = 20;

/** What stands where a count is from one to four, or would give such a one away. */
const fewer = `fewer than ${fewest}`;

/**
 * What of a year may leave the board. Each table either divides all cases into parts, so that only the number of all is known of
 * any two tables, or counts what may overlap; no two tables share anything else, and no agency is named. Whatever else is said
 * of a stage (times, shares) is said only where the numbers that are given show already that enough cases went through it, so
 * that leaving it out says nothing either.
 *
 * @param draw chooses which other counts are left out; see `protectParts`
 */
export function publishedReport(tally: Tally, spoken: Spoken, draw: Draw): Parts {
  const { words } = spoken.policy;
  const matters = plural(words.matter);
  if (tally.closed < fewest)
    return {
      facts: [{ label: `${upperFirst(matters)} closed in the year`, value: fewer }],
      tables: [],
      notes: [`With so few, nothing more can be said without giving somebody away.`],
    };
  const outcomes = outcomesOf(tally, spoken, draw);
  return {
    facts: [
      { label: `${upperFirst(matters)} raised in the year`, value: alone(tally.raised) },
      { label: 'Closed in the year', value: tally.closed },
      { label: 'Working days from when it arose, the middle of all', value: middle(tally.days) },
      {
        label: 'Immediate risks reported in the year',
        value: alone(tally.alertMinutes.length + tally.alertsOpen),
      },
      ...learning(tally, draw),
    ],
    tables: [
      outcomes.table,
      ...times(tally, spoken, outcomes.went),
      ...shares(tally, spoken, outcomes.went),
      themes(tally, draw),
      ...raisedBy(tally, spoken, draw),
      ...receivedBy(tally, spoken, draw),
      ...recommendations(tally, spoken, draw),
    ],
    notes: [
      `Each ${words.matter} is counted in the year in which it was closed.`,
      `Where nothing but “not given” stands, the number is from one to four, or it would give such a number away. Which others are left out with it was drawn by lot.`,
      'Limits that were met are told in steps, times only where ten or more went through a stage, and no agency is named.',
      'This year’s figures were kept as they are when they were made, and are given out in no other form.',
    ],
  };
}

function alone(count: number): Cell {
  return protectAlone(count) ?? fewer;
}

function middle(days: readonly number[]): Cell {
  return days.length < fewest ? null : (median(days) ?? null);
}

/** Every case once: the stage that it came to, and whether it was settled there. `went`: how many surely went through a stage. */
function outcomesOf(
  tally: Tally,
  spoken: Spoken,
  draw: Draw,
): { readonly table: ReportTable; readonly went: ReadonlyMap<string, number> } {
  const { policy } = spoken;
  const ids = inOrder(new Set([...policy.stages.map(({ id }) => id), ...tally.stages.keys()]), spoken);
  const parts = ids.flatMap((id) => {
    const { settled = 0, otherwise } = tally.stages.get(id) ?? {};
    const ended = [...(otherwise?.values() ?? [])].reduce((sum, count) => sum + count, 0);
    const label = id === '' ? 'Before any stage' : sayStage(id, spoken);
    return [
      { id, label: `${label}: settled`, count: settled },
      { id, label: `${label}: ended otherwise`, count: ended },
    ];
  });
  const shown = protectParts(
    parts.map(({ count }) => count),
    draw,
  );
  const rows = parts.map(({ label }, index): Row => ({ label, cells: [shown[index] ?? null] }));
  const went = new Map(
    ids.map((id, at) => {
      const beyond = parts.flatMap((part, index) => (ids.indexOf(part.id) >= at ? [shown[index] ?? 0] : []));
      return [id, beyond.reduce((sum, count) => sum + count, 0)] as const;
    }),
  );
  return {
    table: {
      id: 'outcomes',
      title: 'How far they went, and how they ended',
      columns: ['Where it ended', 'Closed'],
      rows: rows.filter(({ cells }) => cells[0] !== 0),
      chart: { columns: [0], stacked: false },
    },
    went,
  };
}

function times(tally: Tally, spoken: Spoken, went: ReadonlyMap<string, number>): readonly ReportTable[] {
  const rows = inOrder(tally.stages.keys(), spoken).flatMap((id): readonly Row[] => {
    const days = tally.stages.get(id)?.days ?? [];
    if ((went.get(id) ?? 0) < casesForTime || days.length < fewest) return [];
    return [{ label: sayStage(id, spoken), cells: [median(days) ?? null] }];
  });
  if (rows.length === 0) return [];
  return [
    {
      id: 'times',
      title: 'How long each stage took',
      columns: [spoken.policy.words.stage, 'Working days, the middle of all'],
      rows,
    },
  ];
}

function shares(tally: Tally, spoken: Spoken, went: ReadonlyMap<string, number>): readonly ReportTable[] {
  const rows = inOrder(tally.stages.keys(), spoken).flatMap((id): readonly Row[] => {
    let [met, over] = [0, 0];
    for (const [key, { inTime, late, never }] of tally.duties) {
      if (key.split(' ', 1)[0] !== id) continue;
      met += inTime;
      over += inTime + late + never;
    }
    if ((went.get(id) ?? 0) < casesForShare || over < casesForShare) return [];
    return [{ label: sayStage(id, spoken), cells: [sayShare(met / over)] }];
  });
  if (rows.length === 0) return [];
  return [
    {
      id: 'shares',
      title: 'Limits that were met in time',
      columns: [spoken.policy.words.stage, 'Of all that are over'],
      rows,
    },
  ];
}

/** In steps so wide that, of twenty and more, each leaves at least three numbers possible. */
function sayShare(share: number): string {
  if (share >= 0.9) return '9 in 10 or more';
  if (share >= 0.75) return '3 in 4 or more, and fewer than 9 in 10';
  return share >= 0.5 ? 'half or more, and fewer than 3 in 4' : 'fewer than half';
}

function themes(tally: Tally, draw: Draw): ReportTable {
  const counted = [...tally.themes];
  const shown = protectMentions(
    counted.map(([, count]) => count),
    draw,
  );
  return {
    id: 'themes',
    title: 'What they were about',
    note: 'One can be about several things.',
    columns: ['Theme', 'Closed'],
    rows: largestFirst(
      counted.map(([code], index) => ({ label: sayTheme(code), cells: [shown[index] ?? null] })),
    ),
    chart: { columns: [0], stacked: false },
  };
}

/** Every case has one sector that raised it, whether or not it ever came to the board's office. */
function raisedBy(tally: Tally, spoken: Spoken, draw: Draw): readonly ReportTable[] {
  const parts = [...bySector(tally.everyRaising, spoken)].map(([id, count]) => {
    return { label: saySector(id, spoken), count };
  });
  return sectorTable('raised-by', 'Sectors that raised them', parts, draw, protectParts);
}

function receivedBy(tally: Tally, spoken: Spoken, draw: Draw): readonly ReportTable[] {
  const parts = [...bySector(tally.everyReceiving, spoken)].map(([id, count]) => {
    return { label: saySector(id, spoken), count };
  });
  return sectorTable('received-by', 'Sectors that received them', parts, draw, protectMentions);
}

function sectorTable(
  id: string,
  title: string,
  parts: readonly { readonly label: string; readonly count: number }[],
  draw: Draw,
  protect: (counts: readonly number[], draw: Draw) => readonly Shown[],
): readonly ReportTable[] {
  const shown = protect(
    parts.map(({ count }) => count),
    draw,
  );
  const rows = parts.map(({ label }, index) => ({ label, cells: [shown[index] ?? null] }));
  const given = rows.filter(({ cells }) => cells[0] !== 0);
  return given.length === 0 ? [] : [{ id, title, columns: ['Sector', 'Closed'], rows: largestFirst(given) }];
}

function learning(tally: Tally, draw: Draw): Parts['facts'] {
  const [some] = protectParts([tally.learning, tally.closed - tally.learning], draw);
  return [{ label: 'From which something was learnt', value: some ?? null }];
}

/** How many were made is itself a small number in most years: told only where it is not. */
function recommendations(
  { recommendations: all }: Tally,
  { policy }: Spoken,
  draw: Draw,
): readonly ReportTable[] {
  const totals = new Map<string, number>();
  for (const { by } of all.values())
    for (const [answer, count] of by) totals.set(answer, (totals.get(answer) ?? 0) + count);
  const counts = Object.keys(answered).map((answer) => totals.get(answer) ?? 0);
  if (counts.reduce((sum, count) => sum + count, 0) < casesForTime) return [];
  const shown = protectParts(counts, draw);
  const output = plural(policy.words.output);
  return [
    {
      id: 'recommendations',
      title: `What came of the ${output}`,
      columns: ['Answer', upperFirst(output)],
      rows: Object.values(answered).map((label, index) => ({ label, cells: [shown[index] ?? null] })),
    },
  ];
}

const answered = {
  'acted-on': 'Acted on',
  'will-act': 'Will be acted on',
  'will-not-act': 'Will not be acted on',
  'cannot-yet': 'Cannot be done yet',
  none: 'Not answered yet',
};
