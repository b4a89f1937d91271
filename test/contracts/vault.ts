import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openVault, type CheckingVaults } from '../../src/adapters/crypto/vault.ts';
import type { SealedTexts } from '../../src/adapters/postgres/sealed-texts.ts';
import type { CaseStore, Drafts, SealedRows } from '../../src/flows/ports.ts';
import { caseIdFor, monday, newReference, someChange, tuesday } from './case-fixture.ts';

export type OpenedTexts = {
  readonly cases: CaseStore;
  readonly drafts: Drafts;
  readonly texts: SealedTexts;
  readonly close: () => Promise<void>;
};

const key2026 = { id: '2026', key: randomBytes(32) };
const key2027 = { id: '2027', key: randomBytes(32) };

/** What the vault and the drafts keep, over the real tables and over their twins. */
export function vaultContract(name: string, open: () => Promise<OpenedTexts>): void {
  describe(`what people write (${name})`, () => {
    let opened: OpenedTexts;
    let vault: CheckingVaults;
    let [reference, caseId] = ['', ''];
    beforeAll(async () => {
      opened = await open();
      vault = openVault([key2026], opened.texts);
    });
    afterAll(() => opened.close());
    beforeEach(() => {
      reference = newReference();
      caseId = caseIdFor(reference);
    });

    async function store(sealed: SealedRows): Promise<void> {
      await opened.cases.change(caseId, randomUUID(), () => {
        return { change: { ...someChange({ reference }), sealed }, result: undefined };
      });
    }
    async function written(text: string): Promise<{ id: string; mac: string }> {
      const writing = await vault.forCase(caseId);
      const words = writing.seal(text);
      await store(writing.rows());
      return words;
    }

    test('a text that was sealed on raising opens later, for whoever has the keys', async () => {
      const words = await written('She says she is afraid to go home. Łódź 👩‍⚕️');
      const reading = await vault.forCase(caseId);
      expect(await reading.open([words.id])).toEqual(
        new Map([[words.id, 'She says she is afraid to go home. Łódź 👩‍⚕️']]),
      );
      expect(reading.rows()).toEqual({ texts: [] });
    });

    test('a text opens before it is stored too, beside those that are', async () => {
      const first = await written('first');
      const writing = await vault.forCase(caseId);
      const second = writing.seal('second');
      expect(await writing.open([first.id, second.id])).toEqual(
        new Map([
          [second.id, 'second'],
          [first.id, 'first'],
        ]),
      );
    });

    test('the record tells whether a text is the one that was written, and hashes alike texts unlike', async () => {
      const words = await written('yes');
      const reading = await vault.forCase(caseId);
      expect(reading.matches(words, 'yes')).toBe(true);
      expect(reading.matches(words, 'no')).toBe(false);
      expect(reading.seal('yes').mac).not.toBe(words.mac);
    });

    test('a text of another case does not open here', async () => {
      const words = await written('of the first case');
      const elsewhere = await vault.forCase(caseIdFor(newReference()));
      expect(await elsewhere.open([words.id])).toEqual(new Map());
    });

    test('a change that erases a case takes key, texts and drafts with it, and nothing more can be written', async () => {
      const words = await written('to be forgotten');
      const before = await vault.forCase(caseId);
      const draft = before.sealDraft('{}');
      await opened.drafts.save({
        id: caseId,
        person: 'ann',
        caseId,
        sealed: draft,
        rows: before.rows(),
        at: monday,
      });
      const commandId = randomUUID();
      const erase = () =>
        opened.cases.change(caseId, commandId, () => {
          return { change: { ...someChange({ reference, at: tuesday }), erases: true }, result: undefined };
        });
      await erase();
      expect(await erase()).toEqual({ kind: 'repeated' });
      const after = await vault.forCase(caseId);
      expect(await after.open([words.id])).toEqual(new Map());
      expect(() => after.seal('more')).toThrow('destroyed');
      expect(await opened.drafts.load(caseId)).toBeUndefined();
      expect(await opened.texts.loadTexts(caseId, [words.id])).toEqual([]);
      expect((await opened.cases.load(caseId))?.version).toBe(2);
      await expect(
        store((await openVault([key2026], noKeys(opened.texts)).forCase(caseId)).rows()),
      ).rejects.toThrow('another key');
    });

    test('without the key that wrapped the case, the error names its id', async () => {
      await written('sealed under 2026');
      const without = openVault([key2027], opened.texts);
      await expect(without.forCase(caseId)).rejects.toThrow(
        'wrapped by "2026", which is not in CONCORDAT_KEYS',
      );
    });

    test('another key by the same id is told apart from a missing one', async () => {
      await written('sealed under 2026');
      const wrong = openVault([{ id: '2026', key: randomBytes(32) }], opened.texts);
      await expect(wrong.forCase(caseId)).rejects.toThrow('"2026" in CONCORDAT_KEYS is not the one');
    });

    test('after a new key is put first, old cases still open and new ones are wrapped by it', async () => {
      const words = await written('sealed under 2026');
      const rotated = openVault([key2027, key2026], opened.texts);
      expect((await (await rotated.forCase(caseId)).open([words.id])).get(words.id)).toBe(
        'sealed under 2026',
      );
      const fresh = await rotated.forCase(caseIdFor(newReference()));
      expect(fresh.rows().key?.keyId).toBe('2027');
    });

    test('two processes that each make a key for one new case: the second is refused, so no text is lost', async () => {
      const [first, second] = [await vault.forCase(caseId), await vault.forCase(caseId)];
      first.seal('one');
      second.seal('two');
      await store(first.rows());
      await expect(store(second.rows())).rejects.toThrow('another key');
    });

    test('a draft is kept sealed, is saved over, and is found by its person', async () => {
      const { drafts } = opened;
      const ann = `ann-${caseId}`;
      const writing = await vault.forCase(caseId);
      const save = (json: string, at: Date): Promise<void> =>
        drafts.save({
          id: caseId,
          person: ann,
          caseId,
          sealed: writing.sealDraft(json),
          rows: writing.rows(),
          at,
        });
      await save('{"a":1}', monday);
      await save('{"a":2}', tuesday);
      const held = await drafts.load(caseId);
      const reading = await vault.forCase(caseId);
      expect(held).toMatchObject({ person: ann, caseId });
      expect(held && reading.openDraft(held.sealed)).toBe('{"a":2}');
      expect(await drafts.latestOf(ann)).toBe(caseId);
    });

    test('what a draft sealed opens in the case that it became, also when the draft was dropped', async () => {
      const { drafts } = opened;
      const drafting = await vault.forCase(caseId);
      const words = drafting.seal('typed on the first page');
      const sealed = drafting.sealDraft('{}');
      await drafts.save({ id: caseId, person: 'ann', caseId, sealed, rows: drafting.rows(), at: monday });
      await drafts.drop(caseId);
      const raising = await vault.forCase(caseId);
      raising.seal('typed on the last page');
      await store(raising.rows());
      expect((await (await vault.forCase(caseId)).open([words.id])).get(words.id)).toBe(
        'typed on the first page',
      );
      expect(await drafts.load(caseId)).toBeUndefined();
    });

    test('the latest draft is the one saved last; nobody saves over another person’s', async () => {
      const { drafts } = opened;
      const ann = `ann-${caseId}`;
      const [older, newer] = [randomUUID(), randomUUID()];
      const rows = { texts: [] };
      const sealed = randomBytes(40);
      await drafts.save({ id: older, person: ann, caseId: older, sealed, rows, at: monday });
      await drafts.save({ id: newer, person: ann, caseId: newer, sealed, rows, at: tuesday });
      expect(await drafts.latestOf(ann)).toBe(newer);
      await drafts.drop(newer);
      expect(await drafts.latestOf(ann)).toBe(older);
      await expect(
        drafts.save({ id: older, person: 'ben', caseId: older, sealed, rows, at: tuesday }),
      ).rejects.toThrow('somebody else');
      expect((await drafts.load(older))?.person).toBe(ann);
      expect(await drafts.latestOf(`nobody-${caseId}`)).toBeUndefined();
    });
  });
}

/** A process that began before the case had a key. */
function noKeys(texts: OpenedTexts['texts']): OpenedTexts['texts'] {
  return { ...texts, loadKey: () => Promise.resolve(undefined) };
}
