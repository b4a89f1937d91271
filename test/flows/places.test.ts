import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Handled } from '../../src/flows/handle-row.ts';
import { openPlaces, placesAtOnce, type Places } from '../../src/flows/places.ts';
import type { Outbox } from '../../src/flows/ports.ts';
import { startRelay, type Relay } from '../../src/flows/relay.ts';

/* A process that delivers, with an outbox of rows that somebody else leases nothing of. */

const nine = '2026-12-22T09:00:00.000Z';
const finished: Handled = { kind: 'finished' };
const clock = { now: () => new Date() };
let said: string[];
let handling: { readonly id: string; readonly done: (error?: Error) => void }[];
let renewed: { readonly ids: readonly string[]; readonly until: string }[];
let set: string[];
let waiting: { readonly id: string; readonly at: Date }[];
let relay: Relay;
let places: Places;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(nine) });
  [said, handling, renewed, set, waiting] = [[], [], [], [], []];
  const outbox = {
    claim: (until: Date, _leaseUntil: Date, limit: number) => {
      const due = waiting.filter(({ at }) => at <= until).slice(0, limit);
      waiting = waiting.filter((row) => !due.includes(row));
      return Promise.resolve(due);
    },
    renew: (ids: readonly string[], until: Date) => {
      renewed.push({ ids, until: until.toISOString() });
      return Promise.resolve();
    },
  } as unknown as Outbox;
  const warn = (_about: object, what: string) => void said.push(what);
  const log = { info: warn, warn, error: warn };
  const handle = (id: string) =>
    new Promise<Handled>((resolve, reject) => {
      handling.push({ id, done: (error) => (error === undefined ? resolve(finished) : reject(error)) });
    });
  places = openPlaces(handle, { outbox, clock, log });
  const alarms = {
    set: (rows: readonly { readonly id: string }[]) => {
      set.push(...rows.map(({ id }) => id));
      return Promise.resolve();
    },
  };
  relay = startRelay({ outbox, alarms, places, clock, log });
});
afterEach(async () => {
  for (const { done } of handling) done();
  await relay.stop();
  await places.stop();
  vi.useRealTimers();
});

const row = (id: string, at: string) => ({ id, at: new Date(at) });
const underWay = () => handling.map(({ id }) => id);

describe('what the relay finds', () => {
  test('what is due already is seen to here, and what falls due within the minute goes to the alarm clock', async () => {
    waiting = [
      row('now', nine),
      row('soon', '2026-12-22T09:00:20Z'),
      row('tomorrow', '2026-12-23T09:00:00Z'),
    ];
    await relay.runNow();
    expect(underWay()).toEqual(['now']);
    expect(set).toEqual(['soon']);
  });

  test('what is due and finds no place goes to the alarm clock, where others take their share', async () => {
    waiting = Array.from({ length: placesAtOnce + 3 }, (_, index) => row(`r${index}`, nine));
    await relay.runNow();
    expect(underWay()).toHaveLength(placesAtOnce);
    expect(set).toEqual([`r${placesAtOnce}`, `r${placesAtOnce + 1}`, `r${placesAtOnce + 2}`]);
    expect(places.free()).toBe(0);
  });

  test('a place is free again once its row was seen to, also where that failed', async () => {
    waiting = [row('good', nine), row('bad', nine)];
    await relay.runNow();
    handling[0]?.done();
    handling[1]?.done(new Error('the outbox does not answer'));
    await vi.advanceTimersByTimeAsync(0);
    expect(places.free()).toBe(placesAtOnce);
    expect(said).toEqual(['what was due could not be seen to; its lease lapses, and it is tried again']);
  });
});

describe('the lease of what is seen to here', () => {
  test('is renewed for as long as Slack leaves us waiting, and no longer', async () => {
    waiting = [row('slow', nine)];
    await relay.runNow();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(renewed).toEqual([
      { ids: ['slow'], until: '2026-12-22T09:00:25.000Z' },
      { ids: ['slow'], until: '2026-12-22T09:00:30.000Z' },
    ]);
    handling[0]?.done();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(renewed).toHaveLength(2);
  });
});

test('when the process stops it waits for what is under way, and takes nothing new', async () => {
  waiting = [row('under way', nine)];
  await relay.runNow();
  let stopped = false;
  const stopping = places.stop().then(() => (stopped = true));
  waiting = [row('late', nine)];
  await relay.runNow();
  expect(underWay()).toEqual(['under way']);
  expect(set).toEqual(['late']);
  expect(stopped).toBe(false);
  handling[0]?.done();
  await stopping;
  expect(stopped).toBe(true);
});
