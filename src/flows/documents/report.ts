import { sayDate } from '../../policy/say-date.ts';
import type { Report, ReportTable } from '../reports/report.ts';
import { sayCell } from '../reports/report.ts';
import type { DrawBars } from './bars.ts';
import type { Block, Document } from './document.ts';

/** A report as a document: its facts, each table with a drawing of it where it is worth one, and how its numbers are meant. */
export function reportDocument(report: Report, draw: DrawBars): Document {
  const { title, days, boardName, made, marking, facts, tables, notes } = report;
  return {
    title,
    ...(marking === undefined ? {} : { marking }),
    foot: [boardName, days, `Made ${sayDate(new Date(made))}`],
    blocks: [
      { kind: 'text', text: days },
      { kind: 'facts', rows: facts.map(({ label, value }) => ({ label, value: sayCell(value) })) },
      ...tables.flatMap((table) => tableBlocks(table, draw)),
      { kind: 'heading', level: 2, text: 'How these numbers are meant' },
      { kind: 'list', items: notes },
    ],
  };
}

function tableBlocks(table: ReportTable, draw: DrawBars): readonly Block[] {
  const { title, note, columns, rows } = table;
  return [
    { kind: 'heading', level: 2, text: title },
    ...(note === undefined ? [] : [{ kind: 'text', text: note, as: 'note' } as const]),
    ...chartOf(table, draw),
    {
      kind: 'table',
      caption: title,
      columns: columns.map((label, index) => ({
        label,
        align: isNumbers(table, index - 1) ? 'right' : 'left',
      })),
      rows: rows.map(({ label, cells }) => [label, ...cells.map(sayCell)]),
    },
  ];
}

function isNumbers({ rows }: ReportTable, column: number): boolean {
  return (
    column >= 0 &&
    rows.some(({ cells }) => /^\d/u.test(String(cells[column] ?? ''))) &&
    rows.every(({ cells }) => /^(?:\d[\d.]*(?:%| to \d+)?|not given|)$/u.test(String(cells[column] ?? '')))
  );
}

/** More bars than this are no longer seen at a glance: the table says it better. */
const mostBars = 24;

function chartOf({ title, columns, rows, chart }: ReportTable, draw: DrawBars): readonly Block[] {
  const drawn = rows.filter(({ cells }) => chart?.columns.some((at) => typeof cells[at] === 'number'));
  if (chart === undefined || drawn.length < 2 || drawn.length > mostBars) return [];
  const series = chart.columns.map((at) => ({
    name: columns[at + 1] ?? '',
    values: drawn.map(({ cells }) => {
      const cell = cells[at];
      return typeof cell === 'number' ? cell : null;
    }),
  }));
  const says = `${title}. ${drawn
    .map(({ label }, row) => {
      const numbers = series.map(
        ({ name, values }) => `${name.toLowerCase()} ${sayCell(values[row] ?? null)}`,
      );
      return `${label}: ${numbers.join(', ')}`;
    })
    .join('. ')}.`;
  const labels = drawn.map(({ label }) => label);
  return [{ kind: 'chart', says, ...draw({ says, labels, series, stacked: chart.stacked }) }];
}
