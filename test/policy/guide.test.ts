import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { dueAt } from '../../src/policy/due-date.ts';
import { dueSchema } from '../../src/policy/due.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { sayDate } from '../../src/policy/say-date.ts';
import { at, calendarWith, read } from './policies.ts';

/*
 * docs/writing-a-policy.md is all that somebody has who writes the file of a board that nobody here has seen. So it
 * names every key of the format, says which are needed and what counts otherwise, and its examples are right.
 */

const guide = readFileSync(new URL('../../docs/writing-a-policy.md', import.meta.url), 'utf8');
const smallest = readFileSync(new URL('../../examples/policy-smallest.yaml', import.meta.url), 'utf8');

/** A key of the format: where it stands, and what the guide has to say of it. */
type Key = {
  readonly path: string;
  readonly needed: string;
  readonly choices: readonly string[];
  readonly atLeast: number;
  readonly between: string | undefined;
};

/** Said once for the whole file, not key by key. */
const everywhere = ['source', 'reading', 'added'];

function keysOf(schema: unknown, path = '', needed = 'yes', atLeast = 0): readonly Key[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap(), path, 'no');
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return keysOf(schema.unwrap(), path, otherwise(schema.def.defaultValue));
  if (schema instanceof z.ZodArray) {
    const smallestLength = z.toJSONSchema(schema, { unrepresentable: 'any' }).minItems ?? 0;
    return keysOf(schema.element, path, needed, smallestLength);
  }
  const choices = schema instanceof z.ZodEnum ? schema.options.map(String) : [];
  const own = { path, needed, choices, atLeast, between: limitsOf(schema) };
  if (!(schema instanceof z.ZodObject)) return [own];
  const inside = Object.entries(schema.shape)
    .filter(([key]) => path === '' || path === 'readings.sources' || !everywhere.includes(key))
    .flatMap(([key, value]) => keysOf(value, path === '' ? key : `${path}.${key}`));
  return path === '' ? inside : [own, ...inside];
}

/** Every list of the format, and every part without a `source`. */
function partsOf(
  schema: unknown,
  path = '',
): readonly { readonly path: string; readonly kind: 'list' | 'no-source' }[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return partsOf(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return [{ path, kind: 'list' }, ...partsOf(schema.element, path)];
  if (!(schema instanceof z.ZodObject)) return [];
  const inside = Object.entries(schema.shape).flatMap(([key, value]) =>
    partsOf(value, path === '' ? key : `${path}.${key}`),
  );
  return 'source' in schema.shape || path === '' ? inside : [{ path, kind: 'no-source' }, ...inside];
}

function limitsOf(schema: unknown): string | undefined {
  if (!(schema instanceof z.ZodNumber)) return undefined;
  return `${String(schema.minValue)} to ${String(schema.maxValue)}`;
}

function otherwise(value: unknown): string {
  const nothing = value === false || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{}';
  return nothing ? 'no' : String(Array.isArray(value) ? JSON.stringify(value).replaceAll(',', ', ') : value);
}

/** The part of the guide below a heading, with the parts inside it. */
function section(name: string): string {
  const parts = guide.split(/^## /m);
  const found = parts.find((part) => part.split('\n')[0]?.startsWith(name) === true);
  if (found === undefined) throw new Error(`The guide has no part "${name}"`);
  return found;
}

/** Questions are written the same way in every part, and described in one. */
const asked = /^(?:(raise|response|discussion|outcome|learning|forms)\.fields|stages\.entry_fields)\.(.+)$/;
const ofQuestions = [
  'id',
  'label',
  'hint',
  'type',
  'choices',
  'choices.id',
  'choices.label',
  'required',
  'restricted',
];

/** Where the guide has to name a key, and by which name. */
function placeOf(path: string): { readonly part: string; readonly name: string } {
  const question = asked.exec(path)?.[2];
  if (question !== undefined && ofQuestions.includes(question)) return { part: 'Questions', name: question };
  const [top = '', ...rest] = path.split('.');
  if (['format', 'board', 'name', 'aliases', 'board_office'].includes(path))
    return { part: 'The top of the file', name: path };
  return { part: top, name: rest.join('.') };
}

const keys = keysOf(policySchema);

function rowOf({ path }: Key): readonly string[] {
  const { part, name } = placeOf(path);
  const row = section(part)
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\` |`));
  return row?.split('|').map((cell) => cell.trim()) ?? [];
}

/** Top-level parts have a heading instead of a row. */
const withRow = keys.filter(({ path }) => placeOf(path).name !== '');

