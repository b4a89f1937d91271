import { expect, test } from 'vitest';
import { makePace } from '../../../src/adapters/teams/pace.ts';
import { makePauses } from '../../../src/flows/pauses.ts';

test('one conversation takes seven messages in a second, and then waits no longer than the second', async () => {
  const pace = makePace();
  const waits: (number | undefined)[] = [];
  for (let message = 1; message <= 8; message += 1) waits.push(await pace('tenant', 'a:jo', 1));
  expect(waits.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => undefined));
  expect(waits[7]).toBeGreaterThan(0);
  expect(waits[7]).toBeLessThanOrEqual(1000);
});

test('one tenant takes thirty requests in a second, whichever conversations they are for', async () => {
  const pace = makePace();
  const waits = await Promise.all(Array.from({ length: 16 }, (_, n) => pace('tenant', `a:${n}`, 2)));
  expect(waits.filter((wait) => wait === undefined)).toHaveLength(15);
  expect(await pace('another', 'a:1', 2)).toBeUndefined();
});

test('after failures it waits longer, up to five minutes, and half as long again at most', () => {
  const [least, most] = [makePauses(() => 0), makePauses(() => 1)];
  const waits = Array.from({ length: 8 }, () => least.next('a:jo'));
  expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
  expect(most.next('a:jo')).toBe(7_500);
});

test('never less than was asked for, and from the beginning when it worked', () => {
  const pauses = makePauses(() => 0);
  expect(pauses.next('a:jo', 60_000)).toBe(60_000);
  expect(pauses.next('a:kim')).toBe(5_000);
  pauses.over('a:jo');
  expect(pauses.next('a:jo')).toBe(5_000);
});
