import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseStore } from '../../src/flows/ports.ts';
import {
  caseIdFor,
  monday,
  newReference,
  noticeToBen,
  someChange,
  thursday,
  tuesday,
  written,
} from './case-fixture.ts';

export type OpenedCaseStore = { readonly cases: CaseStore; readonly close: () => Promise<void> };

/** What every case store keeps, the real one and its twin. */
export function caseStoreContract(name: string, open: () => Promise<OpenedCaseStore>): void {
  describe(`the case store (${name})`, () => {
    let opened: OpenedCaseStore;
    let [one, two, commandId] = ['', '', ''];
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    beforeEach(() => {
      [one, two, commandId] = [newReference(), newReference(), randomUUID()];
    });

    test('a case that nobody wrote is unknown, and a change finds it empty', async () => {
      const { cases } = opened;
      expect(await cases.load(caseIdFor(one))).toBeUndefined();
      expect(await cases.load('not the id of a case')).toBeUndefined();
      const answer = await cases.change(caseIdFor(one), commandId, (loaded) => ({ result: loaded }));
      expect(answer).toEqual({ kind: 'worked', result: { version: 0, entries: [] }, effectIds: [] });
    });

    test('what was written on Monday is read back entry by entry, and by its reference', async () => {
      const { cases } = opened;
      await written(cases, {
        reference: one,
        events: [
          { type: 'Acknowledged', by: 'ann' },
          { type: 'FileReadConfirmed', by: 'ben', on: '2026-12-21' },
        ],
      });
      await written(cases, {
        reference: one,
        at: tuesday,
        events: [{ type: 'PassedOn', by: 'cat', head: 'dan' }],
      });
      // The hash of the last entry is the real store's own.
      const { hash: _hash, ...loaded } = (await cases.load(caseIdFor(one))) ?? {};
      expect(loaded).toEqual({
        version: 3,
        entries: [
          { entry: 1, at: '2026-12-21T10:00:00.000Z', event: { type: 'Acknowledged', by: 'ann' } },
          {
            entry: 2,
            at: '2026-12-21T10:00:00.000Z',
            event: { type: 'FileReadConfirmed', by: 'ben', on: '2026-12-21' },
          },
          { entry: 3, at: '2026-12-22T10:00:00.000Z', event: { type: 'PassedOn', by: 'cat', head: 'dan' } },
        ],
      });
      expect(await cases.idOfReference(one)).toBe(caseIdFor(one));
      expect(await cases.idOfReference(two)).toBeUndefined();
    });

    test('quotation marks, backslashes and letters of every alphabet survive', async () => {
      const odd = `it's "odd" \\ \\' $$ %s \u2028 Łódź 日本 👩‍⚕️ \\u0041`;
      await written(opened.cases, {
        reference: one,
        events: [{ type: 'FileReadConfirmed', by: odd, on: odd }],
      });
      const loaded = await opened.cases.load(caseIdFor(one));
      expect(loaded?.entries[0]?.event).toEqual({ type: 'FileReadConfirmed', by: odd, on: odd });
    });

    test('what was worked out for a case as it was read is written, and nothing is worked out again', async () => {
      const { cases } = opened;
      await written(cases, { reference: one });
      const read = await cases.load(caseIdFor(one));
      if (read === undefined) throw new Error('It was written just now');
      const change = someChange({ reference: one, at: tuesday, effects: [noticeToBen] });
      const asked: number[] = [];
      const work = ({ version }: { readonly version: number }) => {
        asked.push(version);
        return { change, result: 'again' };
      };
      const first = await cases.change(caseIdFor(one), commandId, work, { ...read, change, result: 'first' });
      expect(first).toMatchObject({ kind: 'worked', result: 'first', effectIds: [expect.any(String)] });
      // Delivered again, it is known, whatever was worked out meanwhile.
      const second = await cases.change(caseIdFor(one), commandId, work, {
        ...read,
        change,
        result: 'twice',
      });
      expect(second).toEqual({ kind: 'repeated' });
      expect(asked).toEqual([]);
      expect((await cases.load(caseIdFor(one)))?.version).toBe(2);
    });

    test('where somebody else wrote since it was read, it is worked out again for the case as it is now', async () => {
      const { cases } = opened;
      await written(cases, { reference: one });
      const read = await cases.load(caseIdFor(one));
      if (read === undefined) throw new Error('It was written just now');
      await written(cases, { reference: one, at: tuesday });
      const change = someChange({ reference: one, at: thursday });
      const answer = await cases.change(
        caseIdFor(one),
        commandId,
        ({ version }) => ({ change, result: `after entry ${version}` }),
        { ...read, change, result: 'after entry 1' },
      );
      expect(answer).toMatchObject({ kind: 'worked', result: 'after entry 2' });
      expect((await cases.load(caseIdFor(one)))?.version).toBe(3);
    });

    test('a command that is delivered again writes nothing and is not even decided', async () => {
      const { cases } = opened;
      const id = `${commandId}'\\`;
      const change = someChange({ reference: one, effects: [noticeToBen] });
      await cases.change(caseIdFor(one), id, () => ({ change, result: 'first' }));
      const again = await cases.change(caseIdFor(one), id, () => {
        throw new Error('decided twice');
      });
      expect(again).toEqual({ kind: 'repeated' });
      expect((await cases.load(caseIdFor(one)))?.version).toBe(1);
    });

    test('the same raise delivered twice at once opens one case, though each copy made an id of its own', async () => {
      const { cases } = opened;
      const answers = await Promise.all(
        [one, two].map((reference) =>
          cases.change(caseIdFor(reference), commandId, () => ({
            change: someChange({ reference }),
            result: reference,
          })),
        ),
      );
      expect(answers.map(({ kind }) => kind).sort()).toEqual(['repeated', 'worked']);
      const found = await Promise.all([one, two].map((reference) => cases.idOfReference(reference)));
      expect(found.filter((id) => id !== undefined)).toHaveLength(1);
    });

    test('a refused command leaves no trace, so that the person can try again with the same form', async () => {
      const { cases } = opened;
      await cases.change(caseIdFor(one), commandId, () => ({ result: 'refused' }));
      const again = await cases.change(caseIdFor(one), commandId, () => {
        return { change: someChange({ reference: one }), result: 'accepted' };
      });
      expect(again).toMatchObject({ kind: 'worked', result: 'accepted' });
    });

    test('work that throws leaves no trace either, and its error reaches the caller', async () => {
      const { cases } = opened;
      const broken = cases.change(caseIdFor(one), commandId, () => {
        throw new Error('a bug');
      });
      await expect(broken).rejects.toThrow('a bug');
      await written(cases, { reference: one });
      expect((await cases.load(caseIdFor(one)))?.version).toBe(1);
    });

    test('a change that cannot be stored whole is not stored in part', async () => {
      const { cases } = opened;
      await written(cases, { reference: one });
      const taken = cases.change(caseIdFor(two), commandId, () => {
        return { change: someChange({ reference: one }), result: undefined }; // a reference that is taken
      });
      await expect(taken).rejects.toThrow();
      expect(await cases.load(caseIdFor(two))).toBeUndefined();
      const retried = await cases.change(caseIdFor(two), commandId, () => {
        return { change: someChange({ reference: two }), result: undefined };
      });
      expect(retried.kind).toBe('worked');
    });

    test('an id that is no uuid is refused before anything is asked of the store', async () => {
      const injected = opened.cases.change(`'; drop table events; --`, commandId, () => ({
        result: undefined,
      }));
      await expect(injected).rejects.toThrow('uuid');
    });

    test('thirty-two people who write in one case at once all get their entry, one after another', async () => {
      const { cases } = opened;
      const people = Array.from({ length: 32 }, (_, index) => `person-${index}`);
      const answers = await Promise.all(
        people.map((by) =>
          cases.change(caseIdFor(one), `${commandId}-${by}`, ({ version }) => {
            const change = someChange({
              reference: one,
              at: thursday,
              events: [{ type: 'Acknowledged', by }],
            });
            return { change, result: version };
          }),
        ),
      );
      const seen = answers.map((answer) => (answer.kind === 'worked' ? answer.result : -1));
      expect(seen.sort((one, other) => one - other)).toEqual(people.map((_, index) => index));
      expect((await cases.load(caseIdFor(one)))?.entries.map(({ entry }) => entry)).toEqual(
        people.map((_, index) => index + 1),
      );
    });

    test('every effect gets an id of its own, which is answered', async () => {
      const wake = {
        kind: 'wake',
        wake: { for: 'limit', obligation: '1.speak', due: monday.toISOString() },
        at: thursday,
      } as const;
      const ids = await written(opened.cases, {
        reference: one,
        effects: [noticeToBen, noticeToBen, wake],
      });
      expect(new Set(ids).size).toBe(3);
    });
  });
}
