import { expect, test } from 'vitest';
import type { Directory } from '../../src/directory/directory.ts';
import { namedIn } from '../../src/directory/named-in.ts';

const directory: Directory = {
  agencies: new Map(),
  people: new Map(
    ['Ann Example', 'Ann', 'Zoë O’Invented-Made', 'Ben Example'].map((name) => [
      name,
      { id: name, name, email: '', agency: 'council', roles: [], away: [] },
    ]),
  ),
};

test.each([
  ['I asked Ann Example, twice', ['Ann Example', 'Ann']],
  ['ANN EXAMPLE said so', ['Ann Example', 'Ann']],
  ['with Zoë O’Invented-Made’s consent', ['Zoë O’Invented-Made']],
  ['Annabel was there, and Ben', []],
  ['', []],
])('in %j the people who are named are found: %j', (text, names) => {
  expect(namedIn(directory, text).map(({ name }) => name)).toEqual(names);
});
