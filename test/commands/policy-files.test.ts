import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { concordatHere } from '../support/command-line.ts';

const redbridge = fileURLToPath(new URL('../../policies/redbridge.yaml', import.meta.url));
const right = readFileSync(redbridge, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'concordat-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const exploding = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'.split('').map((name, index) => {
    const before = 'abcdefghi'[index] ?? 'a';
    return `${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

/** Files that cannot be used, each with a part of the one thing that is said of it. */
const wrong: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['empty.yaml', '', /is empty/],
  ['ten-megabytes.yaml', Buffer.alloc(10_500_000, 'a: b\n'), /10 MB/],
  ['two-megabytes.yaml', Buffer.alloc(2_000_000, 'a: b\n'), /1 MB/],
  ['aliases.yaml', exploding, /by reference \(\*\)/],
  ['tabs.yaml', right.replace('\n  title:', '\n\ttitle:'), /tab/],
  ['utf-16.yaml', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(right, 'utf16le')]), /UTF-8/],
  ['no-mark-utf-16.yaml', Buffer.from(right, 'utf16le'), /UTF-8/],
  ['nul.yaml', right.replace('name:', 'name:\0'), /UTF-8/],
  ['latin-1.yaml', Buffer.from(`# caf\u00e9\n${right}`, 'latin1'), /UTF-8/],
  ['two-documents.yaml', `${right}\n---\nformat: 1\n`, /second document/],
  ['picture.yaml', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /UTF-8/],
  ['a-word.yaml', 'escalation', /keys with values/],
];

/** Every command that reads a policy file, on a file. */
const readers: readonly (readonly [string, (path: string) => readonly string[]])[] = [
  ['check', (path) => ['policy', 'check', path]],
  ['load', (path) => ['policy', 'load', path]],
  ['compare', (path) => ['policy', 'compare', redbridge, path]],
];

describe.each(readers)('policy %s', (_name, args) => {
  it.each(wrong)('says in one go what is wrong with %s', async (name, content, says) => {
    const { exit, out, err } = await concordatHere(args(file(name, content)));
    expect(exit).toBe(1);
    expect(`${out}${err}`).toMatch(says);
    expect(`${out}${err}`).toContain(name);
    expect(`${out}${err}`).not.toMatch(/^ +at |Error:|went wrong/m);
  });

  it('says that there is no such file, that it is a folder, or that its name cannot be one', async () => {
    for (const [path, says] of [
      [join(folder, 'nothing.yaml'), /There is no file/],
      [folder, /is a folder/],
      [join(redbridge, 'below.yaml'), /cannot be read|no file/],
      ['bad\0name.yaml', /cannot be read/],
      [`${'x'.repeat(300)}.yaml`, /cannot be read/],
    ] as const) {
      const { exit, out, err } = await concordatHere(args(path));
      expect({ exit, out }).toEqual({ exit: 1, out: '' });
      expect(err).toMatch(says);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe('a policy file with another layout', () => {
  it.each([
    ['a mark before the text (BOM)', `\uFEFF${right}`],
    ['Windows line ends', right.replaceAll('\n', '\r\n')],
  ])('is right with %s, and has the same version', async (_what, text) => {
    const versionOf = ({ out }: { readonly out: string }) => /version ([0-9a-f]{12})/.exec(out)?.[1];
    const changed = await concordatHere(['policy', 'check', file('layout.yaml', text)]);
    expect(changed).toMatchObject({ exit: 0, err: '' });
    expect(versionOf(changed)).toBe(versionOf(await concordatHere(['policy', 'check', redbridge])));
  });
});

describe('a folder of policies with wrong files in it', () => {
  const mixed = join(folder, 'mixed');
  mkdirSync(mixed);
  writeFileSync(join(mixed, 'redbridge.yaml'), right);
  writeFileSync(
    join(mixed, 'broken.yaml'),
    right.replace('board: redbridge', 'board: broken').replace('format: 1', 'format: 9'),
  );
  mkdirSync(join(mixed, 'folder.yaml'));
  const here = { POLICIES: mixed };

  it('is used for the boards whose file is right', async () => {
    expect(await concordatHere(['timeline', 'redbridge', '--concern', '2026-06-08'], here)).toMatchObject({
      exit: 0,
    });
    expect(await concordatHere(['policy', 'show', 'redbridge'], here)).toMatchObject({ exit: 0 });
    const { exit, out, err } = await concordatHere(['policy', 'list'], here);
    expect({ exit, shown: out.includes('redbridge') }).toEqual({ exit: 1, shown: true });
    expect(err).toContain('broken.yaml has problems and is not used');
  });

  it.each([
    ['timeline', ['timeline', 'broken', '--concern', '2026-06-08'], 1, /has problems and is not used/],
    ['show', ['policy', 'show', 'broken'], 1, /has problems and is not used/],
    [
      'show, of no board',
      ['policy', 'show', 'nowhere'],
      2,
      /There is no board "nowhere" here\. Known boards: redbridge/,
    ],
    ['show, of a strange name', ['policy', 'show', '../../etc/passwd'], 2, /There is no board/],
    ['show, of an empty name', ['policy', 'show', ''], 2, /There is no board/],
    ['timeline, of no board', ['timeline', '__proto__', '--concern', '2026-06-08'], 2, /There is no board/],
    ['compare, of no board', ['policy', 'compare', 'nowhere', redbridge], 2, /There is no board/],
  ] as const)('answers %s with one message', async (_what, args, exit, says) => {
    const ran = await concordatHere(args, here);
    expect(ran).toMatchObject({ exit, out: '' });
    expect(ran.err).toMatch(says);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    const path = file('locked.yaml', right);
    chmodSync(path, 0o000);
    expect((await concordatHere(['policy', 'check', path])).err).toMatch(/may not be read/);
  });

  it('is the shipped one where POLICIES is empty', async () => {
    const empty = await concordatHere(['policy', 'list'], { POLICIES: '' });
    expect(empty).toEqual(await concordatHere(['policy', 'list'], {}));
    expect(empty).toMatchObject({ exit: 0 });
  });

  it('is said to be missing, with what to set', async () => {
    const ran = await concordatHere(['policy', 'list'], { POLICIES: join(folder, 'nowhere') });
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('Set POLICIES to the folder that holds them.');
  });
});

describe('policy compare', () => {
  it('says that nothing is different, and what is, grouped', async () => {
    const same = await concordatHere(['policy', 'compare', 'redbridge', redbridge]);
    expect(same).toMatchObject({ exit: 0, err: '' });
    expect(same.out).toContain('Nothing is different: the rules are the same.');
    const other = file(
      'other.yaml',
      right.replace('{ working_days: 3, after: raise }', '{ working_days: 7, after: raise }'),
    );
    const { exit, out } = await concordatHere(['policy', 'compare', redbridge, other]);
    expect(exit).toBe(0);
    expect(out).toContain(
      '\nDates\n  Stage 1: speak: was 3 working days after it was raised, is 7 working days after it was raised (4.4)\n',
    );
    const { differences } = JSON.parse(
      (await concordatHere(['policy', 'compare', redbridge, other, '--json'])).out,
    ) as {
      readonly differences: readonly unknown[];
    };
    expect(differences).toHaveLength(1);
  });

  it('refuses versions of two boards', async () => {
    const ran = await concordatHere(['policy', 'compare', 'redbridge', 'solihull']);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('Compare two versions of one board.');
  });
});
