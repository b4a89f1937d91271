import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MovableClock } from '../../src/adapters/postgres/clock.ts';
import type { CaseStore, Outbox } from '../../src/flows/ports.ts';
import { monday, noticeToBen, thursday, tuesday, written } from './case-fixture.ts';

export type OpenedClock = {
  /** Its real time stands still on Monday 21 December 2026, 10:00. */
  readonly clock: MovableClock;
  readonly cases: CaseStore;
  readonly outbox: Outbox;
  readonly close: () => Promise<void>;
};

/** What every movable clock keeps, the real one and its twin. */
export function clockContract(name: string, open: () => Promise<OpenedClock>): void {
  describe(`the movable clock (${name})`, () => {
    let opened: OpenedClock;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('it shows the real time until it is moved', () => {
      expect(opened.clock.now()).toEqual(monday);
    });

    test('it is moved on by a length and to a moment, forwards and back', async () => {
      const { clock } = opened;
      await clock.forward(24 * 3_600_000);
      expect(clock.now()).toEqual(tuesday);
      await clock.forward(1_000);
      expect(clock.now()).toEqual(new Date('2026-12-22T10:00:01.000Z'));
      await clock.moveTo(thursday);
      expect(clock.now()).toEqual(thursday);
      await clock.moveTo(monday);
      expect(clock.now()).toEqual(monday);
    });

    test('moving it takes back every lease, so that the relay hands over anew', async () => {
      const { clock, cases, outbox } = opened;
      const ids = await written(cases, { reference: 'RED-1', effects: [noticeToBen] });
      await outbox.claim(tuesday, thursday, 10);
      expect(await outbox.claim(tuesday, thursday, 10)).toEqual([]);
      await clock.moveTo(tuesday);
      expect((await outbox.claim(tuesday, thursday, 10)).map(({ id }) => id)).toEqual(ids);
    });
  });
}
