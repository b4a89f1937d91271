import { expect, test } from 'vitest';
import { table } from '../../src/commands/say.ts';

test('columns are lined up, the last as it is', () => {
  expect(
    table([
      ['1', 'raise'],
      ['10', 'speak'],
    ]),
  ).toEqual(['1   raise', '10  speak']);
});

test('as many rows as a region has people are lined up too', () => {
  const people = Array.from({ length: 300_000 }, (_, nth) => ['added', 'person', `Person ${nth}`]);
  expect(table(people).at(-1)).toBe('added  person  Person 299999');
});
