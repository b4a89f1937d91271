import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

/*
 * The fonts that a PDF is written with. Each file holds some of the world's letters; a text takes each letter from the
 * first file that has it. What no file has is said in figures, so that nothing turns into an empty box.
 */

export type Weight = 'regular' | 'bold';

/** A font file: the name by which a document registers it, its bytes, and which letters it has. */
export type Face = {
  readonly name: string;
  readonly bytes: Buffer;
  readonly has: (point: number) => boolean;
};

const files = [
  ...['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese', 'greek-ext', 'cyrillic-ext', 'devanagari'].map(
    (part) => `@fontsource/noto-sans/files/noto-sans-${part}`,
  ),
  ...['arabic', 'symbols', 'math'].map(
    (part) => `@fontsource/noto-sans-arabic/files/noto-sans-arabic-${part}`,
  ),
  '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew',
  '@fontsource/noto-emoji/files/noto-emoji-emoji',
];
const weights = { regular: 400, bold: 700 } as const;
const { resolve } = createRequire(import.meta.url);

/** Opened once for all documents: a file is read when the first letter is looked for in it. */
const opened = new Map<string, Face>();

function face(file: string, weight: Weight): Face {
  const name = `${file.slice(file.lastIndexOf('/') + 1)}-${weight}`;
  const known = opened.get(name);
  if (known !== undefined) return known;
  const bytes = readFileSync(resolve(`${file}-${weights[weight]}-normal.woff`));
  const font = create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${file} is no single font`);
  const found = { name, bytes, has: (point: number) => font.hasGlyphForCodePoint(point) };
  opened.set(name, found);
  return found;
}

/** The face of most texts. */
export function firstFace(weight: Weight): Face {
  return face(files[0] ?? '', weight);
}

const found = new Map<string, Face | undefined>();

/** The first face that has every one of these letters; `undefined` where none has. */
export function faceFor(points: readonly number[], weight: Weight): Face | undefined {
  const key = `${weight} ${points.join(' ')}`;
  if (found.has(key)) return found.get(key);
  const file = files.find((one) => points.every((point) => face(one, weight).has(point)));
  const result = file === undefined ? undefined : face(file, weight);
  // Only so much is remembered of what people may type.
  if (found.size < 20_000) found.set(key, result);
  return result;
}
