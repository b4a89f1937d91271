/** Something that should not be able to happen in the database, with the remedy in its message. Never a word of a case. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
