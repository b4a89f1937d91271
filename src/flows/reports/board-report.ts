import type { DutyCounts, Tally } from '../../report/tally.ts';
import { sayTheme } from '../../report/themes.ts';
import { plural } from '../../policy/board-words.ts';
import type { Cell, Report, ReportTable } from './report.ts';
import { withRows } from './report.ts';
import { besideTable, divertedTable, type Diverted } from './beside.ts';
import { unansweredTable, type Unanswered } from './unanswered.ts';
import { toReadTable, type ToRead } from './written.ts';
import {
  inOrder,
  largestFirst,
  median,
  range,
  sayAgency,
  sayDutyKind,
  sayEnding,
  saySector,
  sayStage,
  sectorOf,
  upperFirst,
  type Spoken,
} from './words.ts';

type Row = ReportTable['rows'][number];
/** What a report holds beside what was added up. */
type Besides = {
  readonly away: 'counted' | 'left-out';
  readonly waiting: readonly Unanswered[];
  readonly toRead: readonly ToRead[];
  readonly diverted: Diverted;
};
type Parts = Pick<Report, 'facts' | 'tables' | 'notes'>;

/** The board's own report: every number as it is. For its office, and not to be passed on. */
export function boardReport(
  tally: Tally,
  spoken: Spoken,
  { away, waiting, toRead, diverted }: Besides,
): Parts {
  const { policy } = spoken;
  const matters = plural(policy.words.matter);
  return {
    facts: [
      { label: `${upperFirst(matters)} raised in the period`, value: tally.raised },
      { label: 'Closed in the period', value: tally.closed },
      { label: 'Raised by its last day and still open now', value: tally.open },
      { label: 'Of these, with something overdue now', value: tally.overdue },
      { label: 'Working days from when it arose, the middle of all', value: median(tally.days) ?? 'none' },
      { label: 'Working days from when it arose, shortest to longest', value: range(tally.days) },
      {
        label: 'Immediate risks reported in the period',
        value: tally.alertMinutes.length + tally.alertsOpen,
      },
      {
        label: 'Minutes until somebody said what is in place, the middle of all',
        value: median(tally.alertMinutes) ?? 'none',
      },
      ...(policy.triage.risk.refers_to === undefined
        ? []
        : [{ label: 'Immediate risks after which the adult was referred', value: tally.alertsReferred }]),
      { label: `Closed ${matters} from which something was learnt`, value: tally.learning },
      { label: 'Learning points noted in them', value: tally.learningPoints },
    ],
    tables: withRows([
      stages(tally, spoken),
      endings(tally, spoken),
      duties(tally, spoken),
      dutiesByAgency(tally, spoken),
      themes(tally),
      agencies(tally, spoken),
      sectors(tally, spoken),
      flags(tally, spoken),
      besideTable(tally, spoken),
      divertedTable(diverted, spoken),
      recommendations(tally, spoken),
      unansweredTable(waiting, spoken),
      ...answers(tally, spoken),
      toReadTable(toRead, spoken),
      reported(tally, spoken),
    ]),
    notes: notesOf(tally, spoken, away),
  };
}

function notesOf(tally: Tally, { policy }: Spoken, away: 'counted' | 'left-out'): readonly string[] {
  const { matter } = policy.words;
  return [
    `Each ${matter} is counted in the period in which it was closed. Those that are still open are counted as open, and nowhere else.`,
    'Working days are those of the board’s own calendar. The time runs from when it arose until every side agreed, or else until it was closed.',
    'Dates that the software added, aims and reviews are no limits and are not counted as met or missed.',
    ...(away === 'left-out'
      ? [
          'Where the policy lets the board’s office see nothing of a stage, only what an agency reported is counted.',
        ]
      : tally.away === 0
        ? []
        : [
            `${tally.away} of those that were closed never came to the board’s office. They are in the tables by stage and theme, and in no table that names an agency.`,
          ]),
    'This report has every number as it is, and a small number can give somebody away. It is for the board’s office alone.',
  ];
}

