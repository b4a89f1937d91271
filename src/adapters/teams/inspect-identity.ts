import { ServerError } from '@azure/msal-node';
import { z } from 'zod';
import type { TeamsIdentity } from './connection.ts';
import { signIn } from './sign-in.ts';

/** Why Microsoft did not believe the bot, as far as it says so. */
export type IdentityFault =
  | 'wrong-secret'
  | 'expired-secret'
  | 'wrong-certificate'
  | 'unknown-app'
  | 'unknown-tenant'
  | 'no-managed-identity'
  | 'unreachable'
  | 'other';
/** `code`: Microsoft's own, to look up. Never a word of what it says, which can quote what was sent. */
export type InspectedIdentity =
  | { readonly kind: 'believed' }
  | { readonly kind: 'failed'; readonly fault: IdentityFault; readonly code: string };

const timeoutMs = 10_000;

/** Asks Microsoft for a token, as the bot does before it writes to anybody. Changes nothing; the token is thrown away. */
export async function inspectIdentity(
  identity: TeamsIdentity,
  fetchFrom: typeof fetch = fetch,
): Promise<InspectedIdentity> {
  try {
    await signIn(identity, fetchFrom, timeoutMs)();
    return { kind: 'believed' };
  } catch (error) {
    if (error instanceof ServerError) {
      const number = numberShape.parse(error.errorNo);
      const code = number === '' ? error.errorCode : `AADSTS${number}`;
      return { kind: 'failed', fault: faults[number] ?? 'other', code };
    }
    const fault = identity.kind === 'managed' ? 'no-managed-identity' : 'unreachable';
    return { kind: 'failed', fault, code: codeOf(error) };
  }
}

/** The number of an error, which is a number whatever the library's type says; empty where there is none. */
const numberShape = z.union([z.number(), z.string()]).transform(String).catch('');

/** The numbers behind AADSTS, as Microsoft documents them. */
const faults: Readonly<Record<string, IdentityFault>> = {
  '7000215': 'wrong-secret',
  '7000222': 'expired-secret',
  '700027': 'wrong-certificate',
  '700016': 'unknown-app',
  '7000229': 'unknown-app',
  '90002': 'unknown-tenant',
  '900021': 'unknown-tenant',
  '900023': 'unknown-tenant',
};

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'errorCode' in error && typeof error.errorCode === 'string' ? error.errorCode : error.name;
}
