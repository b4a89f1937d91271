import {
  AlignmentType,
  BorderStyle,
  Document as Docx,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import type { Block, Document } from '../../flows/documents/document.ts';
import { answerWords } from './answer-words.ts';
import { fitText, rightToLeft, startsRightToLeft } from './fit-text.ts';

/**
 * A document as DOCX, to be worked on: real headings, tables with a head, its marking and the page's number on every page.
 * Every text is text: no field, no link, whoever typed it.
 */
export async function writeDocx(document: Document): Promise<Uint8Array> {
  const { title, of, marking, foot, blocks } = document;
  const children: (Paragraph | Table)[] = [
    paragraph(title, { heading: HeadingLevel.TITLE }),
    ...(of === undefined ? [] : [paragraph(of, { style: 'Of' })]),
  ];
  for (const [index, block] of blocks.entries()) {
    children.push(...drawn(block));
    // A long record must not keep everybody else waiting.
    if (index % 200 === 199) await new Promise(setImmediate);
  }
  const docx = new Docx({
    title: fitText(title),
    creator: 'Concordat',
    lastModifiedBy: 'Concordat',
    description: fitText(foot.join(' ')),
    styles,
    numbering: { config: [bullets] },
    sections: [
      {
        properties: { page: { margin: { top: 1300, bottom: 1300, left: 1130, right: 1130 } } },
        headers: { default: new Header({ children: markingLine(marking) }) },
        footers: { default: new Footer({ children: [...footLines(foot), ...markingLine(marking)] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(docx));
}

const font = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: 'Arial' };
const ink = '12324A';
const grey = '484F54';
const red = '8A1C0C';
const heading = (size: number, before: number) => ({
  run: { font, size, bold: true, color: ink },
  paragraph: { spacing: { before, after: 80 }, keepNext: true },
});
const small = { run: { size: 17, color: grey }, basedOn: 'Normal' };
const styles = {
  default: {
    document: {
      run: { font, size: 21, language: { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' } },
      paragraph: { spacing: { after: 80 } },
    },
    title: heading(38, 0),
    heading1: heading(30, 280),
    heading2: heading(25, 240),
    heading3: heading(21, 160),
  },
  paragraphStyles: [
    {
      id: 'Of',
      name: 'Board',
      basedOn: 'Normal',
      run: { color: grey },
      paragraph: { spacing: { after: 200 } },
    },
    { id: 'Note', name: 'Note', ...small, paragraph: { spacing: { after: 80 } } },
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 280 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, space: 8, color: 'B3BEC5' } },
      },
    },
  ],
};
const bullets = {
  reference: 'points',
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '•',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 400, hanging: 240 } } },
    },
  ],
};

/** Runs of one direction each, with a break wherever the text has one. */
function runs(text: string, look: IRunOptions = {}): readonly TextRun[] {
  return fitText(text)
    .split('\n')
    .flatMap((line, index) => {
      const parts = rightToLeft.test(line) ? line.split(directed).filter((part) => part !== '') : [line];
      return parts.map(
        (part, at) =>
          new TextRun({
            ...look,
            text: part,
            ...(index > 0 && at === 0 ? { break: 1 } : {}),
            ...(rightToLeft.test(part) ? { rightToLeft: true } : {}),
          }),
      );
    });
}

/** Words of scripts that run from right to left, with the spaces between them. */
const directed = new RegExp(
  `((?:${rightToLeft.source}\\p{M}*)+(?:[ \\p{M}]+(?:${rightToLeft.source}\\p{M}*)+)*)`,
  'u',
);

function paragraph(text: string, options: IParagraphOptions = {}, look: IRunOptions = {}): Paragraph {
  return new Paragraph({
    ...options,
    ...(startsRightToLeft(text) ? { bidirectional: true } : {}),
    children: [...runs(text, look)],
  });
}

function markingLine(marking: string | undefined): readonly Paragraph[] {
  if (marking === undefined) return [];
  return [paragraph(marking, { alignment: AlignmentType.CENTER }, { bold: true })];
}

function footLines(foot: readonly string[]): readonly Paragraph[] {
  const pages = new TextRun({
    children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
    size: 17,
  });
  return [
    ...foot.map((line) => paragraph(line, { style: 'Note', spacing: { after: 0 } })),
    new Paragraph({ style: 'Note', alignment: AlignmentType.RIGHT, children: [pages] }),
  ];
}

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

