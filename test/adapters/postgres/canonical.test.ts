import { expect, test } from 'vitest';
import fc from 'fast-check';
import { canonical } from '../../../src/adapters/postgres/canonical.ts';

test('keys stand in the order of their code units, numbers among them, and what is undefined is left out', () => {
  expect(canonical({ b: 1, a: ['x', { d: null, c: true }], '10': 'x', '9': 'y', gone: undefined })).toBe(
    '{"10":"x","9":"y","a":["x",{"c":true,"d":null}],"b":1}',
  );
});

test.each([
  ['a Date', { at: new Date(0) }],
  ['a number that is none', { count: NaN }],
  ['a hole in a list', { list: [undefined] }],
  ['a function', { list: [() => 1] }],
  ['a Map', new Map([['a', 1]])],
  ['a bigint', 1n],
])('%s is refused, because it would come back as something else', (_, value) => {
  expect(() => canonical(value)).toThrow(TypeError);
});

test('one value has one text, in whatever order it was put together, and the text reads back as the value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(turned)).toBe(canonical(value));
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
});
