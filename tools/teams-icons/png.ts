import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';

/** One pixel: red, green, blue and how solid it is, each from 0 to 255. */
export type Pixel = readonly [red: number, green: number, blue: number, solid: number];

/** A square picture as a PNG file, one line of pixels after the other, each without a filter. */
export function pngOf(size: number, pixelAt: (x: number, y: number) => Pixel): Uint8Array {
  const lines = Array.from({ length: size }, (_line, y) => [
    0,
    ...Array.from({ length: size }, (_pixel, x) => pixelAt(x, y)).flat(),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6], 8); // eight bits for each of red, green, blue and solid
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, check]);
}

/** CRC-32, as the PNG standard describes it. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
