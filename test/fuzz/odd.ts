import fc from 'fast-check';

/* Input as nobody honest sends it: recorded payloads with things done to them, and anything at all. */

/** `npm run fuzz` asks for many more than `npm test`. */
const isLong = process.env['MODE'] === 'fuzz';

/** How many inputs: `usual` in `npm test`, fifty times as many in `npm run fuzz`. */
export function runs(usual: number): number {
  return isLong ? usual * 50 : usual;
}

/** With the usual number the same inputs each time, so that nobody's change fails for what it did not touch; `npm run fuzz` takes others. */
export function sameEachTime(usual: number): { readonly seed?: number } {
  return runs(usual) === usual ? { seed: 146 } : {};
}

/** Said by `npm run fuzz` alone: how many inputs of what, and how long it took. */
export function tell(what: string, count: number, ms: number): void {
  if (isLong) process.stdout.write(`${what}: ${count} inputs in ${(ms / 1000).toFixed(1)} s\n`);
}

const deep = (depth: number): unknown => JSON.parse(`${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`);

/** Values that have broken programs before: other types, keys of every object, much, deep, and letters that are none. */
const nasty: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  [],
  {},
  [[]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(20_000),
  '\u0000\u202E\uD800',
  '<!channel> <@U1> <script>alert(1)</script> &amp; *x*',
  '{"do":"acknowledge","__proto__":{"polluted":true}}',
  deep(30),
  deep(400),
];

export const oddValue = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.jsonValue({ depthSize: 'small' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

/** Something done to a payload: which of its places, and what is put there; `undefined` takes it away. */
const change = fc.tuple(fc.nat(), fc.oneof(fc.constant(undefined), oddValue), fc.boolean());
export const changes = fc.array(change, { minLength: 1, maxLength: 4 });
type Change = readonly [number, unknown, boolean];

type Json = Record<string, unknown>;

/** A copy of a payload with things done to it, at any depth. */
export function changed(payload: object, all: readonly Change[]): object {
  return all.reduce<object>(changedOnce, structuredClone(payload));
}

function changedOnce(payload: object, [which, value, beside]: Change): object {
  const places: [Json, string][] = [];
  const walk = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 20) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Json, key]);
      walk(child, depth + 1);
    }
  };
  walk(payload, 0);
  const place = places[which % Math.max(places.length, 1)];
  if (place === undefined) return payload;
  const [node, key] = place;
  // Beside it stands a key that was not asked for.
  if (beside) node[`${key}-extra`] = structuredClone(value);
  else if (value === undefined) Reflect.deleteProperty(node, key);
  else node[key] = structuredClone(value);
  return payload;
}

/** No input has given every object something. */
export function isUnpolluted(): boolean {
  return Object.keys(Object.prototype).length === 0 && !('polluted' in {});
}
