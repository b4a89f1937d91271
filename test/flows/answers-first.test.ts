import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answersFirst } from '../../src/flows/answers-first.ts';

let wentOut = 0;
let answering: ReturnType<typeof answersFirst>;
beforeEach(() => {
  vi.useFakeTimers();
  wentOut = 0;
  answering = answersFirst(() => void (wentOut += 1));
});
afterEach(() => void vi.useRealTimers());

/** Somebody’s input that is in hand until it is answered. */
function input(): {
  readonly answer: () => void;
  readonly answered: Promise<unknown>;
  readonly fail: () => void;
} {
  let answer: (said: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const work = answering.inHand(
    () =>
      new Promise<string>((resolve, reject) => {
        answer = resolve;
        fail = reject;
      }),
  );
  return { answered: work(undefined), answer: () => answer('done'), fail: () => fail(new Error('spoilt')) };
}

test('with nobody waiting for an answer, what is told of goes out at once', () => {
  answering.tell();
  expect(wentOut).toBe(1);
});

test('two forms are in hand: what the first one caused goes out once the second is answered too, and once', async () => {
  const [first, second] = [input(), input()];
  answering.tell();
  first.answer();
  await first.answered;
  answering.tell();
  await vi.advanceTimersByTimeAsync(1);
  expect(wentOut).toBe(0);
  second.answer();
  await second.answered;
  await vi.advanceTimersByTimeAsync(1);
  expect(wentOut).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wentOut).toBe(1);
});

test('however many answers are in hand, it waits no longer than a quarter of a second', async () => {
  input();
  answering.tell();
  await vi.advanceTimersByTimeAsync(249);
  expect(wentOut).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(wentOut).toBe(1);
});

test('an input that fails holds nothing back', async () => {
  const spoilt = input();
  answering.tell();
  spoilt.fail();
  await expect(spoilt.answered).rejects.toThrow('spoilt');
  await vi.advanceTimersByTimeAsync(1);
  expect(wentOut).toBe(1);
});

test('where nothing is to go out, an answer sends nothing out', async () => {
  const quiet = input();
  quiet.answer();
  await quiet.answered;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wentOut).toBe(0);
});
