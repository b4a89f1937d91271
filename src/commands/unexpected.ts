import { errorCode } from '../adapters/postgres/embedded-error.ts';

/**
 * What is said of an error that should not be able to happen: one line. The stack only where somebody asks for it,
 * because it helps nobody else. Passwords in addresses are struck out.
 */
export function sayUnexpected(error: unknown, wantsStack: boolean): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (wantsStack) return withoutPasswords(stack);
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  const code = errorCode(error);
  const what = first === '' ? (code ?? 'no reason was given') : first;
  return `Something went wrong that should not: ${withoutPasswords(what.slice(0, 300))}\nSet CONCORDAT_DEBUG=1 and run it again to see where.`;
}

function withoutPasswords(text: string): string {
  return text.replace(/\/\/[^\s/@]*@/g, '//');
}
