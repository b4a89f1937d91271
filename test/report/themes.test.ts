import { expect, test } from 'vitest';
import { unknownThemes } from '../../src/report/themes.ts';
import { shippedPolicy } from '../policy/policies.ts';

const boards = ['redbridge', 'cheshire-east', 'hertfordshire', 'rotherham', 'solihull'];

test.each(boards)('every theme of %s is counted with those of other boards', (board) => {
  expect(unknownThemes(shippedPolicy(board))).toEqual([]);
});

test('a code that no other board has is said to whoever checks the file, with those that are known', () => {
  const [first, ...others] = shippedPolicy('redbridge').themes;
  if (first === undefined) throw new Error('There is a theme');
  const [says, ...more] = unknownThemes({
    themes: [{ ...first, id: 'risk', code: 'risk-asessment' }, ...others],
  });
  expect(more).toEqual([]);
  expect(says).toContain('The theme “risk” has the code “risk-asessment”, which no other board has');
  expect(says).toContain('risk-assessment, information-sharing');
});
