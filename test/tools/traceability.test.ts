import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../tools/traceability/checks.ts';
import type { Row } from '../../tools/traceability/rows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const document = { prefix: 'RB', statements: 1 };
const right: Row = {
  id: 'RB-1',
  at: 'Cover',
  about: 'edition and dates',
  kind: 'behaviour',
  where: ['policies/redbridge.yaml#document.edition', 'src/commands/policy.ts'],
  test: ['test/tools/traceability.test.ts › a row that names what is there is right'],
};
const problems = (...rows: readonly Row[]) => problemsOf(rows, document, root);

describe('traceability', () => {
  test('a row that names what is there is right', () => {
    expect(problems(right)).toEqual([]);
  });

  test('a statement without a row, one with two, and one that the document does not have are named', () => {
    expect(problems()).toEqual(['RB-1: has no row']);
    expect(problems(right, right)).toEqual(['RB-1: has two rows']);
    expect(problems(right, { ...right, id: 'RB-2' })).toEqual(['RB-2: is no statement of this document']);
  });

  test('a place that is gone is named: a file, a key of a policy, a word of a source file', () => {
    const where = [
      'src/gone.ts',
      'policies/redbridge.yaml#stages.9',
      'src/commands/policy.ts#no such word',
      'policies/redbridge.yaml#stages.1.obligations.raise.due',
    ];
    expect(problems({ ...right, where })).toEqual([
      'RB-1: src/gone.ts is not there',
      'RB-1: policies/redbridge.yaml#stages.9 is not there',
      'RB-1: src/commands/policy.ts#no such word is not there',
    ]);
  });

  test('a test that is gone is named, and behaviour without a test is refused unless a later part brings it', () => {
    const gone = `test/tools/traceability.test.ts › ${['a title', 'that nobody wrote'].join(' ')}`;
    expect(problems({ ...right, test: [gone] })).toEqual([`RB-1: there is no test “${gone}”`]);
    expect(problems({ ...right, test: [] })).toEqual(['RB-1: is behaviour and names no test']);
    expect(problems({ ...right, test: [], kind: 'guidance' })).toEqual([]);
    const later = { part: 'reports', what: 'the yearly figures' } as const;
    expect(problems({ ...right, test: [], not_yet: later })).toEqual([]);
  });
});