function drawn(block: Block): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.text, { heading: levels[block.level] })];
    case 'text':
      return [paragraph(block.text, styleOf(block.as))];
    case 'list':
      return block.items.map((item) => paragraph(item, { numbering: { reference: 'points', level: 0 } }));
    case 'facts':
      return table(
        [36, 64],
        block.rows.map((row) => [label(row.label), answer(row.value, row.missing, row.note)]),
      );
    case 'checklist':
      return table(
        [76, 24],
        block.items.map(({ text, answer: given, missing }) => [
          label(text),
          answer(answerWords(given, missing), missing),
        ]),
      );
    case 'signature':
      return table([36, 64], [[label(block.label), signature(block)]]);
    case 'box':
      return table([100], [[label(block.label)], [boxed(block)]], { head: true });
    case 'table': {
      const { caption, columns, rows } = block;
      const top = columns.map((column) => label(column.label, column.align));
      const body = rows.map((row) => row.map((text, index) => plain(text, columns[index]?.align)));
      const even = columns.map(() => 100 / columns.length);
      return [
        paragraph(caption, { keepNext: true }, { bold: true }),
        ...table(even, [top, ...body], { head: true }),
      ];
    }
    case 'chart':
      return chart(block);
    case 'page-break':
      return [new Paragraph({ pageBreakBefore: true })];
  }
}

function styleOf(as: Extract<Block, { kind: 'text' }>['as']): IParagraphOptions {
  return as === 'note' ? { style: 'Note' } : as === 'quote' ? { style: 'Quote' } : {};
}

type Cell = { readonly words: readonly Paragraph[]; readonly heads: boolean };

function label(text: string, align?: 'left' | 'right'): Cell {
  return { words: [paragraph(text, aligned(align), { bold: true })], heads: true };
}

function plain(text: string, align?: 'left' | 'right'): Cell {
  return { words: [paragraph(text, aligned(align))], heads: false };
}

function aligned(align: 'left' | 'right' | undefined): IParagraphOptions {
  return align === 'right' ? { alignment: AlignmentType.RIGHT } : {};
}

const asMissing = { bold: true, color: red };

function answer(text: string, missing: boolean | undefined, note?: string): Cell {
  return { words: [paragraph(text, {}, missing === true ? asMissing : {}), ...noted(note)], heads: false };
}

function noted(note: string | undefined): readonly Paragraph[] {
  return note === undefined ? [] : [paragraph(note, { style: 'Note' })];
}

function boxed({ texts, note, missing }: Extract<Block, { kind: 'box' }>): Cell {
  const words = texts.flatMap(({ label: about, text }) => [
    ...(about === undefined ? [] : [paragraph(about, { style: 'Note', keepNext: true }, { bold: true })]),
    paragraph(text, {}, missing === true ? asMissing : {}),
  ]);
  return { words: [...words, ...noted(note)], heads: false };
}

function signature({ signed, note, missing }: Extract<Block, { kind: 'signature' }>): Cell {
  if (signed === undefined) return answer(note ?? 'Not signed.', missing);
  const lines = [`Signed by ${signed.name}`, signed.role, signed.at].filter((line) => line !== '');
  return { words: [...lines.map((line) => paragraph(line)), ...noted(note)], heads: false };
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '8A949B' };
const lines = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
};
/** The width of the page between its margins, in twentieths of a point. */
const fullWidth = 9646;

/** @param widths of each column, in hundredths */
function table(
  widths: readonly number[],
  rows: readonly (readonly Cell[])[],
  { head = false }: { readonly head?: boolean } = {},
): readonly (Table | Paragraph)[] {
  const wide = widths.map((share) => Math.round((share / 100) * fullWidth));
  return [
    new Table({
      width: { size: fullWidth, type: WidthType.DXA },
      columnWidths: wide,
      layout: TableLayoutType.FIXED,
      borders: lines,
      margins: { top: 60, bottom: 40, left: 110, right: 110 },
      rows: rows.map(
        (row, index) =>
          new TableRow({
            tableHeader: head && index === 0,
            cantSplit: head && index === 0,
            children: row.map(
              ({ words, heads }, column) =>
                new TableCell({
                  width: { size: wide[column] ?? fullWidth, type: WidthType.DXA },
                  ...(heads ? { shading: { fill: 'E8EEF2' } } : {}),
                  children: [...words],
                }),
            ),
          }),
      ),
    }),
    new Paragraph({ spacing: { after: 60 } }),
  ];
}

/**
 * Word draws the SVG; what knows no SVG shows nothing in its place, so what the drawing says stands below it in words, and
 * for those who have it read to them.
 */
function chart({ svg, says, width, height }: Extract<Block, { kind: 'chart' }>): readonly Paragraph[] {
  const scale = Math.min(1, 640 / width);
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg, 'utf8'),
    fallback: { type: 'png', data: nothing },
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name: 'Chart', title: 'Chart', description: fitText(says) },
  });
  return [new Paragraph({ keepNext: true, children: [image] }), paragraph(says, { style: 'Note' })];
}

/** A picture of one point that nobody sees. */
const nothing = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
