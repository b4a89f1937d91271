import { expect, test } from 'vitest';
import { dueOn, missingOf, readKeep, sayKeep } from '../../src/flows/retention.ts';
import { at } from '../policy/policies.ts';

test.each([
  ['2026-12-23T11:00', '6 years', '2032-12-23T00:00'],
  ['2026-12-31T23:59', '1 month', '2027-01-31T00:00'],
  ['2027-01-31T09:00', '1 month', '2027-03-01T00:00'],
  ['2028-02-29T09:00', '6 years', '2034-03-01T00:00'],
  ['2026-06-30T23:30', '12 months', '2027-06-30T00:00'],
])('closed on %s and kept for %s, it is due from %s', (closed, keep, due) => {
  const read = readKeep(keep);
  if (read === undefined) throw new Error(keep);
  expect(dueOn(at(closed), read)).toEqual(at(due));
});

test('a time is years or months, and nothing else is guessed', () => {
  expect(readKeep(' 1 Year ')).toEqual({ count: 1, unit: 'years' });
  expect(sayKeep({ count: 1, unit: 'years' })).toBe('1 year');
  for (const text of ['', 'six years', '0 years', '6', '6 days', '-1 years', '6 years and more'])
    expect(readKeep(text), text).toBeUndefined();
});

test('what a board has not decided is named, each thing by itself', () => {
  expect(missingOf({})).toHaveLength(3);
  expect(missingOf({ controller: 'A', contact: 'b@example.org', keep: { count: 6, unit: 'years' } })).toEqual(
    [],
  );
});
