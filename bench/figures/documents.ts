import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Document as Docx, Packer, Paragraph } from 'docx';
import PDFDocument from 'pdfkit';
import { writeDocx } from '../../src/adapters/documents/write-docx.ts';
import { writePdf } from '../../src/adapters/documents/write-pdf.ts';
import type { Document } from '../../src/flows/documents/document.ts';
import { filledForm } from '../../tools/form-pictures/filled-form.ts';
import { stories } from '../../tools/form-pictures/stories.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf, takeTurns } from '../support/measure.ts';

/** A board's form that is filled in, as a file: for Word, and as PDF. */
export const documents: Figure = {
  name: 'documents',
  title: 'a filled form of Hertfordshire as DOCX and as PDF',
  measure,
};

const font = createRequire(import.meta.url).resolve(
  '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff',
);

async function measure(bench: Bench): Promise<readonly Row[]> {
  const story = stories.find(({ board }) => board === 'hertfordshire');
  if (story === undefined) throw new Error('Nobody fills in the form of Hertfordshire any more');
  const form = await filledForm(story);
  const texts = textsIn(form.blocks);
  const bytes = await readFile(font);
  const formats = [
    {
      what: 'DOCX',
      against: 'bare docx: each text a paragraph',
      ours: writeDocx,
      bare: () => bareDocx(texts),
    },
    {
      what: 'PDF',
      against: 'bare pdfkit: each text in one font',
      ours: writePdf,
      bare: () => barePdf(texts, bytes),
    },
  ];
  const rows: Row[] = [];
  for (const { what, against, ours, bare } of formats) {
    bench.say(what);
    const rounds = await takeTurns(
      { rounds: bench.quick ? 2 : 5, turns: bench.quick ? 3 : 10 },
      { ours: () => took(() => ours(form)), baseline: () => took(bare) },
    );
    rows.push(
      rowOf({ figure: documents.name, what: `a form as ${what}`, unit: 'ms', against }, rounds, median),
    );
  }
  return rows;
}

/** Everything that is written in a document, in order; how it looks left out. */
function textsIn(blocks: Document['blocks']): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (typeof value === 'string' && !['kind', 'as', 'align', 'answer', 'svg'].includes(key))
      texts.push(value);
    return value;
  });
  return texts;
}

async function bareDocx(texts: readonly string[]): Promise<Uint8Array> {
  const children = texts.map((text) => new Paragraph(text));
  return new Uint8Array(await Packer.toBuffer(new Docx({ sections: [{ children }] })));
}

function barePdf(texts: readonly string[], fontBytes: Buffer): Promise<Uint8Array> {
  const sheet = new PDFDocument({ size: 'A4', font: '' });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) => {
    sheet.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    sheet.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
  });
  sheet.registerFont('plain', fontBytes).font('plain', 10);
  for (const text of texts) sheet.text(text);
  sheet.end();
  return done;
}

async function took(work: () => Promise<Uint8Array>): Promise<readonly number[]> {
  const before = performance.now();
  const bytes = await work();
  if (bytes.length < 1_000) throw new Error('Nothing was written');
  return [performance.now() - before];
}
