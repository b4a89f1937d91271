import { describe, expect, test } from 'vitest';
import { diceFor } from '../../campaign/plan/dice.ts';
import { stepOf } from '../../campaign/plan/plan.ts';

const steps = (seed: number, backend: 'redis' | 'postgres', from = 0) =>
  Array.from({ length: 400 }, (_, index) => stepOf(seed, backend, from + index));

describe('the plan of a campaign', () => {
  test('is the same for the same seed, and no other for another step before it', () => {
    expect(steps(7, 'redis')).toEqual(steps(7, 'redis'));
    expect(steps(7, 'redis')[250]).toEqual(stepOf(7, 'redis', 250));
    expect(steps(7, 'redis')).not.toEqual(steps(8, 'redis'));
  });

  test('has every kind of fault, and kills Redis only where the queue is in Redis', () => {
    const kinds = (backend: 'redis' | 'postgres') =>
      [...new Set(steps(1, backend).flatMap(({ fault }) => fault?.what.kind ?? []))].sort();
    const everywhere = [
      'cut-connections',
      'deactivate',
      'empty-queue',
      'full-disk',
      'kill',
      'kill-database',
      'platform',
      'silent-database',
    ];
    expect(kinds('postgres')).toEqual(everywhere);
    expect(kinds('redis')).toEqual([...everywhere, 'full-redis', 'kill-redis', 'silent-redis'].sort());
  });

  test('lets every platform fail', () => {
    const failing = steps(1, 'postgres').flatMap(({ fault }) =>
      fault?.what.kind === 'platform' ? [fault.what.of] : [],
    );
    expect(new Set(failing)).toEqual(new Set(['slack', 'teams', 'email']));
  });

  test('lets something in between forbid calls, of Slack and of Teams', () => {
    const forbidden = steps(1, 'postgres').flatMap(({ fault }) =>
      fault?.what.kind === 'platform' && fault.what.how === 'page-403' ? [fault.what.of] : [],
    );
    expect(forbidden).toEqual(expect.arrayContaining(['slack', 'teams']));
  });

  test('has quiet steps, and moves the clock on by days and back by seconds', () => {
    const all = steps(1, 'postgres');
    expect(all.filter(({ fault }) => fault === undefined)).toHaveLength(120);
    expect(new Set(all.map(({ clock }) => clock.kind))).toEqual(
      new Set(['none', 'next-due', 'days', 'back']),
    );
  });

  test('throws dice that know their limits', () => {
    const dice = diceFor('limits');
    const thrown = Array.from({ length: 1_000 }, () => dice.whole(1, 6));
    expect(new Set(thrown)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(() => dice.oneOf([])).toThrow('nothing to choose from');
  });
});
