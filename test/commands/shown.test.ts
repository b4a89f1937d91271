import { expect, test } from 'vitest';
import { shown } from '../../src/commands/shown.ts';

test('what a terminal would obey is written out, and names in any writing stay as they are', () => {
  expect(shown('Ann\u001b[2J\u0007\r\u009b1m\u202eEve\u2066')).toBe(
    'Ann\\u001b[2J\\u0007\\u000d\\u009b1m\\u202eEve\\u2066',
  );
  const names = 'بيلا בלה Łódź 👩‍⚕️\nnext line';
  expect(shown(names)).toBe(names);
});

test('JSON still means the same', () => {
  const value = { name: 'Ann\u202e\u009b' };
  expect(JSON.parse(shown(JSON.stringify(value)))).toEqual(value);
});
