const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Whether a text is a uuid as this program writes them. What comes back from a button may be anything. */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}
