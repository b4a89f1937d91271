import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRelay, type Relay } from '../../src/flows/relay.ts';

let relay: Relay;
let looks = 0;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-12-22T09:00:00.000Z') });
  looks = 0;
  relay = startRelay({
    outbox: {
      claim: () => {
        looks += 1;
        return Promise.resolve([]);
      },
    } as unknown as Parameters<typeof startRelay>[0]['outbox'],
    alarms: { set: () => Promise.resolve() },
    clock: { now: () => new Date() },
    log: { error: () => undefined, warn: () => undefined, info: () => undefined },
  });
});
afterEach(async () => {
  await relay.stop();
  vi.useRealTimers();
});

test('what it is told of is handed over at once', async () => {
  await vi.advanceTimersByTimeAsync(1_000);
  const before = looks;
  relay.nudge();
  expect(looks).toBe(before + 1);
});

test('told a thousand times within a second at nine in the morning, it looks some twenty times, and once after the last', async () => {
  await vi.advanceTimersByTimeAsync(1_000);
  const before = looks;
  for (let told = 0; told < 1_000; told += 1) {
    relay.nudge();
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(looks - before).toBeGreaterThan(10);
  expect(looks - before).toBeLessThan(25);
  const atLast = looks;
  relay.nudge();
  await vi.advanceTimersByTimeAsync(100);
  expect(looks).toBe(atLast + 1);
});

test('once it is stopped it looks no more, also where it was told just before', async () => {
  relay.nudge();
  await relay.stop();
  const before = looks;
  relay.nudge();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(looks).toBe(before);
});
