import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mostTries, type DocumentLink, type DocumentLinks } from '../../src/flows/documents/links.ts';
import type { CaseStore } from '../../src/flows/ports.ts';
import { caseIdFor, monday, thursday, tuesday, written } from './case-fixture.ts';

type Opened = {
  readonly cases: CaseStore;
  readonly links: DocumentLinks;
  readonly close: () => Promise<void>;
};

/** What every store of links to documents keeps, the real one and its twin. */
export function documentLinksContract(name: string, open: () => Promise<Opened>): void {
  describe(`links to documents (${name})`, () => {
    const reference = 'RED-00009';
    const link: DocumentLink = {
      id: 'link-1',
      caseId: caseIdFor(reference),
      person: 'ann',
      wanted: 'form:monitoring@14',
      until: tuesday,
    };
    let links: DocumentLinks;
    let close: () => Promise<void>;
    beforeEach(async () => {
      const opened = await open();
      ({ links, close } = opened);
      await written(opened.cases, { reference, at: monday, events: [{ type: 'Acknowledged', by: 'ann' }] });
      await links.keep(link, 'press-1', 'hash', 'code');
    });
    afterEach(() => close());

    test('a link is found by the hash of its token and by nothing else', async () => {
      expect(await links.find('hash')).toEqual({ ...link, isSpent: false });
      expect(await links.find('link-1')).toBeUndefined();
    });

    test('the right code spends it, once, also for two who try at the same moment', async () => {
      const tried = await Promise.all([1, 2, 3].map(() => links.tryCode('link-1', 'code', monday)));
      expect(tried.sort()).toEqual(['right', 'spent', 'spent']);
      expect((await links.find('hash'))?.isSpent).toBe(true);
    });

    test('the last wrong code that may be tried spends it', async () => {
      const tried: string[] = [];
      for (let tries = 0; tries < mostTries; tries += 1)
        tried.push(await links.tryCode('link-1', 'no', monday));
      expect(tried).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'spent']);
      expect(await links.tryCode('link-1', 'code', monday)).toBe('spent');
    });

    test('a newer link of the same person to the same thing makes it void, and no other link does', async () => {
      const { caseId: _none, ...report } = { ...link, wanted: 'board.redbridge/2026-04-01/2026-06-30' };
      const others = [
        { ...link, id: 'another person', person: 'ben' },
        { ...link, id: 'another thing', wanted: 'record' },
        { ...report, id: 'a report' },
      ];
      for (const other of others)
        expect(await links.keep(other, `press of ${other.id}`, other.id, 'code')).toBe('kept');
      expect((await links.find('hash'))?.isSpent).toBe(false);
      expect(await links.find('a report')).toEqual({ ...report, id: 'a report', isSpent: false });
      expect(await links.keep({ ...link, id: 'link-2' }, 'press-2', 'newer', 'code')).toBe('kept');
      expect((await links.find('hash'))?.isSpent).toBe(true);
      expect(await links.tryCode('link-1', 'code', monday)).toBe('spent');
      for (const { id } of others) expect((await links.find(id))?.isSpent).toBe(false);
      await links.keep({ ...report, id: 'a report again' }, 'press-3', 'again', 'code');
      expect((await links.find('a report'))?.isSpent).toBe(true);
      expect(await links.tryCode('link-2', 'code', monday)).toBe('right');
    });

    test('of presses at the same moment one link is left, and a press that is delivered again makes none', async () => {
      const press = (id: string, input: string) => links.keep({ ...link, id }, input, id, 'code');
      const ids = ['a', 'b', 'c', 'd'];
      expect(await Promise.all(ids.map((id) => press(id, `press ${id}`)))).toEqual(ids.map(() => 'kept'));
      const found = await Promise.all(ids.map((id) => links.find(id)));
      expect(found.filter((one) => one?.isSpent === false)).toHaveLength(1);
      expect(await press('e', 'press a')).toBe('repeated');
      expect(await links.find('e')).toBeUndefined();
      expect(await Promise.all(ids.map((id) => links.find(id)))).toEqual(found);
    });

    test('once its time is over no code helps, and an unknown link is none', async () => {
      expect(await links.tryCode('link-1', 'code', tuesday)).toBe('spent');
      expect(await links.tryCode('link-1', 'code', thursday)).toBe('spent');
      expect(await links.tryCode('nothing', 'code', monday)).toBe('spent');
    });
  });
}
