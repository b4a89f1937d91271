import { expect, test } from 'vitest';
import type { Directory, Person } from '../../src/directory/directory.ts';
import { peopleBy } from '../../src/directory/people-by.ts';

const directory = (...people: readonly Pick<Person, 'id' | 'deputy'>[]): Directory => ({
  agencies: new Map(),
  people: new Map(
    people.map((one) => [
      one.id,
      { name: one.id, email: '', agency: 'council', roles: [], away: [], ...one },
    ]),
  ),
});
const namesBy = (by: ReturnType<typeof peopleBy>, from: Directory, key: string) =>
  by(from, key).map(({ id }) => id);

test('people are found by what they have in common, in the order of the directory; who has none of it is not found', () => {
  const byDeputy = peopleBy(({ deputy }) => deputy);
  const everybody = directory({ id: 'zoe', deputy: 'ann' }, { id: 'ann' }, { id: 'ben', deputy: 'ann' });
  expect(namesBy(byDeputy, everybody, 'ann')).toEqual(['zoe', 'ben']);
  expect(namesBy(byDeputy, everybody, 'nobody')).toEqual([]);
});

test('a directory that replaces another is sorted out anew, and each directory once', () => {
  let asked = 0;
  const byId = peopleBy(({ id }) => {
    asked += 1;
    return id;
  });
  const before = directory({ id: 'ann' }, { id: 'ben' });
  const after = directory({ id: 'cat' });
  expect([namesBy(byId, before, 'ann'), namesBy(byId, before, 'ben')]).toEqual([['ann'], ['ben']]);
  expect([namesBy(byId, after, 'ann'), namesBy(byId, after, 'cat')]).toEqual([[], ['cat']]);
  expect(asked).toBe(3);
});
