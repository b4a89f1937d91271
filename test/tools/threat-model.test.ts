import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { testExists } from '../../tools/traceability/checks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = readFileSync(`${root}/docs/threat-model.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:threat|---) /u.test(line))
  .map((line) => line.slice(2, -2).split(' | '))
  .map(([threat = '', way = '', named = '']) => ({ threat, way, named }));

describe('the threat model', () => {
  test('has its rows', () => {
    expect(rows.length).toBeGreaterThan(50);
  });

  test.each(rows)('$threat: the files and the test that it names are there', ({ way, named }) => {
    const files = [...way.matchAll(/`(src\/[^`]+)`/gu)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
    const [, file = '', title = ''] = /^`([^`]+)` › (.+)$/u.exec(named) ?? [];
    expect(testExists(`${file} › ${title}`, root), named).toBe(true);
  });
});
