import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/policy/nearest.ts';

describe('the name that was probably meant', () => {
  it.each([
    ['emial', 'email'],
    ['telefone', 'telephone'],
    ['Agency', 'agency'],
    ['line_manger', 'line_manager'],
    ['emails', 'email'],
  ])('for %s is %s', (typed, meant) => {
    expect(nearest(typed, ['name', 'email', 'agency', 'telephone', 'line_manager'])).toBe(meant);
  });

  it.each(['colour', '', 'x'.repeat(100_000)])('is not guessed from afar', (typed) => {
    expect(nearest(typed, ['name', 'email', 'agency'])).toBeUndefined();
  });
});
