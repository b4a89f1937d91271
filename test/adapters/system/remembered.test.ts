import { expect, test, vi } from 'vitest';
import { remembered } from '../../../src/adapters/system/remembered.ts';

test('an answer is good for its time, and whoever asks meanwhile is given the same one', async () => {
  let now = 0;
  const look = vi.fn(() => Promise.resolve(look.mock.calls.length));
  const ask = remembered(look, 1_000, () => now);

  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1_000;
  expect(await Promise.all([ask(), ask()])).toEqual([2, 2]);
});

test('a look that takes longer than its answer is good for is shared, and its answer is good from its end', async () => {
  let now = 0;
  let end: (answer: string) => void = () => undefined;
  const look = vi.fn(() => new Promise<string>((resolve) => (end = resolve)));
  const ask = remembered(look, 1_000, () => now);

  const first = ask();
  now = 5_000;
  const second = ask();
  end('slow');
  expect(await Promise.all([first, second])).toEqual(['slow', 'slow']);
  now = 5_999;
  expect(await ask()).toBe('slow');
  expect(look).toHaveBeenCalledTimes(1);
});

test('a look that fails fails for all who share it, and is not asked again before its time', async () => {
  let now = 0;
  const look = vi.fn(() => Promise.reject(new Error('away')));
  const ask = remembered(look, 1_000, () => now);

  for (const asked of [ask(), ask()]) await expect(asked).rejects.toThrow('away');
  await expect(ask()).rejects.toThrow('away');
  expect(look).toHaveBeenCalledTimes(1);
  now = 1_000;
  await expect(ask()).rejects.toThrow('away');
  expect(look).toHaveBeenCalledTimes(2);
});
