/** Ends a switch over a closed union: a case that is not handled does not compile. */
export function assertNever(value: never): never {
  throw new TypeError(`Not one of the known kinds: ${JSON.stringify(value)}`);
}
