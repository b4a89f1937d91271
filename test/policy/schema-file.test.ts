import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { textOf } from './policies.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const boards = ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'];
const schema: unknown = JSON.parse(readFileSync(`${root}/policies/schema.json`, 'utf8'));
// Formats such as an e-mail address are Concordat's own check; the schema names them for editors.
const valid = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(
  schema as object,
);

function mistakes(text: string): readonly string[] {
  return valid(parse(text))
    ? []
    : (valid.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe('The JSON Schema by which an editor checks a policy file', () => {
  it.each(boards)('takes the shipped file of %s, which names it in its first line', (board) => {
    expect(mistakes(textOf(board))).toEqual([]);
    expect(textOf(board).split('\n')[0]).toBe('# yaml-language-server: $schema=./schema.json');
  });

  it.each([
    ['an unknown key', 'strict: should', 'stritc: should', 'additionalProperties'],
    ['a rule without its paragraph', "source: '4.4'\n        reading: RB-X4", 'reading: RB-X4', 'required'],
    ['a word that is not possible', 'strict: should', 'strict: perhaps', 'enum'],
    ['a value of another type', 'aliases: [RSAB, Redbridge SAB]', 'aliases: 3', 'type'],
    [
      'an unknown way to count',
      '{ working_days: 2, after: concern }',
      '{ weeks: 2, after: concern }',
      'additionalProperties',
    ],
    ['an id with a space', 'board: redbridge', 'board: red bridge', 'pattern'],
    ['a close that is no time', "close: '17:00'", "close: '25:00'", 'pattern'],
  ])('finds %s', (_what, from, to, keyword) => {
    expect(textOf('redbridge')).toContain(from);
    const found = mistakes(textOf('redbridge').replace(from, to));
    expect(found.some((one) => one.endsWith(` ${keyword}`))).toBe(true);
  });

  it('says what each key is for, in the words of the format itself', () => {
    const text = JSON.stringify(schema);
    expect(text).toContain(
      'Bank holidays that were announced after the software was made. Days off for everyone.',
    );
    expect(text).toContain('A passed limit counts as unresolved and prompts both sides to escalate.');
  });

  it('is the one that the format makes: npm run schema writes it', async () => {
    const run = promisify(execFile);
    const tsx = fileURLToPath(import.meta.resolve('tsx'));
    const args = ['--import', tsx, `${root}/tools/policy-schema/main.ts`, '--check'];
    await expect(run(process.execPath, args, { cwd: root })).resolves.toMatchObject({ stderr: '' });
  });
});
