/**
 * PostgreSQL's five-character code of an error, by which code tells errors apart (never by their words).
 *
 * @example
 * sqlState(error) // => '23505' for a row that is there already
 */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
