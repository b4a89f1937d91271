import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  protectAlone,
  protectMentions,
  protectParts,
  type Draw,
  type Shown,
} from '../../src/report/suppress.ts';

/* What somebody who knows the method, and has every number that was given, can work out of those that were not. */

type Protect = (counts: readonly number[], draw: Draw) => readonly Shown[];

/** Every answer that the lot can bring, by following each draw to each of its ends. */
function everyAnswer(protect: Protect, counts: readonly number[]): readonly (readonly Shown[])[] {
  const answers: (readonly Shown[])[] = [];
  const paths: number[][] = [[]];
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    const drawn = path;
    let step = 0;
    const shown = protect(counts, (many) => {
      const next = drawn[step];
      step += 1;
      if (next !== undefined) return next;
      drawn.push(0);
      for (let other = 1; other < many; other += 1) paths.push([...drawn.slice(0, -1), other]);
      return 0;
    });
    answers.push(shown);
  }
  return answers;
}

/** All ways in which so many counts add up to a total. */
function allOf(cells: number, total: number): readonly (readonly number[])[] {
  if (cells === 1) return [[total]];
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    allOf(cells - 1, total - first).map((rest) => [first, ...rest]),
  );
}

const key = (shown: readonly Shown[]) => shown.map((one) => one ?? '-').join(' ');

describe('counts that leave the board', () => {
  it.each([
    [2, 24],
    [3, 18],
    [4, 13],
    [5, 8],
  ])(
    'of %i that add up to at most %i, none from one to four can be worked out, whatever the lot brings',
    (cells, most) => {
      const pinned: string[] = [];
      for (let total = 5; total <= most; total += 1) {
        const possible = new Map<string, (readonly number[])[]>();
        for (const counts of allOf(cells, total))
          for (const answer of new Set(everyAnswer(protectParts, counts).map(key)))
            possible.set(answer, [...(possible.get(answer) ?? []), counts]);
        for (const [answer, all] of possible)
          for (let cell = 0; cell < cells; cell += 1) {
            const values = new Set(all.map((counts) => counts[cell] ?? 0));
            const [only] = values;
            if (values.size === 1 && only !== undefined && only > 0 && only < 5)
              pinned.push(`${total}: ${answer}`);
          }
      }
      expect(pinned).toEqual([]);
    },
  );

  it('leaves out no number where none is from one to four, and gives noughts', () => {
    expect(protectParts([20, 5, 0, 7], () => 0)).toEqual([20, 5, 0, 7]);
    expect(protectMentions([9, 0, 12], () => 0)).toEqual([9, 0, 12]);
  });

  it('leaves out a second number with the one that is few, and which one is drawn by lot', () => {
    const answers = new Set(everyAnswer(protectParts, [20, 3, 0, 7]).map(key));
    expect(answers).toEqual(new Set(['20 - 0 -', '- - 0 7', '- - 0 -']));
  });

  it('leaves out everything where too little is left to hide among', () => {
    expect(protectParts([2, 3, 0], () => 0)).toEqual([undefined, undefined, undefined]);
    expect(protectMentions([3, 0], () => 0)).toEqual([undefined, undefined]);
  });

  it('never leaves bounds that meet, for any counts at all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (counts, stream) => {
          const shown = protectParts(counts, (many) => (stream.next().value as number) % many);
          const hidden = counts.filter((_, index) => shown[index] === undefined);
          expect(
            counts.every((count, index) => shown[index] === undefined || count === 0 || count >= 5),
          ).toBe(true);
          if (hidden.length === 0 || hidden.length === counts.length) return;
          const sum = hidden.reduce((total, count) => total + count, 0);
          // Each that is left out is one at least, and at most what the others leave.
          expect(sum - (hidden.length - 1)).toBeGreaterThanOrEqual(5);
          expect(hidden.length).toBeGreaterThan(1);
        },
      ),
    );
  });

  it('does not tell nought from one to four where a number stands alone', () => {
    expect([0, 1, 4, 5].map(protectAlone)).toEqual([undefined, undefined, undefined, 5]);
  });

  it('of counts that overlap, none can be worked out from every case having one at least', () => {
    // Ten cases, each with a theme: six have the first, so that four at least have the second, and fewer than five.
    for (const answer of everyAnswer(protectMentions, [6, 4, 0]))
      expect(answer.filter((one) => one === undefined).length).toBeGreaterThan(1);
  });
});
