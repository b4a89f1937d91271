import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { awareRoles } from '../../src/policy/policy-lookup.ts';
import { read, shippedPolicy } from './policies.ts';

describe('A role of the board that is only made aware of a case', () => {
  it('is one to which copies go that show less than all of it, and which has no other part', () => {
    const result = read(
      readFileSync(new URL('../../examples/policy-of-an-invented-board.yaml', import.meta.url), 'utf8'),
    );
    expect(result.kind === 'policy' && awareRoles(result.policy)).toEqual(['board-chair']);
  });

  it.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])(
    'is none of %s, whose offices work with what they are copied into',
    (board) => {
      expect(awareRoles(shippedPolicy(board))).toEqual([]);
    },
  );
});
