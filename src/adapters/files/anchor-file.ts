import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/*
 * Anchors: how far the record of every case had come on a day, to be kept where nobody who can change the database can change
 * them. A record that is rewritten from its beginning is whole in itself; against an anchor it is not.
 */

/** Of one case: so many entries, and the hash of the last one. */
export type AnchoredCase = {
  readonly case: string;
  readonly reference: string;
  readonly entries: number;
  readonly hash: string;
};

/** The file of the day before, by its name and its own hash. */
export type FileBefore = { readonly file: string; readonly hash: string };

export type Anchors = {
  /** `2026-12-22T06:00:00.000Z` */
  readonly made: string;
  readonly before?: FileBefore;
  readonly cases: readonly AnchoredCase[];
  /** Over all of it: one line that can be printed, or read out on the telephone. */
  readonly hash: string;
};

/** The file's text in pieces, one line a case; what it comes to is told at the end. */
export async function* anchorText(
  { made, before }: Pick<Anchors, 'made' | 'before'>,
  pages: AsyncIterable<readonly AnchoredCase[]>,
  tell: (whole: { readonly count: number; readonly hash: string }) => void,
): AsyncGenerator<string> {
  const head = { format, how, made, ...(before === undefined ? {} : { before }) };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "cases": [`;
  const hash = hashOf({ made, ...(before === undefined ? {} : { before }) });
  let count = 0;
  for await (const page of pages) {
    for (const one of page) hash.add(one);
    yield page.map((one, index) => `${count + index === 0 ? '' : ','}\n    ${JSON.stringify(one)}`).join('');
    count += page.length;
  }
  const whole = { count, hash: hash.done() };
  yield `${count === 0 ? '' : '\n  '}],\n  "count": ${count},\n  "hash": "${whole.hash}"\n}\n`;
  tell(whole);
}

/** @returns the anchors, or in one sentence why the file holds none that can be believed */
export async function readAnchorFile(file: string): Promise<Anchors | string> {
  const text = await readFile(file, 'utf8');
  const read = shape.safeParse(parse(text));
  if (!read.success)
    return `${file} is no file of anchors, or a part of it is missing. Take another copy of it, or another day’s.`;
  const { made, before, cases, count, hash } = read.data;
  const anchors = { made, cases, hash, ...(before === undefined ? {} : { before }) };
  const own = hashOf(anchors);
  for (const one of cases) own.add(one);
  if (own.done() !== hash || cases.length !== count)
    return `${file} is not as it was made: its own hash does not fit. Take another copy of it, or another day’s.`;
  return anchors;
}

/** The name of a day's file. @param day such as `2026-12-22` */
export function anchorName(day: string): string {
  return `anchors-${day}.json`;
}

/** The names of the files of anchors in a folder, the earliest first. */
export async function anchorNames(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^anchors-\d{4}-\d{2}-\d{2}\.json$/.test(name)).sort();
}

/** What a new file names as the one before it; `undefined` where there is none. @throws where that one is spoilt */
export async function fileBefore(folder: string, day: string): Promise<FileBefore | undefined> {
  const file = (await anchorNames(folder)).filter((name) => name < anchorName(day)).at(-1);
  if (file === undefined) return undefined;
  const read = await readAnchorFile(join(folder, file));
  if (typeof read === 'string') throw new Error(read);
  return { file, hash: read.hash };
}

const format = 'concordat-anchors-1';
const how =
  'hash is the SHA-256 of these lines, each with a line feed at its end: format, made, the hash of the file before (64 zeros where there is none), and for each case: case reference entries hash';
const none = '0'.repeat(64);

function hashOf({ made, before }: Pick<Anchors, 'made' | 'before'>) {
  const hash = createHash('sha256').update(`${format}\n${made}\n${before?.hash ?? none}\n`, 'utf8');
  return {
    add: (one: AnchoredCase): void => {
      hash.update(`${one.case} ${one.reference} ${one.entries} ${one.hash}\n`, 'utf8');
    },
    done: (): string => hash.digest('hex'),
  };
}

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const shape = z.object({
  format: z.literal(format),
  made: z.iso.datetime(),
  before: z.object({ file: z.string(), hash: hex }).exactOptional(),
  cases: z.array(
    z.object({ case: z.guid(), reference: z.string(), entries: z.number().int().positive(), hash: hex }),
  ),
  count: z.number().int().nonnegative(),
  hash: hex,
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
