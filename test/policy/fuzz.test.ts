import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeCalendar } from '../../src/policy/calendar.ts';
import { timeline } from '../../src/policy/timeline.ts';
import { at, english, read, textOf } from './policies.ts';

/* Shipped files with things done to them that an office's editor might do. */

const files = ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'].map(textOf);
// As far as any ladder can reach: limits of 999 working days, one after another.
const holidays = new Map([...english, ['2400-01-01', "New Year's Day"] as const]);

type Change = (lines: readonly string[], at: number, other: number) => readonly string[];
const changes: readonly Change[] = [
  (lines, here) => lines.toSpliced(here, 1),
  (lines, here) => lines.toSpliced(here, 0, lines[here] ?? ''),
  (lines, here, there) => lines.with(here, lines[there] ?? ''),
  (lines, here) => lines.with(here, `  ${lines[here] ?? ''}`),
  (lines, here) => lines.with(here, (lines[here] ?? '').replace(/^ {2}/, '')),
  (lines, here) => lines.with(here, `\t${lines[here] ?? ''}`),
  (lines, here) => lines.with(here, (lines[here] ?? '').replace(/: .*/, ':')),
  (lines, here, there) => lines.with(here, (lines[here] ?? '').replace(/\d+/, String((there % 1200) - 1))),
  (lines, here) => lines.with(here, (lines[here] ?? '').replace(/: /, ': *')),
  (lines, here) => lines.with(here, (lines[here] ?? '').replace(/: (.*)/, ': [{ $1')),
  (lines, here) => lines.with(here, (lines[here] ?? '').replace(/[a-z]+/, '__proto__')),
  (lines, here, there) => {
    const value = /: (.*)/.exec(lines[there] ?? '')?.[1] ?? '';
    return lines.with(
      here,
      (lines[here] ?? '').replace(/: .*/, () => `: ${value}`),
    );
  },
  (lines, here, there) =>
    lines.with(
      here,
      (lines[here] ?? '').replace(/after: \S+?(?=[ }])/, () => {
        const anchors = ['concern', 'raise', 'entered', 'unresolved', 'forum-told', 'resolved'];
        return `after: ${anchors[there % anchors.length] ?? ''}`;
      }),
    ),
];

const edit = fc.record({
  change: fc.constantFrom(...changes),
  here: fc.nat(10_000),
  there: fc.nat(10_000),
});

it(
  'whatever is done to a file, reading it gives a policy that can be walked, or problems with a place',
  { timeout: 240_000 },
  () => {
    let right = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        (file, edits) => {
          const text = edits
            .reduce<readonly string[]>((lines, { change, here, there }) => {
              return change(lines, here % lines.length, there % lines.length);
            }, file.split('\n'))
            .join('\n');
          const result = read(text);
          if (result.kind === 'problems') {
            expect(result.problems.length).toBeGreaterThan(0);
            for (const { line, column, says } of result.problems) {
              expect(line).toBeGreaterThan(0);
              expect(column).toBeGreaterThan(0);
              expect(says).toMatch(/^\S.*[.?]$/s);
            }
            return;
          }
          right += 1;
          for (const moment of ['2026-04-02T10:00', '2026-12-24T23:30'])
            timeline(result.policy, makeCalendar(result.policy, holidays), at(moment));
        },
      ),
      { numRuns: 200 },
    );
    expect(right).toBeGreaterThan(8);
  },
);
