import PDFDocument from 'pdfkit';
import { firstFace, type Face, type Weight } from './faces.ts';
import { fitText } from './fit-text.ts';
import { linesOf, type Line } from './shape.ts';

/* One sheet after another: where the next line goes, how a line is drawn, and what stands at the head and foot of each. */

export type Look = { readonly size: number; readonly weight: Weight; readonly colour: string };
/** A part of the tree by which a reader who does not see the page finds its way. */
export type Part = PDFKit.PDFStructureElement;
type PartOptions = {
  /** What it says in words, for those who do not see it. */
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
  readonly bbox?: readonly [number, number, number, number];
  readonly placement?: 'Block';
};
export type Paper = ReturnType<typeof openPaper>;

export const looks = {
  title: { size: 18, weight: 'bold', colour: '#12324a' },
  of: { size: 11, weight: 'regular', colour: '#33424d' },
  1: { size: 15, weight: 'bold', colour: '#12324a' },
  2: { size: 12.5, weight: 'bold', colour: '#12324a' },
  3: { size: 10, weight: 'bold', colour: '#12324a' },
  plain: { size: 10, weight: 'regular', colour: '#111111' },
  label: { size: 10, weight: 'bold', colour: '#111111' },
  small: { size: 8, weight: 'regular', colour: '#111111' },
  smallLabel: { size: 8, weight: 'bold', colour: '#111111' },
  missing: { size: 10, weight: 'bold', colour: '#8a1c0c' },
  note: { size: 8.5, weight: 'regular', colour: '#484f54' },
  marking: { size: 9, weight: 'bold', colour: '#111111' },
} as const satisfies Record<string | number, Look>;

const margin = { side: 56, head: 62, foot: 74 };
/** What a line takes beside the size of its letters. */
const leading = 1.36;

export function heightOf({ size }: Look): number {
  return size * leading;
}

/** PDF/UA (ISO 14289). The kit knows it; its types are older than that. */
const forEverybody = 'PDF/UA' as unknown as NonNullable<PDFKit.PDFDocumentOptions['subset']>;

/** @param title what a reader's list of open windows shows; never who the adult is */
export function openPaper(title: string, wide = false) {
  const sheet = new PDFDocument({
    size: 'A4',
    layout: wide ? 'landscape' : 'portrait',
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    subset: forEverybody,
    font: '',
    info: { Title: fitText(title), Author: 'Concordat', Creator: 'Concordat' },
  });
  const registered = new Set<string>();
  const widths = new Map<string, number>();
  const root = sheet.struct('Document');
  sheet.addStructure(root);
  const paper = { y: 0, width: 0, bottom: 0, left: margin.side };

  function useFace(face: Face, size: number): void {
    if (!registered.has(face.name)) sheet.registerFont(face.name, face.bytes);
    registered.add(face.name);
    sheet.font(face.name, size);
  }

  function measure(size: number) {
    return (text: string, face: Face): number => {
      const key = `${face.name} ${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known * size;
      useFace(face, 100);
      const width = sheet.widthOfString(text) / 100;
      if (text.length < 30 && widths.size < 50_000) widths.set(key, width);
      return width * size;
    };
  }

  function part(tag: string, options: PartOptions = {}): Part {
    return sheet.struct(tag, options);
  }

  function newPage(): void {
    sheet.addPage();
    const { width, height } = sheet.page;
    paper.y = margin.head;
    paper.width = width - 2 * margin.side;
    paper.bottom = height - margin.foot;
  }

  function layOut(text: string, { size, weight }: Look, width: number): readonly Line[] {
    return linesOf(text, weight, width, measure(size));
  }

  /** Draws a line from `x` on, or up to `x + width` where it runs from right to left or is set to the right. */
  function draw(line: Line, x: number, y: number, width: number, look: Look, toRight = false): void {
    let at = line.fromRight || toRight ? x + width - line.width : x;
    for (const { text, face } of line.runs) {
      if (text === '') continue;
      useFace(face, look.size);
      sheet.fillColor(look.colour).text(text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += measure(look.size)(text, face);
    }
  }

  /** What is drawn in it belongs to a part of the tree, on the page where it is. */
  function marked(part: Part, tag: string, work: () => void): void {
    part.add(sheet.markStructureContent(tag));
    work();
    sheet.endMarkedContent();
  }

  /** What is drawn in it is there to be seen alone: lines, what stands on every page. */
  function artifact(work: () => void): void {
    sheet.markContent('Artifact', { type: 'Layout' });
    work();
    sheet.endMarkedContent();
  }

  return {
    sheet,
    root,
    part,
    layOut,
    draw,
    marked,
    artifact,
    newPage,
    useFace,
    firstFace,
    get left() {
      return paper.left;
    },
    get width() {
      return paper.width;
    },
    get y() {
      return paper.y;
    },
    get room() {
      return paper.bottom - paper.y;
    },
    move: (by: number) => {
      paper.y += by;
    },
    /** A new page where that much does not fit any more. */
    need: (height: number) => {
      if (paper.y + height > paper.bottom) newPage();
    },
  };
}

/** Head and foot of every page, once it is known how many there are. */
export function drawEdges(
  paper: Paper,
  { marking, foot }: { readonly marking?: string; readonly foot: readonly string[] },
): void {
  const { sheet, left, width } = paper;
  const { start, count } = sheet.bufferedPageRange();
  const line = (text: string, y: number, look: Look, where: 'left' | 'middle' | 'right') => {
    const [first] = paper.layOut(text, look, width);
    if (first === undefined) return;
    const x = where === 'middle' ? left + (width - first.width) / 2 : left;
    paper.draw(first, x, y, width, look, where === 'right');
  };
  for (let page = start; page < start + count; page += 1) {
    sheet.switchToPage(page);
    const { height } = sheet.page;
    sheet.markContent('Artifact', { type: 'Pagination' });
    if (marking !== undefined) {
      line(marking, 36, looks.marking, 'middle');
      line(marking, height - 24, looks.marking, 'middle');
    }
    sheet
      .moveTo(left, height - 62)
      .lineTo(left + width, height - 62)
      .lineWidth(0.5)
      .strokeColor('#8a949b')
      .stroke();
    foot.forEach((text, index) => {
      line(text, height - 50 + index * 11, looks.note, 'left');
    });
    line(`Page ${page - start + 1} of ${count}`, height - 50, looks.note, 'right');
    sheet.endMarkedContent();
  }
}
