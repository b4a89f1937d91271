import SVGtoPDF from 'svg-to-pdfkit';
import type { Block, Document } from '../../flows/documents/document.ts';
import { answerWords } from './answer-words.ts';
import { drawGrid, drawText, type Cell, type Row, type Words } from './grid.ts';
import { drawEdges, looks, openPaper, type Look, type Paper } from './paper.ts';

/**
 * A document as PDF: tagged for those who have it read to them, with the fonts in it, its marking and its page's number
 * on every page.
 */
export async function writePdf(document: Document): Promise<Uint8Array> {
  const paper = openPaper(document.title, document.blocks.some(isWide));
  const { sheet } = paper;
  const bytes = collected(sheet);
  paper.newPage();
  drawText(paper, document.title, looks.title, { tag: 'H1', after: 2, keep: 3 });
  if (document.of !== undefined) drawText(paper, document.of, looks.of, { after: 8 });
  for (const [index, block] of document.blocks.entries()) {
    if (block.kind === 'heading') paper.need(drawnBelow(document.blocks.slice(index + 1), paper));
    drawBlock(paper, block);
    // A long record must not keep everybody else waiting.
    if (index % 50 === 49) await new Promise(setImmediate);
  }
  drawEdges(paper, document);
  paper.root.end();
  sheet.end();
  return bytes;
}

function collected(sheet: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    sheet.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    sheet.on('end', () => {
      resolve(new Uint8Array(Buffer.concat(chunks)));
    });
    sheet.on('error', reject);
  });
}

const plain = (text: string): Words => ({ text, look: looks.plain });
const label = (text: string): Words => ({ text, look: looks.label });
const note = (text: string | undefined): readonly Words[] =>
  text === undefined ? [] : [{ text, look: looks.note }];
const valued = (text: string, missing: boolean | undefined): Words => ({
  text,
  look: missing === true ? looks.missing : looks.plain,
});

function drawBlock(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'heading':
      paper.move(block.level === 3 ? 3 : 7);
      drawText(paper, block.text, looks[block.level], { tag: `H${block.level + 1}`, after: 3, keep: 3 });
      if (block.level < 3) paper.sheet.outline.addItem(block.text);
      return;
    case 'text': {
      drawOwn(paper, block);
      return;
    }
    case 'facts': {
      drawGrid(paper, block.rows.map(factRow), [0.36, 0.64], { head: false });
      return;
    }
    case 'box': {
      drawGrid(paper, boxRows(block), [1], { head: false });
      return;
    }
    case 'table': {
      drawTable(paper, block);
      return;
    }
    case 'list': {
      drawList(paper, block.items);
      return;
    }
    case 'checklist': {
      drawGrid(
        paper,
        block.items.map(({ text, answer, missing }): Row => [
          { words: [label(text)], heads: 'Row' },
          { words: [valued(answerWords(answer, missing), missing)] },
        ]),
        [0.76, 0.24],
        { head: false },
      );
      return;
    }
    case 'signature': {
      drawGrid(paper, [signatureRow(block)], [0.36, 0.64], { head: false });
      return;
    }
    case 'chart': {
      drawChart(paper, block);
      return;
    }
    case 'page-break': {
      paper.newPage();
      return;
    }
  }
}

/** What a heading takes together with the drawing that follows it, so that it does not stand alone above an empty page. */
function drawnBelow(blocks: readonly Block[], paper: Paper): number {
  const next = blocks.find((block) => block.kind !== 'text' || block.as !== 'note');
  return next?.kind === 'chart' ? 70 + sizeOf(next, paper).height : 0;
}

function drawOwn(paper: Paper, { text, as = 'plain' }: Extract<Block, { kind: 'text' }>): void {
  if (as === 'quote') {
    const from = paper.y;
    const page = paper.sheet.page;
    drawText(paper, text, looks.plain, { tag: 'BlockQuote', indent: 14, after: 5 });
    if (paper.sheet.page !== page) return;
    const { sheet, left, y } = paper;
    paper.artifact(() => {
      sheet
        .moveTo(left + 5, from)
        .lineTo(left + 5, y - 5)
        .lineWidth(2)
        .strokeColor('#b3bec5')
        .stroke();
    });
    return;
  }
  drawText(paper, text, as === 'note' ? looks.note : looks.plain, { after: 5 });
}

function factRow({
  label: what,
  value,
  note: by,
  missing,
}: Extract<Block, { kind: 'facts' }>['rows'][number]): Row {
  return [{ words: [label(what)], heads: 'Row' }, { words: [valued(value, missing), ...note(by)] }];
}

function boxRows({ label: what, texts, note: by, missing }: Extract<Block, { kind: 'box' }>): readonly Row[] {
  const words = texts.flatMap(({ label: about, text }, index): readonly Words[] => [
    ...(index === 0 ? [] : [{ text: ' ', look: looks.note }]),
    ...(about === undefined ? [] : [{ text: about, look: small }]),
    valued(text, missing),
  ]);
  return [[{ words: [label(what)], heads: 'Column' }], [{ words: [...words, ...note(by)] }]];
}