describe('The guide to writing a policy file', () => {
  it('has a part for everything at the top of a policy file', () => {
    for (const key of Object.keys(policySchema.shape)) expect(section(placeOf(key).part)).toBeTruthy();
  });

  it('names every key of the format', () => {
    expect(withRow.filter((key) => rowOf(key).length === 0).map(({ path }) => path)).toEqual([]);
    expect(withRow.length).toBeGreaterThan(150);
  });

  it('says of every key whether it is needed, or what counts otherwise', () => {
    const wrong = withRow
      .map((key) => ({ path: key.path, says: rowOf(key)[2]?.replaceAll(/[`']/g, ''), is: key.needed }))
      .filter(({ says, is }) => says !== is);
    expect(wrong).toEqual([]);
  });

  it('names every word that can be chosen, and every limit of a number or a list', () => {
    const missing = keys.flatMap((key) => {
      const part = section(placeOf(key.path).part);
      const row = rowOf(key).join(' ');
      const few =
        key.atLeast === 0 ||
        (row === '' ? part : row).includes(`at least ${key.atLeast === 1 ? 'one' : 'two'}`);
      return [
        ...key.choices.filter((word) => !part.includes(`\`${word}\``)).map((word) => `${key.path}: ${word}`),
        ...(few ? [] : [`${key.path}: at least ${key.atLeast}`]),
        ...(key.between === undefined || row.includes(key.between) ? [] : [`${key.path}: ${key.between}`]),
      ];
    });
    expect(missing).toEqual([]);
  });

  it('says once what every rule has: where it comes from; and which parts have no source of their own', () => {
    const part = section('What the file looks like');
    for (const key of everywhere) expect(part).toContain(`| \`${key}\` |`);
    const named = (path: string) => path.split('.').some((key) => part.includes(`\`${key}\``));
    expect(partsOf(policySchema).filter(({ kind }) => kind === 'no-source').length).toBeGreaterThan(15);
    expect(partsOf(policySchema).filter(({ kind, path }) => kind === 'no-source' && !named(path))).toEqual(
      [],
    );
  });

  it('shows every list once, so that nobody takes it for a single thing', () => {
    const shown = ({ path }: { readonly path: string }) =>
      new RegExp(`\\b${path.split('.').at(-1) ?? ''}:(?: \\[|\\n +- )`).test(guide);
    const lists = partsOf(policySchema).filter(({ kind }) => kind === 'list');
    expect(lists.length).toBeGreaterThan(40);
    expect(lists.filter((one) => !shown(one)).map(({ path }) => path)).toEqual([]);
  });

  it('names every kind of time and everything that a time can count from', () => {
    const part = section('stages');
    const written = JSON.stringify(z.toJSONSchema(dueSchema, { unrepresentable: 'any' }));
    const kinds = [...written.matchAll(/"required":\["(\w+)"/g)].map(([, kind]) => kind ?? '');
    const anchors = z
      .array(z.string())
      .parse(
        (/"enum":(\[[^\]]+\])/.exec(written) ?? [])
          .slice(1)
          .flatMap((list): unknown[] => z.array(z.unknown()).parse(JSON.parse(list))),
      );
    expect(new Set(kinds).size).toBe(11);
    for (const kind of kinds) expect(part).toContain(`| \`${kind}: `);
    expect(anchors).toContain('forum-told');
    for (const anchor of anchors) expect(part).toContain(`| \`${anchor}\` |`);
    expect(part).toContain('Numbers are 1 to 999');
  });
});

describe('Each time in the guide', () => {
  const rows = [
    ...section('stages').matchAll(/^\| `([^`]+)` \| [^|]+ \| (\w+ \d+ \w+ \d+, [\d:]+) → ([^|]+) \|$/gm),
  ];
  const calendar = calendarWith();

  it('has an example: there are seven kinds that count by themselves', () => {
    expect(rows).toHaveLength(7);
  });

  it.each(rows.map(([, due = '', from = '', to = '']) => [due, from, to]))(
    '%s after %s ends on %s',
    (due, from, to) => {
      const anchors = { concern: momentOf(from) };
      const found = dueAt(dueSchema.parse(parse(`{ ${due} }`)), {
        anchors,
        limits: new Map(),
        calendar,
        who: 'everyone',
      });
      expect(found && sayDate(found.at)).toBe(to.trim());
    },
  );
});

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** `Tuesday 22 December 2026, 10:00` as an instant. */
function momentOf(said: string): Date {
  const [, day = '', month = '', year = '', time = ''] = /^\w+ (\d+) (\w+) (\d+), ([\d:]+)$/.exec(said) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  return at(`${year}-${number}-${day.padStart(2, '0')}T${time}`);
}

type Part = Readonly<Record<string, unknown>>;
const part = z.record(z.string(), z.unknown());
const blocks = [...guide.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text);
const examples = blocks.filter((text) => !text.includes('format: 1\n') || !text.includes('stages:'));

describe('The examples of the guide', () => {
  it('are all of them right, one after another in one file', () => {
    let file: Part = part.parse(parse(smallest));
    for (const text of examples) {
      file = withExample(file, part.parse(parse(text)));
      const result = read(stringify(file));
      expect([text, result.kind === 'policy' ? [] : result.problems.map(({ says }) => says)]).toEqual([
        text,
        [],
      ]);
    }
    expect(examples.length).toBeGreaterThan(25);
  });

  it('end with the smallest file, to be copied as a whole', () => {
    expect(blocks.filter((text) => !examples.includes(text))).toEqual([smallest]);
  });
});

/** The file with an example put in its place: a part of the file, or a part of a stage. */
function withExample(file: Part, example: Part): Part {
  const stages = z.array(part).parse(file['stages']);
  const at = (index: number, more: Part) => ({
    ...file,
    stages: stages.map((stage, position) => (position === index ? { ...stage, ...more } : stage)),
  });
  const last = stages.length - 1;
  if ('obligations' in example) return at(0, example);
  if ('due' in example)
    return at(0, {
      obligations: z
        .array(part)
        .parse(stages[0]?.['obligations'])
        .map(({ target: _none, ...rule }) => (rule['duty'] === 'resolve' ? { ...rule, ...example } : rule)),
    });
  if ('forum' in example) {
    const recommend = {
      id: 'recommend',
      duty: 'recommend',
      owed_by: { side: 'board', role: 'chair' },
      strict: 'must',
      source: '3.1',
    };
    return at(last, { ...example, obligations: [recommend] });
  }
  return { ...file, ...example };
}
