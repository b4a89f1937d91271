import { heightOf, looks, type Look, type Paper, type Part } from './paper.ts';
import type { Line } from './shape.ts';

/* Tables of a PDF: their rows go on over pages, their head stands on each, and a reader is told what is a head of what. */

export type Words = { readonly text: string; readonly look: Look };
export type Cell = {
  readonly words: readonly Words[];
  /** A head of its column or of its row. */
  readonly heads?: 'Column' | 'Row';
  readonly align?: 'left' | 'right';
};
export type Row = readonly Cell[];

const padding = { x: 6, y: 4 };
const edge = '#8a949b';
const shade = '#e8eef2';

type LaidLine = { readonly line: Line; readonly look: Look };
type LaidCell = { readonly cell: Cell; readonly lines: readonly LaidLine[]; readonly width: number };

/** @param widths the share of each column, 1 in all @param head whether the first row is repeated on every page */
export function drawGrid(
  paper: Paper,
  rows: readonly Row[],
  widths: readonly number[],
  { head, caption }: { readonly head: boolean; readonly caption?: string },
): void {
  const { root } = paper;
  const table = paper.part('Table', caption === undefined ? {} : { alt: caption });
  root.add(table);
  const laid = rows.map((row) => layRow(row, widths, paper));
  const top = head ? laid[0] : undefined;
  const [first = [], second = []] = laid;
  // A head is never alone at the foot of a page.
  const heads = first.every(({ cell }) => cell.heads === 'Column');
  paper.need(
    heads ? heightOfRow(first) + Math.min(heightOfRow(second), 60) : Math.min(heightOfRow(first), 60),
  );
  laid.forEach((row, index) => {
    const part = paper.part('TR');
    table.add(part);
    drawRow(paper, row, part, index === 0 ? undefined : top);
    part.end();
  });
  table.end();
  paper.move(9);
}

function layRow(row: Row, widths: readonly number[], paper: Paper): readonly LaidCell[] {
  return row.map((cell, index) => {
    const width = (widths[index] ?? 1) * paper.width;
    const lines = cell.words.flatMap(({ text, look }) =>
      paper.layOut(text, look, width - 2 * padding.x).map((line) => ({ line, look })),
    );
    return { cell, lines, width };
  });
}

function heightOfRow(row: readonly LaidCell[]): number {
  return Math.max(0, ...row.map(({ lines }) => heightOfLines(lines))) + 2 * padding.y;
}

function heightOfLines(lines: readonly LaidLine[]): number {
  return lines.reduce((sum, { look }) => sum + heightOf(look), 0);
}

/** A row that does not fit goes on the next page; one that fits on none goes on over as many as it takes. */
function drawRow(
  paper: Paper,
  row: readonly LaidCell[],
  part: Part,
  top: readonly LaidCell[] | undefined,
): void {
  const cells = row.map(({ cell }) => {
    const kind = cell.heads === undefined ? 'TD' : 'TH';
    const struct = paper.part(kind, cell.heads === undefined ? {} : { scope: cell.heads });
    part.add(struct);
    return { kind, struct };
  });
  let left = row;
  const turn = () => {
    paper.newPage();
    if (top !== undefined) drawPiece(paper, top);
  };
  if (heightOfRow(row) > paper.room && (heightOfRow(row) < 220 || paper.room < 80)) turn();
  for (;;) {
    const room = paper.room - 2 * padding.y;
    const piece = left.map((one) => ({ ...one, lines: fitting(one.lines, room) }));
    const rest = left.map((one, index) => ({
      ...one,
      lines: one.lines.slice(piece[index]?.lines.length ?? 0),
    }));
    drawPiece(paper, piece, cells);
    if (rest.every(({ lines }) => lines.length === 0)) break;
    left = rest;
    turn();
  }
  for (const { struct } of cells) struct.end();
}

/** As many lines as there is room for, and one at least: a line that fits nowhere must not go round for ever. */
function fitting(lines: readonly LaidLine[], room: number): readonly LaidLine[] {
  let used = 0;
  const first = lines.findIndex(({ look }) => (used += heightOf(look)) > room);
  return first === -1 ? lines : lines.slice(0, Math.max(first, 1));
}

function drawPiece(
  paper: Paper,
  piece: readonly LaidCell[],
  cells?: readonly { readonly kind: string; readonly struct: Part }[],
): void {
  const height = heightOfRow(piece);
  const { sheet, y } = paper;
  let x = paper.left;
  piece.forEach(({ cell, lines, width }, index) => {
    const at = x;
    paper.artifact(() => {
      sheet.lineWidth(0.5).rect(at, y, width, height);
      if (cell.heads === undefined) sheet.stroke(edge);
      else sheet.fillAndStroke(shade, edge);
    });
    const own = cells?.[index];
    const write = () => {
      drawLines(paper, lines, at + padding.x, y + padding.y, width - 2 * padding.x, cell.align === 'right');
    };
    if (own === undefined) paper.artifact(write);
    else if (lines.length > 0) paper.marked(own.struct, own.kind, write);
    x += width;
  });
  paper.move(height);
}

function drawLines(
  paper: Paper,
  lines: readonly LaidLine[],
  x: number,
  y: number,
  width: number,
  toRight: boolean,
): void {
  let at = y;
  for (const { line, look } of lines) {
    paper.draw(line, x, at + look.size * 1.05, width, look, toRight);
    at += heightOf(look);
  }
}

/** A text over the whole width, as one part of the tree. */
export function drawText(
  paper: Paper,
  text: string,
  look: Look,
  { tag = 'P', parent = paper.root, indent = 0, after = 4, mark = '', keep = 1 }: TextOptions = {},
): void {
  const width = paper.width - indent;
  const part = paper.part(tag);
  parent.add(part);
  const lines = paper.layOut(text, look, width);
  paper.need(heightOf(look) * Math.min(lines.length, 2) + (keep - 1) * heightOf(looks.plain));
  let at = 0;
  while (at < lines.length) {
    paper.need(heightOf(look));
    const fit = Math.max(1, Math.floor(paper.room / heightOf(look)));
    const here = lines.slice(at, at + fit);
    const begin = at === 0;
    paper.marked(part, tag, () => {
      if (mark !== '' && begin) drawMark(paper, mark, look);
      for (const line of here) {
        paper.draw(line, paper.left + indent, paper.y + look.size * 1.05, width, look);
        paper.move(heightOf(look));
      }
    });
    at += here.length;
  }
  part.end();
  paper.move(after);
}

type TextOptions = {
  readonly tag?: string;
  readonly parent?: Part;
  readonly indent?: number;
  readonly after?: number;
  /** Drawn before its first line, such as the point of a list. */
  readonly mark?: string;
  /** How many lines of what follows have to be on the same page. */
  readonly keep?: number;
};

function drawMark(paper: Paper, mark: string, look: Look): void {
  const [line] = paper.layOut(mark, look, 20);
  if (line !== undefined) paper.draw(line, paper.left + 2, paper.y + look.size * 1.05, 20, look);
}
