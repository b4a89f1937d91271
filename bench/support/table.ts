import type { Goal, Row } from './figure.ts';

/** The rows as a table for a terminal, each figure under its name. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row.map((cell, column) =>
      column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    ),
  );
  return lines.map((line) => line.join('  ').trimEnd()).join('\n');
}

const heads = ['figure', 'what', 'against', 'ours', 'baseline', 'unit', 'times', 'rounds', 'goal'];
/** So many columns hold words; the others hold numbers. */
const words = 3;

function cellsOf(row: Row): readonly string[] {
  const { lowest, highest } = row.timesOfRounds;
  return [
    row.figure,
    row.what,
    row.against,
    say(row.ours),
    say(row.baseline),
    row.unit,
    say(row.times),
    `${row.rounds} x ${row.samples} (${say(lowest)} to ${say(highest)})`,
    row.goal === undefined ? '' : `${sayGoal(row.goal)}: ${isMet(row.goal, row.times) ? 'met' : 'missed'}`,
  ];
}

function sayGoal(goal: Goal): string {
  return 'atMost' in goal ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`;
}

/** Whether a ratio is good enough. */
export function isMet(goal: Goal, times: number): boolean {
  return 'atMost' in goal ? times <= goal.atMost : times >= goal.atLeast;
}

/** Three figures that count, and no more than a measurement deserves. */
function say(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-GB');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
