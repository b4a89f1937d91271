import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeDocx } from '../../../src/adapters/documents/write-docx.ts';
import { writePdf } from '../../../src/adapters/documents/write-pdf.ts';
import type { Document } from '../../../src/flows/documents/document.ts';
import { oddText } from '../../support/odd-text.ts';
import { readDocx, readPdf } from '../../support/read-document.ts';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="90" height="40" fill="#1d4f76"/><text x="4" y="60">Late</text></svg>';

const document = (text = 'The plan comes first.'): Document => ({
  title: 'Monitoring Form',
  of: 'Practice Safeguarding Adults Board',
  marking: 'OFFICIAL',
  foot: ['RED-4F7K2.', 'Made for Rosa Example.'],
  blocks: [
    { kind: 'heading', level: 2, text: 'What was owed' },
    { kind: 'text', text },
    { kind: 'text', as: 'quote', text },
    {
      kind: 'facts',
      rows: [
        { label: 'Name', value: text },
        { label: 'Address', value: 'Missing.', missing: true },
      ],
    },
    { kind: 'box', label: 'Why', texts: [{ label: 'The issue', text }], note: 'Rosa Example' },
    {
      kind: 'table',
      caption: 'Dates',
      columns: [{ label: 'What' }, { label: 'Days', align: 'right' }],
      rows: Array.from({ length: 80 }, (_, index) => [`Step ${index + 1}`, String(index)]),
    },
    { kind: 'list', items: ['One', text] },
    { kind: 'checklist', items: [{ text: 'Have you asked?', answer: 'not-applicable' }] },
    {
      kind: 'signature',
      label: 'Signature',
      signed: { name: 'Milan Example', role: 'Manager', at: 'Tuesday' },
    },
    { kind: 'chart', svg, says: 'Two were late.', width: 200, height: 80 },
  ],
});

describe('a document as PDF', () => {
  test('carries its title, its language, its tags, and its marking and number on every page', async () => {
    const { pages, roles, title, language, isTagged } = await readPdf(await writePdf(document()));
    expect({ title, language, isTagged }).toEqual({
      title: 'Monitoring Form',
      language: 'en-GB',
      isTagged: true,
    });
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) => {
      expect(page.match(/OFFICIAL/gu)).toHaveLength(2);
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    });
    for (const role of ['H1', 'H3', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'BlockQuote', 'Figure'])
      expect(roles).toContain(role);
  });

  test('repeats the head of a table on each page that it goes on to', async () => {
    const { pages } = await readPdf(await writePdf(document()));
    expect(pages.filter((page) => page.includes('Step ')).every((page) => page.includes('Days'))).toBe(true);
  });

  test.each([
    ['Łódź – Straße', 'Łódź – Straße'],
    ['Ελληνικά Кириллица', 'Ελληνικά Кириллица'],
    ['שלום', 'שלום'],
    ['مرحبا', 'مرحبا'],
    // No font has it: it is said in figures, and not as an empty box.
    ['漢', '[U+6F22]'],
  ])('“%s” can be read', async (typed, read) => {
    const { pages } = await readPdf(
      await writePdf({ ...document(), blocks: [{ kind: 'text', text: typed }] }),
    );
    // A reader puts a space where the font changes, and may give what runs from right to left in either order. A dot that a font
    // draws apart from its letter has no letter of its own, and is read as nothing that anybody sees.
    const letters = (text: string) => text.normalize('NFKC').replace(/[\s\p{Cc}]+/gu, '');
    const seen = letters(pages[0] ?? '');
    expect(
      [letters(read), Array.from(letters(read)).reverse().join('')].some((one) => seen.includes(one)),
    ).toBe(true);
  });

  test('a word that is wider than the page is broken, and a row that is longer goes on', async () => {
    const long = 'x'.repeat(8000);
    const { pages } = await readPdf(await writePdf(document(long)));
    expect(pages.join('').match(/x/gu)?.length).toBeGreaterThanOrEqual(long.length * 5);
  });

  test('whatever people type, it can be written and opened', async () => {
    await fc.assert(
      fc.asyncProperty(oddText, async (text) => {
        expect(
          (await readPdf(await writePdf({ ...document(text), title: text }))).pages.length,
        ).toBeGreaterThan(0);
      }),
      { numRuns: 4 },
    );
  }, 60_000);
});

describe('a document as DOCX', () => {
  test('has real headings, tables with a head, its marking, page numbers, its language and its title', async () => {
    const { part, xml, problems } = readDocx(await writeDocx(document()));
    expect(problems).toEqual([]);
    const styles = Array.from(part('word/document.xml').getElementsByTagName('w:pStyle'), (one) =>
      one.getAttribute('w:val'),
    );
    expect(styles).toEqual(expect.arrayContaining(['Title', 'Heading2', 'Quote']));
    expect(part('word/document.xml').getElementsByTagName('w:tblHeader').length).toBeGreaterThan(0);
    expect(xml('word/header1.xml')).toContain('OFFICIAL');
    expect(xml('word/footer1.xml')).toContain('OFFICIAL');
    expect(xml('word/footer1.xml')).toContain('NUMPAGES');
    expect(xml('word/styles.xml')).toContain('en-GB');
    expect(xml('docProps/core.xml')).toContain('Monitoring Form');
  });

  test.each([
    '{ HYPERLINK "https://example.org" }',
    '=cmd|calc',
    '<w:fldSimple w:instr="DDE"/>',
    'https://example.org',
  ])('“%s” stays text: no field and no link', async (typed) => {
    const { part, text } = readDocx(await writeDocx(document(typed)));
    const body = part('word/document.xml');
    for (const tag of ['w:hyperlink', 'w:fldSimple', 'w:instrText', 'w:fldChar'])
      expect(body.getElementsByTagName(tag)).toHaveLength(0);
    expect(text).toContain(typed);
  });

  test('marks what runs from right to left, so that it is shown in its own order', async () => {
    const { xml } = readDocx(await writeDocx(document('She said مرحبا بك to him')));
    expect(xml('word/document.xml')).toMatch(/<w:rtl\/><\/w:rPr><w:t[^>]*>مرحبا بك</u);
  });

  test('whatever people type, every part of it is sound', async () => {
    await fc.assert(
      fc.asyncProperty(oddText, async (text) => {
        expect(readDocx(await writeDocx({ ...document(text), title: text })).problems).toEqual([]);
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});
