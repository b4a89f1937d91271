import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import type { Finding, Problem } from './problem.ts';
import { isTooDeep } from './too-deep.ts';

const sizeLimit = 1_000_000;
const aliasLimit = 100;

/** A file's value, with a way to find where in the file a part of it stands. */
export type ReadYaml =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      readonly place: (finding: Finding) => { readonly line: number; readonly column: number };
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Reads a YAML file, with every problem of its layout at once. Dates and times stay the text that was typed. */
export function readYaml(text: string, file: string): ReadYaml {
  if (text.length > sizeLimit) return whole(`${file} is larger than a policy can be (1 MB).`);
  if (text.trim() === '') return whole(`${file} is empty. Begin with a copy of another board's policy file.`);
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (document === 'too-deep') return whole(`${file} is nested too deeply to be a policy.`);
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const found = [...document.errors, ...document.warnings];
  if (found.some(({ code }) => code === tab)) return { kind: 'problems', problems: tabbedLines(text) };
  const problems = found.map(({ code, pos }): Problem => ({
    ...place(pos[0]),
    says: layout[code] ?? unreadable,
  }));
  if (problems.length > 0) return { kind: 'problems', problems: firstOfEachLine(problems) };
  const value = valueOf(document);
  const { toNothing, neverUsed } = strayReferences(document);
  if (value === 'too-many-aliases' && toNothing.length === 0)
    return whole(`${file} repeats itself by reference (*) more often than a policy needs.`);
  const strays = [...toNothing, ...neverUsed].map((offset) => ({ ...place(offset), says: stray }));
  if (value === 'too-many-aliases' || strays.length > 0) return { kind: 'problems', problems: strays };
  return { kind: 'value', value: value.is, place: (finding) => place(offsetOf(finding, document)) };
}

function whole(says: string): ReadYaml {
  return { kind: 'problems', problems: [{ line: 1, column: 1, says }] };
}

function parse(text: string, lines: LineCounter): Document.Parsed | 'too-deep' {
  if (isTooDeep(text)) return 'too-deep';
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch (error) {
    // The parser calls itself for every level, and so runs out of stack.
    if (error instanceof RangeError) return 'too-deep';
    throw error;
  }
}

/** A mistake throws the parser off for the rest of its line: what it finds there afterwards is the same mistake again. */
function firstOfEachLine(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ line }, at) => problems.findIndex((one) => one.line === line) === at);
}

/** A tab throws the parser off for the rest of the file, so that only the tabs are spoken of: all of them at once. */
function tabbedLines(text: string): readonly Problem[] {
  return text.split('\n').flatMap((line, index) => {
    const column = /^ *\t\s*\S/.test(line) ? line.indexOf('\t') + 1 : 0;
    return column === 0 ? [] : [{ line: index + 1, column, says: layout[tab] ?? unreadable }];
  });
}

/**
 * A text that begins with `*` or `&` without quotation marks is taken for a reference to nothing, or for a name that
 * nothing refers to: a part of the text would be lost without a word. Where such texts begin.
 */
function strayReferences(document: Document.Parsed): {
  readonly toNothing: readonly number[];
  readonly neverUsed: readonly number[];
} {
  const named = new Map<string, number>();
  const meant = new Map<string, number>();
  visit(document, {
    Alias: (_key, { source, range }) => {
      meant.set(source, range?.[0] ?? 0);
    },
    Value: (_key, { anchor, range }) => {
      if (anchor !== undefined) named.set(anchor, range?.[0] ?? 0);
    },
  });
  const without = (all: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>) =>
    [...all].filter(([name]) => !others.has(name)).map(([, offset]) => offset);
  return { toNothing: without(meant, named), neverUsed: without(named, meant) };
}

function valueOf(document: Document.Parsed): { readonly is: unknown } | 'too-many-aliases' {
  try {
    return { is: document.toJS({ maxAliasCount: aliasLimit }) };
  } catch (error) {
    // A few lines that refer to each other can stand for gigabytes: the library refuses to write them out.
    if (error instanceof ReferenceError) return 'too-many-aliases';
    throw error;
  }
}

/** Where a finding stands; the nearest thing around it that is in the file, when it is about something missing. */
function offsetOf({ path, at }: Finding, document: Document.Parsed): number {
  let offset = document.contents?.range[0] ?? 0;
  let node: unknown = document.contents;
  for (const [depth, step] of path.entries()) {
    const inside = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(inside) ? inside.items.find(({ key }) => nameOf(key) === String(step)) : undefined;
    const next: unknown = pair?.value ?? (isSeq(inside) ? inside.items[Number(step)] : undefined);
    if (pair === undefined && next === undefined) break;
    const toKey = pair !== undefined && (isScalar(next) ? at === 'key' && depth === path.length - 1 : true);
    offset = (toKey ? startOf(keyOf(pair)) : startOf(next)) ?? offset;
    node = next;
  }
  return offset;
}

function keyOf(pair: Pair | undefined): unknown {
  return pair?.key;
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function startOf(node: unknown): number | undefined {
  return isNodeWithRange(node) ? node.range[0] : undefined;
}

function isNodeWithRange(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

const tab = 'TAB_AS_INDENT';

const unreadable = 'This line cannot be read. Compare it with the same place in policies/redbridge.yaml.';

const stray = 'A value that begins with * or & has a meaning of its own. Put it in quotation marks.';

/** What the parser found, in words for somebody who never heard of a parser. */
const layout: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: 'This line begins with a tab. Use spaces to move a line in.',
  BAD_INDENT:
    'This line is moved in too far or not far enough. Keys that belong together begin in the same column.',
  DUPLICATE_KEY: 'This key is written twice in the same place. Keep one of them.',
  MISSING_CHAR: 'A closing quotation mark, bracket or comma is missing near here.',
  MULTIPLE_DOCS: 'A line of "---" begins a second document here. Keep everything in one.',
  MULTILINE_IMPLICIT_KEY:
    'A key must be in one line. Is a colon missing, or a text with ": " in it without quotation marks?',
  BLOCK_AS_IMPLICIT_KEY:
    'Two keys seem to be in one line, or a text has ": " in it. Put such a text in quotation marks.',
  BLOCK_IN_FLOW: 'A bracket { or [ is opened before here and not closed.',
  BAD_SCALAR_START:
    'A text cannot begin with this sign unless it is in quotation marks. Put the whole text in quotation marks.',
  UNEXPECTED_TOKEN:
    'Something stands here after the end of a value. Put the whole text in quotation marks; inside single ones an apostrophe is written twice.',
  BAD_ALIAS: stray,
  RESOURCE_EXHAUSTION: 'The file is nested too deeply here to be a policy.',
  TAG_RESOLVE_FAILED: 'A value that begins with ! has a meaning of its own. Put it in quotation marks.',
  IMPOSSIBLE: unreadable,
};