function stages(tally: Tally, spoken: Spoken): ReportTable {
  const rows = inOrder(
    [...tally.stages].filter(([id]) => id !== '').map(([id]) => id),
    spoken,
  ).map((id): Row => {
    const { reached = 0, settled = 0, days = [] } = tally.stages.get(id) ?? {};
    return {
      label: sayStage(id, spoken),
      cells: [reached, settled, median(days) ?? '', days.length === 0 ? '' : range(days)],
    };
  });
  return {
    id: 'stages',
    title: 'How far they went, and where they were settled',
    columns: [
      spoken.policy.words.stage,
      'Went as far as this',
      'Settled here',
      'Working days here, the middle of all',
      'Shortest to longest',
    ],
    rows,
    chart: { columns: [0, 1], stacked: false },
  };
}

function endings(tally: Tally, spoken: Spoken): ReportTable {
  const totals = new Map<string, number>();
  let settled = 0;
  for (const stage of tally.stages.values()) {
    settled += stage.settled;
    for (const [how, count] of stage.otherwise) totals.set(how, (totals.get(how) ?? 0) + count);
  }
  const rows: Row[] = [
    ...(settled === 0 ? [] : [{ label: 'Settled between the sides', cells: [settled] }]),
    ...largestFirst(
      [...totals].map(([how, count]) => ({ label: upperFirst(sayEnding(how, spoken)), cells: [count] })),
    ),
  ];
  return { id: 'endings', title: 'How they ended', columns: ['How', 'Closed'], rows };
}

const dutyColumns = [
  'In time',
  'Late',
  'Never done',
  'Still open',
  'Overdue now',
  'In time, of all that are over',
];

function dutyCells({ inTime, late, never, open, overdue }: DutyCounts): readonly Cell[] {
  const over = inTime + late + never;
  return [inTime, late, never, open, overdue, over === 0 ? '' : `${Math.round((inTime / over) * 100)}%`];
}

function duties(tally: Tally, spoken: Spoken): ReportTable {
  const keys = [...tally.duties.keys()].map((key) => key.split(' '));
  const ordered = inOrder(new Set(keys.map(([stage = '']) => stage)), spoken);
  const rows = ordered.flatMap((stage) =>
    keys
      .filter(([of]) => of === stage)
      .map(([, duty = '']): Row => {
        const counts = tally.duties.get(`${stage} ${duty}`);
        const label = `${labelOf(stage, spoken)}: ${sayDutyKind(duty).toLowerCase()}`;
        return { label, cells: counts === undefined ? [] : dutyCells(counts) };
      })
      .sort((one, other) => one.label.localeCompare(other.label)),
  );
  return {
    id: 'duties',
    title: 'Limits met, by stage',
    columns: ['What was owed', ...dutyColumns],
    rows,
    chart: { columns: [0, 1, 2], stacked: true },
  };
}

function labelOf(stage: string, { policy }: Spoken): string {
  return policy.stages.find(({ id }) => id === stage)?.label ?? stage;
}

function dutiesByAgency(tally: Tally, spoken: Spoken): ReportTable {
  const rows = [...tally.agencyDuties].map(([agency, counts]): Row => {
    return { label: sayAgency(agency, spoken), cells: dutyCells(counts) };
  });
  return {
    id: 'agency-duties',
    title: 'Limits met, by agency',
    note: 'What two agencies owe together counts for each of them.',
    columns: ['Agency', ...dutyColumns],
    rows: largestFirst(rows),
    chart: { columns: [0, 1, 2], stacked: true },
  };
}

function themes({ themes: counts }: Tally): ReportTable {
  return {
    id: 'themes',
    title: 'What they were about',
    note: 'One can be about several things. The names are common to all boards.',
    columns: ['Theme', 'Closed'],
    rows: largestFirst([...counts].map(([code, count]) => ({ label: sayTheme(code), cells: [count] }))),
    chart: { columns: [0], stacked: false },
  };
}

