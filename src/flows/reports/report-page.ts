import { sayDate } from '../../policy/say-date.ts';
import type { Block, Text } from '../chat-message.ts';
import { small, text } from '../page.ts';
import { sayCell, type Report, type ReportTable } from './report.ts';

/** A report in chat, in parts that stay together: its facts, each table as lines, and how its numbers are meant. */
export function reportParts(report: Report): readonly (readonly Block[])[] {
  return [
    [
      { kind: 'heading', text: report.title },
      ...(report.marking === undefined ? [] : [text(report.marking)]),
      text(report.days),
      { kind: 'facts', facts: report.facts.map(({ label, value }) => ({ label, value: sayCell(value) })) },
    ],
    ...report.tables.flatMap(tableParts),
    [
      { kind: 'heading', text: 'How these numbers are meant' },
      { kind: 'list', items: report.notes },
      small(`Made ${sayDate(new Date(report.made))}. That you took this report is recorded.`),
    ],
  ];
}

/** So many lines stand together: a long list goes over several pages. */
const together = 12;

function tableParts({ title, note, columns, rows }: ReportTable): readonly (readonly Block[])[] {
  const lines = rows.map((row) => lineOf(columns, row));
  const parts = Array.from({ length: Math.ceil(lines.length / together) }, (_, index) =>
    lines.slice(index * together, (index + 1) * together),
  );
  const [first, ...more] = parts;
  if (first === undefined) return [[{ kind: 'heading', text: title }, text('None.')]];
  return [
    [
      { kind: 'heading', text: title },
      ...(note === undefined ? [] : [small(note)]),
      { kind: 'list', items: first },
    ],
    ...more.map((items): readonly Block[] => [{ kind: 'list', items }]),
  ];
}

/** "Stage 1: went as far as this 69; settled here 58". A column of a number alone needs no name. */
function lineOf(columns: readonly string[], { label, cells }: ReportTable['rows'][number]): Text {
  const [only, ...others] = cells;
  if (only !== undefined && others.length === 0) return [{ strong: label }, `: ${sayCell(only)}`];
  const said = cells.flatMap((cell, index) => {
    const name = columns[index + 1] ?? '';
    return cell === '' ? [] : [`${name.charAt(0).toLowerCase()}${name.slice(1)} ${sayCell(cell)}`];
  });
  return [{ strong: label }, `: ${said.join('; ')}`];
}