const small: Look = { ...looks.note, weight: 'bold' };

function signatureRow({
  label: what,
  signed,
  note: by,
  missing,
}: Extract<Block, { kind: 'signature' }>): Row {
  const words =
    signed === undefined
      ? [valued(by ?? 'Not signed.', missing)]
      : [
          plain(`Signed by ${signed.name}`),
          ...(signed.role === '' ? [] : [plain(signed.role)]),
          plain(signed.at),
          ...note(by),
        ];
  return [{ words: [label(what)], heads: 'Row' }, { words }];
}

/** So many columns that they are read on a page turned sideways, in small letters. */
function isWide(block: Block): boolean {
  return block.kind === 'table' && block.columns.length > 7;
}

function drawTable(paper: Paper, table: Extract<Block, { kind: 'table' }>): void {
  const { caption, columns, rows } = table;
  const [head, cell] = isWide(table) ? [looks.smallLabel, looks.small] : [looks.label, looks.plain];
  drawText(paper, caption, looks.label, { after: 3, keep: 3 });
  const top: Row = columns.map(({ label: what, align = 'left' }): Cell => ({
    words: [{ text: what, look: head }],
    heads: 'Column',
    align,
  }));
  const body = rows.map((row): Row =>
    row.map((text, index): Cell => ({
      words: [{ text, look: cell }],
      align: columns[index]?.align ?? 'left',
    })),
  );
  const widths = shares(
    paper,
    columns.map(({ label: what }) => what),
    rows,
    { head, cell },
  );
  drawGrid(paper, [top, ...body], widths, { head: true, caption });
}

/** What a cell takes beside its words. */
const beside = 14;

/** How wide each column is: no word is broken where there is room for all, and the rest goes to those with most in them. */
function shares(
  paper: Paper,
  labels: readonly string[],
  rows: readonly (readonly string[])[],
  { head, cell }: { readonly head: Look; readonly cell: Look },
): readonly number[] {
  const seen = rows.slice(0, 500);
  const columns = labels.map((what, index) => {
    const texts = seen.map((row) => row[index] ?? '');
    const most = Math.max(what.length, ...texts.map((text) => text.length));
    const least = Math.max(widest(paper, [what], head), widest(paper, texts, cell)) + beside;
    return { least, weight: Math.max(Math.min(most, 60), 4) };
  });
  const needed = sum(columns.map(({ least }) => least));
  const weights = sum(columns.map(({ weight }) => weight));
  const room = Math.max(paper.width - needed, 0);
  return columns.map(
    ({ least, weight }) => (least + (room * weight) / weights) / Math.max(paper.width, needed),
  );
}

/** How wide the longest word is, and at most a third of the page: what is longer may be broken. */
function widest(paper: Paper, texts: readonly string[], look: Look): number {
  const words = new Set(texts.flatMap((text) => text.split(/\s/u)));
  const [longest = ''] = [...words].sort((one, other) => other.length - one.length);
  const [line] = paper.layOut(longest, look, Number.POSITIVE_INFINITY);
  return Math.min(line?.width ?? 0, paper.width / 3);
}

function sum(all: readonly number[]): number {
  return all.reduce((so, one) => so + one, 0);
}

function drawList(paper: Paper, items: readonly string[]): void {
  const list = paper.part('L');
  paper.root.add(list);
  for (const item of items) {
    const one = paper.part('LI');
    list.add(one);
    drawText(paper, item, looks.plain, { tag: 'LBody', parent: one, indent: 14, mark: '•', after: 2 });
    one.end();
  }
  list.end();
  paper.move(5);
}

type Chart = Extract<Block, { kind: 'chart' }>;

function sizeOf({ width, height }: Chart, paper: Paper) {
  const scale = Math.min(1, paper.width / width);
  return { width: width * scale, height: height * scale };
}

function drawChart(paper: Paper, chart: Chart): void {
  const { svg, says } = chart;
  const size = sizeOf(chart, paper);
  paper.need(size.height + 30);
  const { sheet, left, y, root } = paper;
  const figure = paper.part('Figure', {
    alt: says,
    bbox: [left, y, left + size.width, y + size.height],
    placement: 'Block',
  });
  root.add(figure);
  paper.marked(figure, 'Figure', () => {
    SVGtoPDF(sheet, svg, left, y, {
      ...size,
      fontCallback: (_family, bold) => {
        const face = paper.firstFace(bold ? 'bold' : 'regular');
        paper.useFace(face, 10);
        return face.name;
      },
      // A drawing of ours has no picture in it, and none is fetched.
      imageCallback: () => '',
    });
  });
  figure.end();
  paper.move(size.height + 4);
  drawText(paper, says, looks.note, { after: 6 });
}