function agencies({ raising, receiving }: Tally, spoken: Spoken): ReportTable {
  const ids = [...new Set([...raising.keys(), ...receiving.keys()])];
  return {
    id: 'agencies',
    title: 'Agencies that raised and received them',
    columns: ['Agency', 'Raised', 'Received'],
    rows: largestFirst(
      ids.map((id) => ({
        label: sayAgency(id, spoken),
        cells: [raising.get(id) ?? 0, receiving.get(id) ?? 0],
      })),
    ),
    chart: { columns: [0, 1], stacked: false },
  };
}

function sectors(tally: Tally, spoken: Spoken): ReportTable {
  const raised = bySector(tally.raising, spoken);
  const received = bySector(tally.receiving, spoken);
  const ids = [...new Set([...raised.keys(), ...received.keys()])];
  return {
    id: 'sectors',
    title: 'Sectors that raised and received them',
    note: 'By the sector under which an agency is listed now. One with two agencies of a sector counts twice as received.',
    columns: ['Sector', 'Raised', 'Received'],
    rows: largestFirst(
      ids.map((id) => ({
        label: saySector(id, spoken),
        cells: [raised.get(id) ?? 0, received.get(id) ?? 0],
      })),
    ),
  };
}

export function bySector(counts: ReadonlyMap<string, number>, spoken: Spoken): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const [agency, count] of counts) {
    const sector = sectorOf(agency, spoken);
    all.set(sector, (all.get(sector) ?? 0) + count);
  }
  return all;
}

function flags({ flags: counts }: Tally, { policy }: Spoken): ReportTable {
  const rows = [...counts].map(([id, count]): Row => {
    return { label: policy.flags.find((flag) => flag.id === id)?.label ?? id, cells: [count] };
  });
  return { id: 'flags', title: 'Marks', columns: ['Mark', 'Closed'], rows: largestFirst(rows) };
}

function recommendations({ recommendations: all }: Tally, spoken: Spoken): ReportTable {
  const rows = [...all].map(([agency, { made, by }]): Row => {
    const cells = ['acted-on', 'will-act', 'will-not-act', 'cannot-yet', 'none'].map(
      (answer) => by.get(answer) ?? 0,
    );
    return { label: sayAgency(agency, spoken), cells: [made, ...cells] };
  });
  const output = plural(spoken.policy.words.output);
  return {
    id: 'recommendations',
    title: `${upperFirst(output)}, and what came of them`,
    columns: ['To', 'Made', 'Acted on', 'Will be', 'Will not be', 'Cannot be yet', 'Not answered'],
    rows: largestFirst(rows),
  };
}

/** How people answered the questions of the board's own forms, one table a form. */
function answers({ answers: all }: Tally, { policy }: Spoken): readonly ReportTable[] {
  return policy.forms.map(({ id: form, title, fields }) => ({
    id: `form-${form}`,
    title: `Answers in “${title}”`,
    columns: ['Question and answer', 'Closed'],
    rows: fields.flatMap(({ id, label, choices = [] }) =>
      [...(all.get(`${form} ${id}`) ?? [])].map(([chosen, count]): Row => {
        const said = choices.find((choice) => choice.id === chosen)?.label ?? yesNo[chosen] ?? chosen;
        return { label: `${label}: ${said}`, cells: [count] };
      }),
    ),
  }));
}

const yesNo: Readonly<Record<string, string>> = { yes: 'yes', no: 'no', na: 'does not apply' };

function reported({ reported: counts }: Tally, spoken: Spoken): ReportTable {
  return {
    id: 'reported',
    title: 'Outcomes that agencies reported to the board’s office',
    columns: [spoken.policy.words.stage, 'Reported'],
    rows: inOrder(counts.keys(), spoken).map((id) => ({
      label: sayStage(id, spoken),
      cells: [counts.get(id) ?? 0],
    })),
  };
}
