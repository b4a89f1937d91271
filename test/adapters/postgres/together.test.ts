import { expect, test } from 'vitest';
import { together } from '../../../src/adapters/postgres/together.ts';

/** A query that is answered when the test says so; `asked` are the keys of each. */
function line() {
  const asked: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const ask = together(async (keys: readonly string[]) => {
    asked.push(keys);
    await new Promise<void>((resolve) => answers.push(resolve));
    if (keys.includes('bad')) throw new Error('bad cannot be answered');
    return keys.map((key) => key.toUpperCase());
  });
  return { asked, ask, answer: () => answers.shift()?.() };
}

test('questions of one turn go together, and so do those that come while they are under way', async () => {
  const { asked, ask, answer } = line();
  const first = ask('a');
  const besides = ask('z');
  await expect.poll(() => asked).toEqual([['a', 'z']]);
  const later = [ask('b'), ask('c'), ask('b')];
  answer();
  expect(await Promise.all([first, besides])).toEqual(['A', 'Z']);
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[1]).toEqual(['b', 'c', 'b']);
  answer();
  expect(await Promise.all(later)).toEqual(['B', 'C', 'B']);
});

test('a question that cannot be answered fails by itself, and the others with it are answered', async () => {
  const { asked, ask, answer } = line();
  const first = ask('a');
  await expect.poll(() => asked.length).toBe(1);
  const some = Promise.allSettled([ask('b'), ask('bad'), ask('c')]);
  answer();
  await first;
  await expect.poll(() => asked.length).toBe(2);
  answer();
  await expect.poll(() => asked.length).toBe(5);
  for (let left = 3; left > 0; left -= 1) answer();
  expect((await some).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
