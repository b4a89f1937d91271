/** A key or a sealed text that is not what it should be, with the remedy. Never a word of what was sealed. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
}
