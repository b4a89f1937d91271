import { writeFile } from 'node:fs/promises';
import { pngOf, type Pixel } from './png.ts';

/*
 * Draws the two icons that a Teams app needs: two rings that meet. `color.png` is a full square with the mark inside the
 * 120 pixels in the middle, because Teams rounds its corners; `outline.png` is white on nothing. Run with `npm run icons`.
 */

type Point = { readonly x: number; readonly y: number };

const blue: Pixel = [0x1d, 0x35, 0x57, 255];
const white: Pixel = [255, 255, 255, 255];
const pale: Pixel = [0xa8, 0xda, 0xdc, 255];
const clear: Pixel = [255, 255, 255, 0];

/** The mark is measured in units of its own: each ring's middle line is half a unit from its centre. */
const [apart, radius, stroke] = [0.32, 0.5, 0.15];
const width = 2 * (apart + radius + stroke / 2);

await writeFile(
  'manifest/teams/color.png',
  icon(192, 120, (at) => (onRing(at) ? white : inBoth(at) ? pale : blue)),
);
await writeFile(
  'manifest/teams/outline.png',
  icon(32, 30, (at) => (onRing(at) ? white : clear)),
);

/** Each pixel is the mean of 64 points in it, so that the rings have smooth edges. */
function icon(size: number, markWidth: number, colourAt: (at: Point) => Pixel): Uint8Array {
  const fine = Array.from({ length: 8 }, (_, index) => (index + 0.5) / 8);
  return pngOf(size, (x, y) => {
    const points = fine.flatMap((dx) => fine.map((dy) => ({ x: x + dx, y: y + dy })));
    return mean(
      points.map((point) =>
        colourAt({
          x: ((point.x - size / 2) * width) / markWidth,
          y: ((point.y - size / 2) * width) / markWidth,
        }),
      ),
    );
  });
}

function onRing(at: Point): boolean {
  return distances(at).some((distance) => Math.abs(distance - radius) <= stroke / 2);
}

function inBoth(at: Point): boolean {
  return distances(at).every((distance) => distance < radius);
}

function distances({ x, y }: Point): readonly number[] {
  return [Math.hypot(x + apart, y), Math.hypot(x - apart, y)];
}

function mean(pixels: readonly Pixel[]): Pixel {
  const of = (part: 0 | 1 | 2 | 3) =>
    Math.round(pixels.reduce((sum, pixel) => sum + pixel[part], 0) / pixels.length);
  return [of(0), of(1), of(2), of(3)];
}
