/**
 * One value, one text: JSON without spaces, keys in the order of their UTF-16 code units, what is `undefined` left out
 * (RFC 8785). It is what the record's hashes are taken over, and it is kept as this text, because what PostgreSQL's
 * `jsonb` gives back does not hash the same.
 *
 * @throws TypeError for what JSON cannot hold unchanged (a `Date`, `NaN`, a function): nothing is stored by accident
 * @example
 * canonical({ b: 1, a: 'x', c: undefined }) // => '{"a":"x","b":1}'
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const pairs = Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`);
    return `{${pairs.join(',')}}`;
  }
  throw new TypeError(`A record cannot hold a ${typeof value === 'object' ? 'made object' : typeof value}`);
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
}
