import bidiModule from 'bidi-js';
import { faceFor, firstFace, type Face, type Weight } from './faces.ts';
import { fitText } from './fit-text.ts';

/** Letters in a row that are drawn at once: of one face, in one direction, in the order in which they are seen. */
export type Run = { readonly text: string; readonly face: Face };
export type Line = { readonly runs: readonly Run[]; readonly width: number; readonly fromRight: boolean };

/** How wide a text is in a face, at the size that is meant. */
export type Measure = (text: string, face: Face) => number;

/** A letter with its marks, and where it is drawn from. */
type Letter = { readonly text: string; readonly face: Face };

/** What the package gives is the function itself; its own types say that it is one step further in. */
const bidi = (bidiModule as unknown as typeof bidiModule.default)();
const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
/** Printable Latin, which every text of a form is made of as a rule, and the marks that printers use. */
const plain = /^[\u0020-\u007E\u00A1-\u00AC\u00AE-\u00FF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026]*$/u;
/** Joiners and variants: they change their neighbours and show nothing themselves. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;

/**
 * A text as lines that are no wider than `width`, each as the runs that are drawn from left to right. A word that is
 * wider than a line is broken.
 */
export function linesOf(text: string, weight: Weight, width: number, measure: Measure): readonly Line[] {
  return fitText(text)
    .replaceAll('\t', '    ')
    .split('\n')
    .flatMap((paragraph) =>
      plain.test(paragraph)
        ? plainLines(paragraph, weight, width, measure)
        : mixedLines(paragraph, weight, width, measure),
    );
}

function plainLines(text: string, weight: Weight, width: number, measure: Measure): readonly Line[] {
  const face = firstFace(weight);
  const lines: Line[] = [];
  const end = (line: string) => {
    const shown = line.trimEnd();
    lines.push({ runs: [{ text: shown, face }], width: measure(shown, face), fromRight: false });
  };
  let line = '';
  let used = 0;
  for (const word of text.match(/ *[^ ]+ */gu) ?? []) {
    const wide = measure(word.trimEnd(), face);
    if (line !== '' && used + wide > width) {
      end(line);
      line = '';
      used = 0;
    }
    for (const part of wide > width ? broken(word, width, (one) => measure(one, face)) : [word]) {
      if (line !== '' && used + measure(part, face) > width) {
        end(line);
        line = '';
        used = 0;
      }
      line += part;
      used += measure(part, face);
    }
  }
  end(line);
  return lines;
}

function broken(word: string, width: number, measure: (text: string) => number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && measure(part + letter) > width) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}

/** A paragraph with letters of any script: each from a face that has it, in the order in which people read them. */
function mixedLines(text: string, weight: Weight, width: number, measure: Measure): readonly Line[] {
  const all = lettersIn(text, weight);
  const whole = all.map((letter) => letter.text).join('');
  const embedding = bidi.getEmbeddingLevels(whole);
  const fromRight = ((embedding.paragraphs[0]?.level ?? 0) & 1) === 1;
  let at = 0;
  return wrapped(all, width, measure).map((row) => {
    const start = at;
    at += row.reduce((sum, letter) => sum + letter.text.length, 0);
    const shown = withoutEnd(row);
    const runs = inOrder(shown, start, embedding.levels);
    return { runs, width: runs.reduce((sum, run) => sum + measure(run.text, run.face), 0), fromRight };
  });
}

function lettersIn(text: string, weight: Weight): readonly Letter[] {
  return [...letters.segment(text)].flatMap(({ segment }): readonly Letter[] => {
    const points = Array.from(segment);
    const seen = points.filter((point) => !unseen.test(point));
    const face = faceFor(seen.map(pointOf), weight);
    if (face !== undefined) {
      const kept = points.filter((point) => !unseen.test(point) || face.has(pointOf(point)));
      return seen.length === 0 ? [] : [{ text: kept.join(''), face }];
    }
    return seen.flatMap((point) => {
      const own = faceFor([pointOf(point)], weight);
      if (own !== undefined) return [{ text: point, face: own }];
      // No face has it: it is said in figures, which can be looked up.
      const figures = `[U+${pointOf(point).toString(16).toUpperCase().padStart(4, '0')}]`;
      return Array.from(figures, (figure) => ({ text: figure, face: firstFace(weight) }));
    });
  });
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Broken between words, or within one that is wider than a line. */
function wrapped(all: readonly Letter[], width: number, measure: Measure): readonly (readonly Letter[])[] {
  const rows: Letter[][] = [];
  let row: Letter[] = [];
  let used = 0;
  let lastSpace = -1;
  for (const letter of all) {
    const wide = measure(letter.text, letter.face);
    if (used + wide > width && row.length > 0 && letter.text !== ' ') {
      const next = lastSpace >= 0 ? row.splice(lastSpace + 1) : [];
      rows.push(row);
      row = next;
      used = row.reduce((sum, one) => sum + measure(one.text, one.face), 0);
      lastSpace = -1;
    }
    row.push(letter);
    used += wide;
    if (letter.text === ' ') lastSpace = row.length - 1;
  }
  return [...rows, row];
}

function withoutEnd(row: readonly Letter[]): readonly Letter[] {
  const last = row.findLastIndex(({ text }) => text !== ' ');
  return row.slice(0, last + 1);
}

type Directed = { readonly face: Face; readonly level: number; readonly strong: boolean; text: string };

/** Letters in the order in which they are drawn from left to right (rule L2 of the Unicode bidirectional algorithm). */
function inOrder(row: readonly Letter[], start: number, levels: Uint8Array): readonly Run[] {
  const runs: Directed[] = [];
  let at = start;
  for (const { text, face } of row) {
    const level = levels[at] ?? 0;
    at += text.length;
    const strong = (level & 1) === 1 && /\p{L}/u.test(text);
    const last = runs.at(-1);
    if (last?.face === face && last.level === level && (level & 1) === 0) last.text += text;
    else if (last?.face === face && last.level === level && last.strong === strong) last.text += text;
    else runs.push({ text, face, level, strong });
  }
  const highest = runs.reduce((most, { level }) => Math.max(most, level), 0);
  let ordered: readonly Directed[] = runs;
  for (let level = highest; level >= 1; level -= 1) ordered = reversed(ordered, level);
  return ordered.map(({ text, face, level, strong }) => ({
    // A face turns letters of such a script round by itself, and leaves signs as they come.
    text: (level & 1) === 1 && !strong ? turned(text) : text,
    face,
  }));
}

/** Every stretch at this level or above, the other way round. */
function reversed(runs: readonly Directed[], level: number): readonly Directed[] {
  const result: Directed[] = [];
  let stretch: Directed[] = [];
  for (const run of runs) {
    if (run.level >= level) stretch.unshift(run);
    else {
      result.push(...stretch, run);
      stretch = [];
    }
  }
  return [...result, ...stretch];
}

function turned(text: string): string {
  return Array.from(text)
    .reverse()
    .map((sign) => bidi.getMirroredCharacter(sign) ?? sign)
    .join('');
}
