import { ServerError } from '@azure/msal-node';
import type { AuthError } from '@azure/msal-node';
import { z } from 'zod';

/**
 * Microsoft's own code of a sign-in that failed, to look up: `AADSTS7000222` where it gives a number, else OAuth's. Never a
 * word of what it says, which can quote what was sent.
 */
export function signInCode(error: AuthError): string {
  const number = error instanceof ServerError ? numberShape.parse(error.errorNo) : '';
  return number === '' ? error.errorCode : `AADSTS${number}`;
}

/** The number of an error, which is a number whatever the library's type says; empty where there is none. */
const numberShape = z.union([z.number(), z.string()]).transform(String).catch('');
