/** A count as it may leave the board: the number, or nothing where it is not given. */
export type Shown = number | undefined;

/** Counts of one to four say something of single people. */
export const fewest = 5;

/** Draws a whole number from nought up to, and without, `many`. */
export type Draw = (many: number) => number;

/**
 * Counts that add up to a total which is given too. A count from one to four is left out, and others with it, until each that is
 * left out might be five or more for all that the rest and the total say. Which others, and now and then one more, is drawn by
 * lot: were they the smallest, somebody who knows the method could tell the ones by the others. Where no choice is enough, all
 * are left out, also those that are nought.
 *
 * @example
 * protectParts([20, 3, 0, 7], draw) // => [20, undefined, 0, undefined], or [undefined, undefined, 0, 7], or more left out
 * protectParts([2, 3, 0], draw) // => [undefined, undefined, undefined]
 */
export function protectParts(counts: readonly number[], draw: Draw): readonly Shown[] {
  const hidden = hideSome(counts, draw, (left) => {
    // Each is one at least, since noughts are shown: the most that one can be is what the others leave of the sum.
    const sum = left.reduce((total, index) => total + (counts[index] ?? 0), 0);
    return left.length > 1 && sum - (left.length - 1) >= fewest;
  });
  return shown(counts, hidden);
}

/**
 * Counts that may overlap, such as themes of which a case has several: they add up to nothing that is given. One alone that
 * is left out could still be worked out where every case has to have one of them, so two are left out at least.
 */
export function protectMentions(counts: readonly number[], draw: Draw): readonly Shown[] {
  return shown(
    counts,
    hideSome(counts, draw, ({ length }) => length > 1),
  );
}

/** A count that stands alone: nought is not told from one to four. */
export function protectAlone(count: number): Shown {
  return count < fewest ? undefined : count;
}

/** The places of the counts that are left out; `undefined` where not even all of them would be enough. */
function hideSome(
  counts: readonly number[],
  draw: Draw,
  isEnough: (hidden: readonly number[]) => boolean,
): readonly number[] | undefined {
  const hidden = placesOf(counts, (count) => count > 0 && count < fewest);
  if (hidden.length === 0) return [];
  const others = placesOf(counts, (count) => count >= fewest);
  while (others.length > 0 && (!isEnough(hidden) || draw(oneMoreIn) === 0))
    hidden.push(...others.splice(draw(others.length), 1));
  return isEnough(hidden) ? hidden : undefined;
}

/** One more than is needed is left out every so many times: so that not all that are left out have to be few. */
const oneMoreIn = 5;

function placesOf(counts: readonly number[], which: (count: number) => boolean): number[] {
  return counts.flatMap((count, index) => (which(count) ? [index] : []));
}

function shown(counts: readonly number[], hidden: readonly number[] | undefined): readonly Shown[] {
  return counts.map((count, index) => (hidden?.includes(index) === false ? count : undefined));
}
