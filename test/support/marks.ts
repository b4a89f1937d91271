/** What is looked for, and how it might be written down where a plain search would not see it. */
export type Marks = {
  /** Which of the marks stand in a text, in whatever way: as they are, or encoded. */
  readonly foundIn: (text: string) => readonly string[];
};

/**
 * Marks that are looked for as they are in any case of letters, and as hex (so PostgreSQL writes bytes), base64 at any offset,
 * in a URL, and as Redis prints bytes; each of UTF-8 and UTF-16.
 */
export function makeMarks(marks: readonly string[]): Marks {
  const forms = marks.map((mark) => ({ mark, plain: mark.toLowerCase(), encoded: encodings(mark) }));
  return {
    foundIn: (text) => {
      const lower = text.toLowerCase();
      return forms
        .filter(({ plain, encoded }) => lower.includes(plain) || encoded.some((one) => text.includes(one)))
        .map(({ mark }) => mark);
    },
  };
}

function encodings(mark: string): readonly string[] {
  const little = Buffer.from(mark, 'utf16le');
  const all = [Buffer.from(mark), little, Buffer.from(little).swap16()];
  return [
    ...all.flatMap((bytes) => [bytes.toString('hex'), ...base64(bytes)]),
    encodeURIComponent(mark),
    mark.replaceAll(' ', '+'),
    Array.from(mark).join('\\x00'),
  ];
}

/** What the bytes come to within base64, wherever in a group of three they begin. */
function base64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64');
    // The first group holds bytes of what stands before.
    return whole.slice(before === 0 ? 0 : 4);
  });
}
