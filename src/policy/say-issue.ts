import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { knownKeys } from './known-keys.ts';
import type { Finding, Path } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, in the words of a board's office. `value` is what the file holds. */
export function sayIssues(issues: readonly Issue[], value: unknown, at: Path = []): readonly Finding[] {
  return issues.flatMap((issue) => sayIssue(issue, [...at, ...issue.path.map(step)], value));
}

function sayIssue(issue: Issue, path: Path, value: unknown): readonly Finding[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        says: unknownKey(key, path),
        at: 'key' as const,
      }));
    case 'invalid_union':
      return sayUnion(issue.errors, path, value);
    case 'invalid_value':
      return [{ path, says: missing(path, value) ?? notOneOf(issue.values.map(String), path, value) }];
    default:
      return [{ path, says: missing(path, value) ?? wrong(issue, path, value) }];
  }
}

/** Of the ways in which a value could have been meant, the one that comes nearest, because it has the least wrong with it. */
function sayUnion(ways: readonly (readonly Issue[])[], path: Path, value: unknown): readonly Finding[] {
  const found = lookUp(value, path);
  const gone = missing(path, value);
  if (gone !== undefined) return [{ path, says: gone }];
  if (typeof found !== 'object')
    return [{ path, says: `${name(path)} should be a time such as ${exampleTime}.` }];
  const flat = ways.flatMap(flatten);
  const [best] = [...flat].sort((one, other) => strangeness(one) - strangeness(other));
  if (best === undefined) return [{ path, says: `${name(path)} cannot be read.` }];
  // When no way has a key in common with what was typed, the missing key of some way would only mislead.
  const unknown = best.filter(({ code }) => code === 'unrecognized_keys');
  return sayIssues(unknown.length > 0 ? unknown : best, value, path);
}

const exampleTime = '{ working_days: 5, after: concern }';

function flatten(way: readonly Issue[]): readonly (readonly Issue[])[] {
  const [only] = way;
  if (way.length === 1 && only?.code === 'invalid_union' && only.path.length === 0)
    return only.errors.flatMap(flatten);
  return [way];
}

function strangeness(way: readonly Issue[]): number {
  return way.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1),
    0,
  );
}

function unknownKey(key: string, path: Path): string {
  const known = knownKeys(path);
  const meant = nearest(key, known);
  const where = path.length === 0 ? 'at the top of a policy' : 'here';
  if (meant === key)
    return `"${key}" cannot stand beside the other keys here. Write one time, or put two under "earliest" or "latest".`;
  if (meant !== undefined) return `There is no key "${key}" ${where}. Did you mean "${meant}"?`;
  return `There is no key "${key}" ${where}. There can be: ${known.join(', ')}.`;
}

function missing(path: Path, value: unknown): string | undefined {
  const found = lookUp(value, path);
  if (found === undefined && path.at(-1) === 'source') {
    return '"source" is missing: the paragraph of the board\'s document that this comes from, such as source: "4.4".';
  }
  if (found === undefined) return `${name(path)} is missing here.`;
  return found === null && path.length > 0 ? `${name(path)} has nothing after it.` : undefined;
}

function notOneOf(possible: readonly string[], path: Path, value: unknown): string {
  const typed = String(lookUp(value, path));
  const meant = nearest(typed, possible);
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  return `${name(path)} cannot be "${typed}". It can be: ${possible.join(', ')}.${hint}`;
}

function wrong(issue: Issue, path: Path, value: unknown): string {
  const found = lookUp(value, path);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, path, found);
    case 'invalid_format':
      return `${name(path)} is "${String(found)}" and should be ${formats[issue.format] ?? issue.message}.`;
    case 'too_small':
      if (issue.origin === 'array')
        return `${name(path)} needs at least ${String(issue.minimum)} ${issue.minimum === 1 ? 'entry' : 'entries'}.`;
      return issue.origin === 'string'
        ? `${name(path)} is empty.`
        : `${name(path)} is less than ${String(issue.minimum)}.`;
    case 'too_big':
      return `${name(path)} is more than ${String(issue.maximum)}.`;
    default:
      return `${name(path)} is not right: ${issue.message}.`;
  }
}

function wrongType(expected: string, path: Path, found: unknown): string {
  if (path.length === 0)
    return 'The file should be keys with values, beginning with "format: 1" and "board: ...".';
  if (expected === 'string' && (typeof found === 'number' || typeof found === 'boolean')) {
    return `${name(path)} should be a text. Put it in quotation marks: "${String(found)}".`;
  }
  return `${name(path)} should be ${types[expected] ?? expected}.`;
}

const types: Readonly<Partial<Record<string, string>>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list: each entry on its own line, beginning with "- "',
  object: 'a group of keys with values',
  record: 'a group of keys with values',
};

const formats: Readonly<Partial<Record<string, string>>> = {
  email: 'an e-mail address',
  url: 'a link such as https://www.example.org',
  date: 'a day that exists, such as 2026-12-31',
};

/** The name of a place, as the file has it: a key, or the entry of a list. */
function name(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return `"${last}"`;
  const list = path.at(-2);
  return last === undefined ? 'The file' : `Entry ${last + 1} of "${String(list)}"`;
}

function lookUp(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

function step(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? key.toString() : key;
}
