import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/flows/chat-message.ts';
import { inPages, pagedForm, pageOf } from '../../../src/flows/read/paged.ts';

const act = { do: 'read-case', caseId: 'a-case' };
const line = (text: string): readonly Block[] => [{ kind: 'text', text }];

describe('a long text in pages', () => {
  test('is one page without a button where it fits', () => {
    const form = pagedForm('Case', [line('one'), line('two')], act);
    expect(form.intro).toEqual([...line('one'), ...line('two')]);
    expect(form.submit).toBeUndefined();
  });

  test('keeps a part together and puts every part on one page', () => {
    const parts = Array.from({ length: 100 }, (_, index) => [
      ...line(`heading ${index}`),
      ...line(`text ${index}`),
    ]);
    const pages = inPages(parts);
    expect(pages.flat()).toEqual(parts.flat());
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(45);
    for (const page of pages) expect(page.length % 2).toBe(0);
  });

  test('gives a part that is longer than a page one of its own', () => {
    const long = line('x'.repeat(20_000));
    expect(inPages([line('before'), long, line('after')])).toEqual([line('before'), long, line('after')]);
  });

  test('a page beyond the last is the last', () => {
    expect(pagedForm('Case', [line('one')], { ...act, on: '7' }).intro).toEqual(line('one'));
    expect(pageOf({ ...act, on: 'x' })).toBe(1);
  });

  test('nothing at all is an empty page', () => {
    expect(pagedForm('Case', [], act).intro).toEqual([]);
  });
});
