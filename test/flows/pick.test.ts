import { describe, expect, test } from 'vitest';
import { pickFields, readPick } from '../../src/flows/pick.ts';

const named = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `a${index}`, label: `Agency ${index}` }));
const pick = (count: number, required = true) => ({
  id: 'agency',
  label: 'Which agency?',
  required,
  options: named(count),
});

describe('a list of up to a hundred', () => {
  test('is shown whole', () => {
    expect(pickFields(pick(100), {}).map(({ kind }) => kind)).toEqual(['choice']);
    expect(readPick(pick(100), { agency: 'a99' })).toEqual({ kind: 'picked', id: 'a99' });
  });

  test('asks for a choice where one is required, and takes none where it is not', () => {
    expect(readPick(pick(3), { agency: null })).toEqual({
      kind: 'wrong',
      errors: { agency: 'Choose one from the list.' },
    });
    expect(readPick(pick(3, false), {})).toEqual({ kind: 'nothing' });
  });

  test('takes nothing that was not offered', () => {
    expect(readPick(pick(3), { agency: 'a7' }).kind).toBe('wrong');
  });
});

describe('a list of over a hundred', () => {
  test('is searched first, then chosen from', () => {
    expect(pickFields(pick(150), {}).map(({ id, kind }) => [id, kind])).toEqual([['agency-search', 'text']]);
    expect(readPick(pick(150), { 'agency-search': 'Agency 14' })).toEqual({ kind: 'again' });
    const narrowed = pickFields(pick(150), { 'agency-search': 'AGENCY 14' });
    expect(narrowed.map(({ id }) => id)).toEqual(['agency-search', 'agency']);
    expect(readPick(pick(150), { 'agency-search': 'Agency 14', agency: 'a141' })).toEqual({
      kind: 'picked',
      id: 'a141',
    });
  });

  test('one match is taken at once', () => {
    expect(readPick(pick(150), { 'agency-search': '149' })).toEqual({ kind: 'picked', id: 'a149' });
  });

  test('says when nothing or too much was found', () => {
    expect(readPick(pick(150), { 'agency-search': 'Zoo' })).toEqual({
      kind: 'wrong',
      errors: { 'agency-search': 'Nothing has this in its name. Try a shorter part of it.' },
    });
    expect(readPick(pick(150), { 'agency-search': 'agency' })).toEqual({
      kind: 'wrong',
      errors: { 'agency-search': '150 have this in their name. Type more of it.' },
    });
  });

  test('a choice that the new search no longer finds is asked again', () => {
    expect(readPick(pick(150), { 'agency-search': 'Agency 14', agency: 'a3' })).toEqual({ kind: 'again' });
  });
});
